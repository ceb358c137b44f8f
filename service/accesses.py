"""What may be said about a request: its method and its route's template, never its path, which may hold anything."""

from starlette.types import Scope

_METHODS = frozenset("CONNECT DELETE GET HEAD OPTIONS PATCH POST PUT TRACE".split())
_UNKNOWN = "-"


def method(scope: Scope) -> str:
    """The method if it is one of HTTP's own; a client may send any word as one."""
    return str(scope["method"]) if scope["method"] in _METHODS else _UNKNOWN


def template(scope: Scope) -> str:
    """The template of the route that took the request, as `/api/measures/{id}`; `-` if none (yet) did."""
    return str(getattr(scope.get("route"), "path", _UNKNOWN))
