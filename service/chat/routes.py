"""The conversation over HTTP: an answer at once, or as it comes about."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import aclosing, suppress
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from retriever.retriever import Retriever
from service.chat import schemas
from service.chat.answer import Answer
from service.chat.chat import Chat
from service.chat.events import MEDIA_TYPE, event, tokens
from service.chat.markdown import markdown
from service.chat.written import can_be_written, written
from service.model.writer import Writer
from service.routes import Current, Serving, json_only, problems
from service.schemas import IndexState

_CLIENT_GONE = 499
_EXAMPLES: dict[str, Any] = {
    "first": {
        "summary": "Eine erste Frage",
        "value": {"messages": [{"role": "user", "content": "Was gibt es für Alleinerziehende?"}]},
    },
    "follow-up": {
        "summary": "A follow-up, with what the answer before showed",
        "value": {
            "messages": [
                {"role": "user", "content": "measures for single parents with childcare issues"},
                {"role": "assistant", "content": "...", "measures": ["jumita-junge-muetter-in-teilzeit"]},
                {"role": "user", "content": "what does it cost?"},
            ]
        },
    },
}


async def _writer(request: Request) -> Writer | None:
    writer: Writer | None = request.app.state.writer
    return writer


chat = APIRouter(prefix="/api", tags=["chat"])


@chat.post(
    "/chat",
    dependencies=[Depends(json_only)],
    response_model=schemas.ChatAnswer,
    responses={
        200: {"content": {MEDIA_TYPE: {}}, "description": "The answer, or with `stream` its events"},
        **problems(400, 413, 415, 422, 503),
    },
)
async def answer(
    wanted: Annotated[schemas.ChatRequest, Body(openapi_examples=_EXAMPLES)],
    request: Request,
    state: Serving,
    retriever: Current,
    writer: Annotated[Writer | None, Depends(_writer)],
) -> schemas.ChatAnswer | Response:
    """The answer to the last message, made of quotes with numbered citations."""
    replied = await run_in_threadpool(
        Chat(retriever).reply, wanted.said(), wanted.by_key(), wanted.language, wanted.limit, tuple(wanted.without)
    )
    rest = schemas.found(replied, IndexState.of(retriever.index), state.degraded)
    pieces = _pieces(replied, rest, writer, retriever)
    if wanted.stream:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_events(replied, rest, pieces), media_type=MEDIA_TYPE, headers=headers)
    return await _unless_gone(request, _last(pieces)) or Response(status_code=_CLIENT_GONE)


async def _pieces(
    replied: Answer, rest: schemas.Found, writer: Writer | None, retriever: Retriever
) -> AsyncGenerator[str | schemas.ChatAnswer, None]:
    """Markdown in pieces, and last the whole answer: a model's where there is one, the quotes otherwise."""
    if writer and can_be_written(replied):
        async with aclosing(written(replied, rest, writer, retriever)) as pieces:
            async for piece in pieces:
                yield piece
        return
    for token in tokens(markdown(replied)):
        yield token
    yield schemas.extract(replied, rest)


async def _events(
    replied: Answer, rest: schemas.Found, pieces: AsyncGenerator[str | schemas.ChatAnswer, None]
) -> AsyncGenerator[str, None]:
    yield event("passages", schemas.with_passages(replied, rest))
    async with aclosing(pieces):
        async for piece in pieces:
            yield event("token", {"text": piece}) if isinstance(piece, str) else event("answer", piece)


async def _last(pieces: AsyncGenerator[str | schemas.ChatAnswer, None]) -> schemas.ChatAnswer | None:
    async with aclosing(pieces):
        found = [piece async for piece in pieces]
    return found[-1] if found and isinstance(found[-1], schemas.ChatAnswer) else None


async def _unless_gone(
    request: Request, answering: Coroutine[Any, Any, schemas.ChatAnswer | None]
) -> schemas.ChatAnswer | None:
    """The answer; None, with the work ended, if the client disconnects before it is there."""
    task = asyncio.create_task(answering)
    gone = asyncio.create_task(_disconnected(request))
    try:
        await asyncio.wait((task, gone), return_when=asyncio.FIRST_COMPLETED)
        return task.result() if task.done() else None
    finally:
        for each in (task, gone):
            each.cancel()
            with suppress(asyncio.CancelledError):
                await each


async def _disconnected(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
