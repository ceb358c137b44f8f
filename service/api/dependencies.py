"""The routes of the HTTP service. Those that work run in a thread pool: a search never holds up other requests."""

from typing import Annotated, Any

from fastapi import Depends, Request

from index.store import Index
from retriever.retriever import Retriever
from service.api.problems import ProblemError
from service.engine import Engine, State
from service.wire.status import ProblemResponse


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that a route may answer with, for its description."""
    return {status: {"model": ProblemResponse} for status in (*statuses, 500)}


async def _state(request: Request) -> State:
    engine: Engine = request.app.state.engine
    return engine.state


Serving = Annotated[State, Depends(_state)]


async def _retriever(state: Serving) -> Retriever:
    """The retriever that serves. Taken once a request, so that all of an answer comes from one generation."""
    if state.retriever:
        return state.retriever
    if state.refusal == "loading":
        raise ProblemError("loading", {"Retry-After": "1"})
    raise ProblemError(state.refusal, degraded=state.degraded)


Current = Annotated[Retriever, Depends(_retriever)]


async def _index(retriever: Current) -> Index:
    return retriever.index


Indexed = Annotated[Index, Depends(_index)]


async def json_only(request: Request) -> None:
    """Browsers send other types to foreign hosts unasked, so that a page elsewhere could search in a user's name."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise ProblemError("unsupported-media-type")
