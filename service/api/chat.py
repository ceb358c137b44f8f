"""Chat over HTTP: an answer as JSON, or streamed as server-sent events."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine
from contextlib import aclosing, suppress
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Body, Depends, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from retriever.retriever import Retriever
from service.api.admission import leave_seat
from service.api.dependencies import Current, Serving, json_only, problems
from service.api.sse import EVENTS, MEDIA_TYPE, event
from service.chat.answer import Answer
from service.chat.assistant import Chat
from service.chat.reply import Reply, can_be_written, last, reply_parts, resolved
from service.engine import State
from service.llm.writer import Writer
from service.wire.chat import ChatRequest, ChatResponse, PassagesEvent

T = TypeVar("T")

CLIENT_GONE = 499
"""Status of a response whose client has disconnected; nobody receives it."""


async def unless_gone(request: "Request", answering: Coroutine[Any, Any, T]) -> T | None:
    """Return the answer, or cancel it and return None if the client disconnects first."""
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


async def _disconnected(request: "Request") -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass


_EXAMPLES: dict[str, Any] = {
    "first": {
        "summary": "Eine erste Frage",
        "value": {"messages": [{"role": "user", "content": "Was gibt es für Alleinerziehende?"}]},
    },
    "follow-up": {
        "summary": "A follow-up, with the measures of the previous answer",
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
    operation_id="chat",
    dependencies=[Depends(json_only)],
    response_model=ChatResponse,
    responses={
        200: {
            "content": {MEDIA_TYPE: EVENTS},
            "description": "The answer, or its events if `stream` is set",
        },
        **problems(400, 413, 415, 422, 503),
    },
)
async def answer(
    wanted: Annotated[ChatRequest, Body(openapi_examples=_EXAMPLES)],
    request: Request,
    state: Serving,
    retriever: Current,
    writer: Writing,
) -> ChatResponse | Response:
    """Answer the last message from quotes, or by the local model if configured, with numbered citations."""
    assistant = Chat(retriever)
    if writer and writer.rewriter.wanted:
        leave_seat(request)
    asked, notes = await resolved(assistant, wanted.to_messages(), writer, wanted.language)
    without = tuple(wanted.without)
    replied = await run_in_threadpool(assistant.answer, asked, wanted.by_key(), wanted.limit, without, wanted.language)
    parts = reply_parts(replied, writer, retriever, notes)
    written = writer is not None and can_be_written(replied)
    if wanted.stream:
        headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(
            _events(replied, parts, retriever, state, rows=wanted.rows, written=written),
            media_type=MEDIA_TYPE,
            headers=headers,
        )
    if writer:
        leave_seat(request)
    reply = await unless_gone(request, last(parts))
    return (
        ChatResponse.of(reply, retriever.index, state.degraded, rows=wanted.rows)
        if reply
        else Response(status_code=CLIENT_GONE)
    )


async def _events(
    answer: Answer,
    parts: AsyncGenerator[str | Reply, None],
    retriever: Retriever,
    state: State,
    *,
    rows: bool,
    written: bool,
) -> AsyncGenerator[str, None]:
    index, degraded = retriever.index, state.degraded
    yield event("passages", PassagesEvent.of(answer, index, degraded, rows=rows, written=written))
    async with aclosing(parts):
        async for part in parts:
            if isinstance(part, str):
                yield event("token", {"text": part})
            else:
                yield event("answer", ChatResponse.of(part, index, degraded, rows=rows, told=True))
