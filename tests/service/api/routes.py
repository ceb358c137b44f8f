"""Every route of the service, and what it needs: a new one fails the tests until it stands here."""

from collections.abc import Iterable, Iterator

from fastapi import FastAPI

OPEN = frozenset(
    (
        *("GET /", "GET /barrierefreiheit", "GET /verwaltung", "GET /static/{path:path}"),
        *("GET /widget.js", "GET /widget-{version}.js", "GET /api/widget", "GET /api/config"),
        *("GET /openapi.json", "GET /healthz", "GET /readyz"),
    )
)
"""Those that say nothing of any catalogue."""
READ = frozenset(
    (
        *("GET /api/measures", "GET /api/measures/{id}", "GET /api/facets", "GET /api/rows", "GET /api/documents/{id}"),
        *("POST /api/export", "POST /api/feedback", "POST /mcp"),
    )
)
SEARCH = frozenset(("POST /api/search",))
CHAT = frozenset(
    (
        *("POST /api/chat", "POST /v1/chat/completions", "POST /v1/responses"),
        *("GET /v1/models", "GET /v1/models/{id}"),
    )
)
ADMIN = frozenset(
    (
        *("GET /api/admin", "GET /api/admin/check", "POST /api/admin/rebuild", "GET /api/admin/rebuild"),
        *("PUT /api/admin/documents/{name}", "DELETE /api/admin/documents/{name:path}"),
        *("POST /api/admin/generations/{name}/serve", "GET /api/admin/generations/{name}/change"),
        *("DELETE /api/admin/generations/{name}", "GET /api/admin/catalogue", "PUT /api/admin/catalogue"),
        *("GET /metrics", "GET /api/admin/feedback", "GET /api/admin/feedback/questions"),
    )
)


def routes(app: FastAPI) -> set[str]:
    """The routes of a service, as `GET /api/measures/{id}`."""
    return set(_listed(app.routes))


def _listed(found: Iterable[object]) -> Iterator[str]:
    for route in found:
        if (router := getattr(route, "original_router", None)) is not None:
            yield from _listed(router.routes)
        else:
            methods, path = getattr(route, "methods", ()), getattr(route, "path", None)
            assert methods, f"{route} takes no methods; how is it guarded?"
            yield from (f"{method} {path}" for method in methods - {"HEAD"})
