"""The conversation over HTTP: an answer at once, or as it comes about."""

from collections.abc import AsyncGenerator
from contextlib import aclosing
from typing import Annotated, Any

from fastapi import APIRouter, Body, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from service.chat import schemas
from service.chat.answer import Answer
from service.chat.chat import Chat
from service.chat.events import MEDIA_TYPE, event
from service.chat.replying import CLIENT_GONE, pieces, unless_gone, whole
from service.chat.understanding import understood
from service.model.writer import Writer
from service.routes import Current, Serving, json_only, problems
from service.schemas import IndexState

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


Writing = Annotated[Writer | None, Depends(_writer)]


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
    writer: Writing,
) -> schemas.ChatAnswer | Response:
    """The answer to the last message, made of quotes with numbered citations."""
    assistant = Chat(retriever)
    said, notes = await understood(assistant, wanted.said(), writer, wanted.language)
    without = tuple(wanted.without)
    replied = await run_in_threadpool(assistant.reply, said, wanted.by_key(), wanted.language, wanted.limit, without)
    rest = schemas.found(replied, IndexState.of(retriever.index), state.degraded)
    parts = pieces(replied, rest, writer, retriever, notes)
    if wanted.stream:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_events(replied, rest, parts), media_type=MEDIA_TYPE, headers=headers)
    return await unless_gone(request, whole(parts)) or Response(status_code=CLIENT_GONE)


async def _events(
    replied: Answer, rest: schemas.Found, parts: AsyncGenerator[str | schemas.ChatAnswer, None]
) -> AsyncGenerator[str, None]:
    yield event("passages", schemas.with_passages(replied, rest))
    async with aclosing(parts):
        async for part in parts:
            yield event("token", {"text": part}) if isinstance(part, str) else event("answer", part)
