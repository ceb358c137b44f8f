"""Dependencies shared by routes: serving state, retriever, index, and the check for JSON bodies."""

from typing import Annotated, Any

from fastapi import Depends, Request

from index.store import Index
from retriever.retriever import Retriever
from service.api.access import bearer_of
from service.api.problems import ProblemError
from service.engine import Engine, State
from service.links import PageLinks
from service.settings import Settings
from service.wire.status import ProblemResponse


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """Return the error responses of a route for the OpenAPI description; 421 and 500 may come from each."""
    return {status: {"model": ProblemResponse} for status in (*statuses, 421, 500)}


async def _state(request: Request) -> State:
    """What serves whoever asks: an index of the catalogues that they may see."""
    engine: Engine = request.app.state.engine
    bearer = bearer_of(request)
    return engine.state.seen_by(bearer.key.visible if bearer else None)


Serving = Annotated[State, Depends(_state)]


async def _retriever(state: Serving) -> Retriever:
    """The serving retriever, read once per request so that each response comes from a single generation."""
    if state.retriever:
        return state.retriever
    if state.refusal == "loading":
        raise ProblemError("loading", {"Retry-After": "1"})
    raise ProblemError(state.refusal, degraded=state.degraded)


Current = Annotated[Retriever, Depends(_retriever)]


async def _index(retriever: Current) -> Index:
    return retriever.index


Indexed = Annotated[Index, Depends(_index)]


async def _links(request: Request) -> PageLinks:
    settings: Settings = request.app.state.settings
    return PageLinks(settings.public_url or str(request.base_url).rstrip("/"))


Links = Annotated[PageLinks, Depends(_links)]
"""Links into the page, for answers that are read elsewhere: to where people open it, or where it was asked."""


async def json_only(request: Request) -> None:
    """Require a JSON body: browsers send other types cross-origin without preflight, so any page could search."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ProblemError("unsupported-media-type")
