"""Middleware for every request: access log, security headers, body limit, error handling, cross-origin access."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from secrets import token_hex
from time import perf_counter
from types import MappingProxyType
from typing import Protocol

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.api.problems import REQUEST_SCOPE, ProblemError, problem_response
from service.redaction import fault, method, template

BODY_LIMIT = 64 * 1024
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",  # CORS opens what other origins may read
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "Cache-Control": "no-store",
}
"""What every answer says, unless it says otherwise itself, as pages and files do."""
_DIGITS = 18
_log = logging.getLogger(__name__)


REQUEST_ID = "X-Request-ID"
_ID_BYTES = 8
_PARENT = "traceparent"


def new_id() -> str:
    """Draw an id for a request."""
    return token_hex(_ID_BYTES)


@dataclass(frozen=True, slots=True)
class AnsweredRequest:
    """What may be told of a request; `parent` is the trace that it says it is part of (`traceparent` of the W3C)."""

    method: str
    route: str
    status: str
    seconds: float
    id: str
    parent: str


class RequestFigures(Protocol):
    """What is told of requests."""

    def began(self) -> None:
        """Note a request that is to be answered."""

    def ended(self, request: AnsweredRequest) -> None:
        """Note a request that was answered."""


class AccessLog:
    """Access log of method, route and status: `GET /api/measures/{id} 200`; `figures` are told the same.

    Each request gets an id, which its answer, its problem and its line in a log of JSON have, with the time it took.
    """

    def __init__(self, app: ASGIApp, figures: Sequence[RequestFigures] = ()) -> None:
        self._app = app
        self._figures = figures

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        status = "-"
        began, id = perf_counter(), new_id()

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = str(message["status"])
                MutableHeaders(scope=message)[REQUEST_ID] = id
            await send(message)

        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        scope[REQUEST_SCOPE] = id
        for each in self._figures:
            each.began()
        try:
            return await self._app(scope, receive, watched)
        finally:
            parent = Headers(scope=scope).get(_PARENT, "")
            answered = AnsweredRequest(method(scope), template(scope), status, perf_counter() - began, id, parent)
            for each in self._figures:
                each.ended(answered)
            said = {"method": answered.method, "route": answered.route, "status": status}
            fields = {**said, "request": id, "seconds": round(answered.seconds, 4)}
            _log.info("%s %s %s", *said.values(), extra={"fields": fields})


class SecurityHeaders:
    """Default security headers; responses may override them, as pages do with Content-Security-Policy."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def secured(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, secured if scope["type"] == "http" else send)


class Heads:
    """Answers HEAD as GET without the content (RFC 9110, 9.3.2), on every route."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def without_content(message: Message) -> None:
            await send({**message, "body": b""} if message["type"] == "http.response.body" else message)

        if scope["type"] != "http" or scope["method"] != "HEAD":
            return await self._app(scope, receive, send)
        asked = {**scope, "method": "GET"}
        try:
            await self._app(asked, receive, without_content)
        finally:
            scope["route"] = asked.get("route")  # for the log
        return None


class Faults:
    """Handler for uncaught exceptions: answers with a problem and logs only type and location.

    Nothing is re-raised, because the server would log the message, which may contain the question.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # the last resort
            fields = {"request": scope.get(REQUEST_SCOPE, "")}
            _log.error("%s %s failed: %s", method(scope), template(scope), fault(error), extra={"fields": fields})
            if not started:
                await problem_response(Request(scope), ProblemError("internal"))(scope, receive, send)
        return None


class BodyLimit:
    """Limit on the size of request bodies, in bytes. Declared lengths are checked before reading, others while reading.

    `limits` maps path prefixes to limits; `limit` applies to all other paths.
    """

    def __init__(self, app: ASGIApp, limit: int = BODY_LIMIT, limits: Mapping[str, int] = MappingProxyType({})) -> None:
        self._app = app
        self._limit = limit
        self._limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        limit = next((most for path, most in self._limits.items() if scope["path"].startswith(path)), self._limit)
        too_large = ProblemError("too-large", limit=limit // 1024)
        if _announced(scope) > limit:
            return await problem_response(Request(scope), too_large)(scope, receive, send)
        read = 0

        async def counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > limit:
                raise too_large
            return message

        return await self._app(scope, counted, send)


def _announced(scope: Scope) -> int:
    length = Headers(scope=scope).get("content-length", "0")
    return int(length[:_DIGITS]) if length.isdecimal() else 0


_OPEN = ("/api/search", "/api/chat", "/api/documents/", "/api/measures", "/api/facets", "/api/config", "/api/feedback")
_HOUR = 3600


_PROGRAMS = "/v1/"
_OF_CLIENTS = (
    *("Authorization", "OpenAI-Organization", "OpenAI-Project"),
    *(f"X-Stainless-{name}" for name in "Lang Package-Version OS Arch Runtime Runtime-Version".split()),
    *(f"X-Stainless-{name}" for name in "Retry-Count Timeout Helper-Method".split()),
)
"""Headers that OpenAI's client sends from within a page."""


class Origins:
    """Cross-origin access for `origins` to what the widget and others' widgets need; the rest stays closed.

    The widget's script itself is open to every page, so that it can say where it isn't allowed.
    """

    def __init__(self, app: ASGIApp, origins: tuple[str, ...]) -> None:
        self._app = app
        self._opened = _opened(app, origins, ("Content-Type",))
        self._for_clients = _opened(app, origins, ("Content-Type", *_OF_CLIENTS))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" else ""
        if path.startswith(_PROGRAMS):
            return await self._for_clients(scope, receive, send)
        return await (self._opened if path.startswith(_OPEN) else self._app)(scope, receive, send)


def _opened(app: ASGIApp, origins: tuple[str, ...], headers: tuple[str, ...]) -> CORSMiddleware:
    return CORSMiddleware(
        app, allow_origins=origins, allow_methods=["GET", "POST"], allow_headers=headers, max_age=_HOUR
    )
