"""The names that the service answers to. A page of another name can't be made to talk to it (DNS rebinding)."""

import re

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from service.api.problems import ProblemError, problem_response

_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]++\]|[a-z0-9._-]++)(?::\d{1,5})?")


class Hosts:
    """Refuses requests whose Host is none of the allowed names, nor the address that the connection was made to."""

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._allows(scope):
            return await self._app(scope, receive, send)
        return await problem_response(Request(scope), ProblemError("misdirected"))(scope, receive, send)

    def _allows(self, scope: Scope) -> bool:
        host = Headers(scope=scope).get("host")
        if host is None:  # HTTP/1.0: no browser
            return True
        found = _HOST.fullmatch(host.lower())
        return found is not None and (found["name"] in self._hosts or found["name"] == _connected(scope))


def _connected(scope: Scope) -> str:
    """The address that the client connected to, as it would stand in Host: a page can't make up one of its own."""
    address = (scope.get("server") or ("",))[0]
    return f"[{address}]" if ":" in address else address
