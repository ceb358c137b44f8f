"""OpenAI-compatible routes: the service as a chat model for existing front ends and clients."""

import asyncio
from collections.abc import AsyncGenerator, Sequence
from contextlib import suppress
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from retriever.retriever import Retriever
from service.api.chat import CLIENT_GONE, Writing, unless_gone
from service.api.dependencies import Current, Indexed, json_only
from service.api.openai import schemas
from service.api.openai.completion import Completion, event_lines, reply_basis, with_sources, word_count
from service.api.openai.conversation import conversation
from service.api.openai.tasks import done, task
from service.api.problems import ProblemError
from service.api.sse import MEDIA_TYPE
from service.chat.assistant import Chat
from service.chat.message import Message
from service.chat.reply import last, reply_parts, resolved
from service.llm.writer import Writer

_STILL_HERE = 5.0
"""Seconds between keep-alive comments while a streamed answer is pending."""


def _errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error responses of a route for the OpenAPI description."""
    return {status: {"model": schemas.ErrorResponse} for status in (*statuses, 500)}


compat = APIRouter(prefix="/v1", tags=["openai"])


@compat.get("/models", responses=_errors(503))
async def models(index: Indexed) -> schemas.ModelListResponse:
    """List the models. There is exactly one."""
    return schemas.ModelListResponse(data=[_model(index.manifest.built_at)])


@compat.get("/models/{id}", responses=_errors(404, 503))
async def model(id: str, index: Indexed) -> schemas.ModelResponse:
    """Return the model by name."""
    _known(id)
    return _model(index.manifest.built_at)


@compat.post(
    "/chat/completions",
    response_model=schemas.CompletionResponse,
    dependencies=[Depends(json_only)],
    responses=_errors(400, 404, 413, 415, 422, 503),
)
async def complete(
    wanted: Annotated[schemas.CompletionRequest, Body()],
    request: Request,
    retriever: Current,
    writer: Writing,
) -> schemas.CompletionResponse | Response:
    """Answer the last message as `/api/chat` does, with sources appended. API keys are ignored."""
    _known(wanted.model)
    _offered(wanted)
    completing = _completion(conversation(wanted.messages, retriever.index), retriever, writer)
    if wanted.stream:
        told = bool(wanted.stream_options and wanted.stream_options.include_usage)
        ready = asyncio.ensure_future(completing)
        if writer is None:
            await ready  # errors must be raised before the stream starts
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_stream(ready, include_usage=told), media_type=MEDIA_TYPE, headers=headers)
    completion = await unless_gone(request, completing)
    return completion.response() if completion else Response(status_code=CLIENT_GONE)


async def _completion(said: Sequence[Message], retriever: Retriever, writer: Writer | None) -> Completion:
    """Answer the last message. A front end's own tasks are recognised and answered without a search."""
    chat = Chat(retriever)
    asked = word_count(*(message.content for message in said))
    if own := task(said[-1].content):
        suggested = await run_in_threadpool(done, own, lambda messages: chat.reply(messages).suggestions)
        return Completion(suggested, asked)
    message, notes = await resolved(chat, said, writer)
    answer = await run_in_threadpool(chat.answer, message)
    reply = await last(reply_parts(answer, writer, retriever, notes))
    return Completion(with_sources(reply), asked, reply_basis(reply, retriever.index))


async def _stream(ready: "asyncio.Future[Completion]", *, include_usage: bool) -> AsyncGenerator[str, None]:
    """Wait for the answer, then yield its chunks, because OpenAI's stream can't retract text.

    Too few of a model's sentences may hold up; until that is known, only keep-alive comments are sent.
    """
    try:
        while not ready.done():
            await asyncio.wait((ready,), timeout=_STILL_HERE)
            if not ready.done():
                yield ": …\n\n"
        for line in event_lines(ready.result().chunks(include_usage=include_usage)):
            yield line
    finally:
        ready.cancel()
        with suppress(asyncio.CancelledError):
            await ready


def _known(model: str) -> None:
    if model != schemas.MODEL:
        raise ProblemError("unknown-model", known=schemas.MODEL)


def _offered(wanted: schemas.CompletionRequest) -> None:
    if wanted.response_format and wanted.response_format.type != "text" and not _is_task(wanted):
        raise ProblemError("invalid", errors=[{"type": "text_only", "loc": ("body", "response_format", "type")}])


def _is_task(wanted: schemas.CompletionRequest) -> bool:
    last = wanted.messages[-1].content
    return isinstance(last, str) and task(last) is not None


def _model(built_at: str) -> schemas.ModelResponse:
    return schemas.ModelResponse(created=int(datetime.fromisoformat(built_at).timestamp()))
