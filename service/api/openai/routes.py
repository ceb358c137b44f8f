"""OpenAI-compatible routes: the service as a chat model for existing front ends and clients."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from index.store import Index
from retriever.retriever import Retriever
from service.api.admission import leave_seat
from service.api.chat import CLIENT_GONE, Writing, unless_gone
from service.api.dependencies import Current, Indexed, json_only
from service.api.openai import schemas
from service.api.openai.completion import Completion, event_lines, reply_basis, with_sources, word_count
from service.api.openai.conversation import conversation
from service.api.openai.tasks import Task, done, task
from service.api.problems import ProblemError
from service.api.sse import EVENTS, MEDIA_TYPE
from service.chat.assistant import Chat
from service.chat.message import Message
from service.chat.reply import Reply, last, reply_parts, resolved
from service.llm.writer import Writer

_STILL_HERE = 5.0
"""Seconds between keep-alive comments while a streamed answer is pending."""


def _errors(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The error responses of a route for the OpenAPI description."""
    return {status: {"model": schemas.ErrorResponse} for status in (*statuses, 421, 500)}


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
    operation_id="chat_completion",
    response_model=schemas.CompletionResponse,
    dependencies=[Depends(json_only)],
    responses={
        200: {
            "content": {MEDIA_TYPE: EVENTS},
            "description": "The answer, or its chunks if `stream` is set",
        },
        **_errors(400, 404, 413, 415, 422, 503),
    },
)
async def complete(
    wanted: Annotated[schemas.CompletionRequest, Body()],
    request: Request,
    retriever: Current,
    writer: Writing,
) -> schemas.CompletionResponse | Response:
    """Answer the last message as `/api/chat` does, with sources appended."""
    _known(wanted.model)
    asked = await run_in_threadpool(_read, wanted, retriever.index)
    if writer and writer.rewriter.wanted:
        leave_seat(request)
    completing = await _begun(asked, retriever, writer)
    if writer:
        leave_seat(request)
    if wanted.stream:
        told = bool(wanted.stream_options and wanted.stream_options.include_usage)
        ready = asyncio.ensure_future(completing)
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_stream(ready, include_usage=told), media_type=MEDIA_TYPE, headers=headers)
    completion = await unless_gone(request, completing)
    return completion.response() if completion else Response(status_code=CLIENT_GONE)


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a request asks: the conversation, its number of words, and the front end's own task if it is one."""

    said: Sequence[Message]
    words: int
    task: Task | None


def _read(wanted: schemas.CompletionRequest, index: Index) -> _Asked:
    """Read a conversation of any length, away from the event loop. Raises ProblemError."""
    said = conversation(wanted.messages, index)
    own = task(said[-1].content)
    if wanted.response_format and wanted.response_format.type != "text" and not own:
        raise ProblemError("invalid", errors=[{"type": "text_only", "loc": ("body", "response_format", "type")}])
    return _Asked(said, word_count(*(message.content for message in said)), own)


async def _begun(asked: _Asked, retriever: Retriever, writer: Writer | None) -> Coroutine[Any, Any, Completion]:
    """Search for the last message; what is returned waits for a model, if there is one.

    A front end's own tasks are answered without a search.
    """
    chat = Chat(retriever)
    if asked.task:
        suggested = await run_in_threadpool(done, asked.task, lambda messages: chat.reply(messages).suggestions)
        return _suggestion(Completion(suggested, asked.words))
    message, notes = await resolved(chat, asked.said, writer)
    answer = await run_in_threadpool(chat.answer, message)
    return _completion(reply_parts(answer, writer, retriever, notes), asked.words, retriever.index)


async def _suggestion(completion: Completion) -> Completion:
    return completion


async def _completion(parts: AsyncGenerator[str | Reply, None], words: int, index: Index) -> Completion:
    reply = await last(parts)
    return Completion(with_sources(reply), words, reply_basis(reply, index))


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


def _model(built_at: str) -> schemas.ModelResponse:
    return schemas.ModelResponse(created=int(datetime.fromisoformat(built_at).timestamp()))
