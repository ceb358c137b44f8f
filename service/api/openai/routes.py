"""OpenAI-compatible routes: the service as a chat model for existing front ends and clients."""

from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool

from service.api.chat import CLIENT_GONE, Writing, unless_gone
from service.api.dependencies import Current, Indexed, Links, json_only
from service.api.openai import schemas
from service.api.openai.answering import begun, known_model, read_request, streamed
from service.api.openai.completion import Completion, event_lines
from service.api.sse import EVENTS, MEDIA_TYPE


def _errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error responses of a route for the OpenAPI description."""
    return {status: {"model": schemas.ErrorResponse} for status in (*statuses, 421, 500)}


ANSWERS: dict[int | str, dict[str, Any]] = {
    200: {"content": {MEDIA_TYPE: EVENTS}, "description": "The answer, or its events if `stream` is set"},
    **_errors(400, 404, 413, 415, 422, 503),
}
"""What a route that answers a conversation responds, for the OpenAPI description."""
compat = APIRouter(prefix="/v1", tags=["openai"])


@compat.get("/models", responses=_errors(503))
async def models(index: Indexed) -> schemas.ModelListResponse:
    """List the models. There is exactly one."""
    return schemas.ModelListResponse(data=[_model(index.manifest.built_at)])


@compat.get("/models/{id}", responses=_errors(404, 503))
async def model(id: str, index: Indexed) -> schemas.ModelResponse:
    """Return the model by name."""
    known_model(id)
    return _model(index.manifest.built_at)


@compat.post(
    "/chat/completions",
    operation_id="chat_completion",
    response_model=schemas.CompletionResponse,
    dependencies=[Depends(json_only)],
    responses=ANSWERS,
)
async def complete(
    wanted: Annotated[schemas.CompletionRequest, Body()],
    request: Request,
    retriever: Current,
    writer: Writing,
    links: Links,
) -> schemas.CompletionResponse | Response:
    """Answer the last message as `/api/chat` does, with citations as annotations and as a list of sources."""
    asked = await run_in_threadpool(read_request, wanted.messages, wanted, retriever.index)
    finishing = await begun(asked, request, retriever, writer, links)
    if wanted.stream:
        told = bool(wanted.stream_options and wanted.stream_options.include_usage)
        return streamed(finishing, (), lambda found: event_lines(Completion(found).chunks(include_usage=told)))
    finished = await unless_gone(request, finishing)
    return Completion(finished).response() if finished else Response(status_code=CLIENT_GONE)


def _model(built_at: str) -> schemas.ModelResponse:
    return schemas.ModelResponse(created=int(datetime.fromisoformat(built_at).timestamp()))
