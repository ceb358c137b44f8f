"""What a reverse proxy says about a request: who asks, from where, by which scheme, and below which path it serves."""

from ipaddress import ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from service.addresses import MOUNTED
from service.api.access import GROUPS, USER

_LONGEST_NAME, _LONGEST_GROUPS = 200, 8_000


class Proxied:
    """Believes X-Forwarded-For, -Proto and -Prefix of the proxies that the operator trusts, and of nobody else.

    `root_path` is the path below which proxies serve the service if they don't say so. It may have been taken off a
    request's path or not. `user_header` is the header in which they name the user, if they do, `groups_header` the one
    for the user's groups, separated by commas.
    """

    def __init__(
        self,
        app: ASGIApp,
        proxies: tuple[str, ...],
        root_path: str,
        user_header: str | None = None,
        groups_header: str | None = None,
    ) -> None:
        self._forwarded = ProxyHeadersMiddleware(app, list(proxies))  # type: ignore[arg-type]
        self._networks = [ip_network(proxy, strict=False) for proxy in proxies]
        self._root_path = root_path
        self._user_header = user_header
        self._groups_header = groups_header

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            if self._user_header and self._trusts(scope):
                scope[USER] = _named(scope, self._user_header, _LONGEST_NAME)
                said = _named(scope, self._groups_header, _LONGEST_GROUPS) if self._groups_header else None
                groups = (group.strip().casefold() for group in (said or "").split(","))
                scope[GROUPS] = frozenset(filter(None, groups))
            scope["root_path"] = root_path = self._prefix(scope)
            path = scope["path"].removeprefix(root_path)
            if path.startswith("/") and not path.startswith(f"{root_path}/"):  # routing would take that off again
                scope["path"] = path
        await self._forwarded(scope, receive, send)  # type: ignore[arg-type]

    def _prefix(self, scope: Scope) -> str:
        said = Headers(scope=scope).get("x-forwarded-prefix", "").rstrip("/")
        return said if said and MOUNTED.fullmatch(said) and self._trusts(scope) else self._root_path

    def _trusts(self, scope: Scope) -> bool:
        try:
            address = ip_address((scope.get("client") or ("",))[0])
        except ValueError:
            return False
        return any(address in network for network in self._networks)


def _named(scope: Scope, header: str, longest: int) -> str | None:
    """What a header says; None unless it is there exactly once. It is UTF-8, which headers only have as bytes."""
    found = [value.encode("latin-1") for value in Headers(scope=scope).getlist(header)]
    try:
        (said,) = (value.decode("utf-8").strip() for value in found)
    except ValueError:
        return None
    return said if said.isprintable() and 0 < len(said) <= longest else None
