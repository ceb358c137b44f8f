"""Which pages of other origins may use the service from a browser: those that the operator names, exactly."""

import re
from urllib.parse import urlsplit

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
_OPEN = ("/api/search", "/api/chat", "/api/documents/", "/api/measures", "/api/facets", "/api/config", "/api/feedback")
_WIDGET = re.compile(r"/widget(?:-[0-9a-f]+)?\.js")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_HOUR = 3600


def origin(text: str) -> str:
    """`text` if it is an origin as browsers send it (`https://intranet.example`); ValueError otherwise."""
    parts = urlsplit(text)
    host, port = parts.netloc, parts.port
    if port is not None:
        host = host.rpartition(":")[0]
    exact = f"{parts.scheme}://{parts.netloc}" == text and _HOST.fullmatch(host)
    if parts.scheme not in _DEFAULT_PORTS or not exact or port == _DEFAULT_PORTS[parts.scheme]:
        raise ValueError(f"no origin such as https://intranet.example: {text!r}")
    return text


class Origins:
    """Lets pages of `origins` call what the widget needs; the administration and the page's files stay closed."""

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self._app = app
        self._opened = CORSMiddleware(
            app, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=["Content-Type"], max_age=_HOUR
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        opened = scope["type"] == "http" and (scope["path"].startswith(_OPEN) or _WIDGET.fullmatch(scope["path"]))
        await (self._opened if opened else self._app)(scope, receive, send)
