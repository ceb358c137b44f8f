"""The service as a model of OpenAI's interface, for front ends and clients that speak to one."""

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
from service.api.chat_schemas import ChatAnswer, found
from service.api.dependencies import Current, Indexed, Serving, json_only
from service.api.openai import schemas
from service.api.openai.completion import Reply, content, evidence, lines, words
from service.api.openai.conversation import conversation
from service.api.openai.tasks import done, task
from service.api.problems import ProblemError
from service.api.schemas import IndexState
from service.api.sse import MEDIA_TYPE
from service.chat.assistant import Chat
from service.chat.message import Message
from service.chat.reply import pieces, resolved, whole
from service.engine import State
from service.llm.writer import Writer

_STILL_HERE = 5.0
"""Seconds between two signs of life of a stream whose answer isn't there yet."""


def _failures(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """The errors that a route may answer with, for its description."""
    return {status: {"model": schemas.Failure} for status in (*statuses, 500)}


compat = APIRouter(prefix="/v1", tags=["openai"])


@compat.get("/models", responses=_failures(503))
async def models(index: Indexed) -> schemas.ModelList:
    """The one model that there is."""
    return schemas.ModelList(data=[_model(index.manifest.built_at)])


@compat.get("/models/{id}", responses=_failures(404, 503))
async def model(id: str, index: Indexed) -> schemas.Model:
    """The one model that there is, by its name."""
    _known(id)
    return _model(index.manifest.built_at)


@compat.post(
    "/chat/completions",
    response_model=schemas.Completion,
    dependencies=[Depends(json_only)],
    responses=_failures(400, 404, 413, 415, 422, 503),
)
async def complete(
    wanted: Annotated[schemas.CompletionRequest, Body()],
    request: Request,
    state: Serving,
    retriever: Current,
    writer: Writing,
) -> schemas.Completion | Response:
    """The answer to the last message, as `/api/chat` gives it, with its sources below. No key is looked at."""
    _known(wanted.model)
    _offered(wanted)
    replying = _reply(conversation(wanted.messages, retriever.index), state, retriever, writer)
    if wanted.stream:
        told = bool(wanted.stream_options and wanted.stream_options.include_usage)
        ready = asyncio.ensure_future(replying)
        if writer is None:
            await ready  # what can't be answered is an error, not a stream
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_stream(ready, include_usage=told), media_type=MEDIA_TYPE, headers=headers)
    reply = await unless_gone(request, replying)
    return reply.completion() if reply else Response(status_code=CLIENT_GONE)


async def _reply(said: Sequence[Message], state: State, retriever: Retriever, writer: Writer | None) -> Reply:
    """What is said to the last message; a front end's own tasks are recognised and cost no search for measures."""
    chat = Chat(retriever)
    asked = words(*(message.content for message in said))
    if own := task(said[-1].content):
        suggested = await run_in_threadpool(done, own, lambda messages: chat.reply(messages).suggestions)
        return Reply(suggested, asked)
    last, notes = await resolved(chat, said, writer)
    replied = await run_in_threadpool(chat.answer, last)
    rest = found(replied, IndexState.of(retriever.index), state.degraded)
    answer: ChatAnswer = await whole(pieces(replied, rest, writer, retriever, notes))
    return Reply(content(answer), asked, evidence(answer))


async def _stream(ready: "asyncio.Future[Reply]", *, include_usage: bool) -> AsyncGenerator[str, None]:
    """The chunks of an answer once it is there: what is shown in OpenAI's stream can't be taken back.

    A model's sentences may turn out to be too few to be an answer; until that is known only signs of life are sent.
    """
    try:
        while not ready.done():
            await asyncio.wait((ready,), timeout=_STILL_HERE)
            if not ready.done():
                yield ": …\n\n"
        for line in lines(ready.result().chunks(include_usage=include_usage)):
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


def _model(built_at: str) -> schemas.Model:
    return schemas.Model(created=int(datetime.fromisoformat(built_at).timestamp()))
