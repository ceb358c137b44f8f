"""What a reverse proxy says about a request: who asks, from where, by which scheme, and below which path it serves."""

from ipaddress import ip_address, ip_network

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from service.api.access import USER
from service.settings import MOUNTED

_LONGEST_NAME = 200


class Proxied:
    """Believes X-Forwarded-For, -Proto and -Prefix of the proxies that the operator trusts, and of nobody else.

    `root_path` is the path below which proxies serve the service if they don't say so. It may have been taken off a
    request's path or not. `user_header` is the header in which they name the user, if they do.
    """

    def __init__(self, app: ASGIApp, proxies: tuple[str, ...], root_path: str, user_header: str | None = None) -> None:
        self._forwarded = ProxyHeadersMiddleware(app, list(proxies))  # type: ignore[arg-type]
        self._networks = [ip_network(proxy, strict=False) for proxy in proxies]
        self._root_path = root_path
        self._user_header = user_header

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            if self._user_header and self._trusts(scope):
                scope[USER] = self._user(scope, self._user_header)
            scope["root_path"] = root_path = self._prefix(scope)
            path = scope["path"].removeprefix(root_path)
            if path.startswith("/") and not path.startswith(f"{root_path}/"):  # routing would take that off again
                scope["path"] = path
        await self._forwarded(scope, receive, send)  # type: ignore[arg-type]

    def _prefix(self, scope: Scope) -> str:
        said = Headers(scope=scope).get("x-forwarded-prefix", "").rstrip("/")
        return said if said and MOUNTED.fullmatch(said) and self._trusts(scope) else self._root_path

    def _user(self, scope: Scope, header: str) -> str | None:
        """The user; None unless exactly one is named. Names are UTF-8, which headers only have as bytes."""
        named = [value.encode("latin-1") for value in Headers(scope=scope).getlist(header)]
        try:
            (name,) = (value.decode("utf-8").strip() for value in named)
        except ValueError:
            return None
        return name if name.isprintable() and 0 < len(name) <= _LONGEST_NAME else None

    def _trusts(self, scope: Scope) -> bool:
        try:
            address = ip_address((scope.get("client") or ("",))[0])
        except ValueError:
            return False
        return any(address in network for network in self._networks)
