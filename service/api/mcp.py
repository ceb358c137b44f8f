"""The tools for language models over HTTP: one route, which keeps nothing between two requests.

The library for it is loaded with the first request, so that a service that nobody asks this way starts without.
"""

from collections.abc import Awaitable, Callable
from functools import partial

from fastapi import APIRouter, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from starlette.types import Receive, Scope, Send

from service.access.key import KeyScope
from service.api.access import EVERYBODY, bearer_of
from service.api.dependencies import Links, Serving, json_only
from service.api.languages import negotiated
from service.engine import State
from service.links import PageLinks
from service.texts import Texts

mcp = APIRouter(include_in_schema=False)


class _Exchange(Response):
    """A response that is written by what answers the request."""

    def __init__(self, answer: Callable[[Scope, Receive, Send], Awaitable[None]]) -> None:
        super().__init__()
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._answer(scope, receive, send)


@mcp.post("/mcp", dependencies=[Depends(json_only)])
async def exchange(request: Request, state: Serving, links: Links) -> Response:
    """Answer a message of the Model Context Protocol, with what the key allows."""
    texts = Texts.in_language(negotiated(request.headers.get("accept-language")))
    key = (bearer_of(request) or EVERYBODY).key
    return _Exchange(await run_in_threadpool(_prepared, state, links, texts, key.scopes))


def _prepared(
    state: State, links: PageLinks, texts: Texts, scopes: tuple[KeyScope, ...]
) -> Callable[[Scope, Receive, Send], Awaitable[None]]:
    from service.mcp.server import McpAccess, answer_over_http
    from service.mcp.workspace import served

    return partial(answer_over_http, McpAccess(partial(served, state, links, texts), scopes))
