"""Which pages of other origins may use the service from a browser: those that the operator names, exactly."""

import re

from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp, Receive, Scope, Send

_OPEN = ("/api/search", "/api/chat", "/api/documents/", "/api/measures", "/api/facets", "/api/config", "/api/feedback")
_WIDGET = re.compile(r"/widget(?:-[0-9a-f]+)?\.js")
_HOUR = 3600


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
