"""An answer as it comes about, for every way in which it is sent: quotes at once, a model's sentences as they hold."""

import asyncio
from collections.abc import AsyncGenerator, Coroutine, Sequence
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING, Any, TypeVar

from retriever.retriever import Retriever
from service.chat import schemas
from service.chat.answer import Answer
from service.chat.events import tokens
from service.chat.markdown import markdown
from service.chat.written import can_be_written, written
from service.model.writer import Writer

if TYPE_CHECKING:
    from fastapi import Request

CLIENT_GONE = 499
"""The status, which nobody reads, of an answer whose client has left."""

T = TypeVar("T")


async def pieces(
    replied: Answer, rest: schemas.Found, writer: Writer | None, retriever: Retriever, notes: Sequence[str] = ()
) -> AsyncGenerator[str | schemas.ChatAnswer, None]:
    """Markdown in pieces, and last the whole answer: a model's where there is one, the quotes otherwise.

    `notes` are said of it besides those that come up on the way.
    """
    if writer and can_be_written(replied):
        async with aclosing(written(replied, rest, writer, retriever)) as parts:
            async for part in parts:
                yield part if isinstance(part, str) else _with_notes(part, notes)
        return
    for token in tokens(markdown(replied)):
        yield token
    yield _with_notes(schemas.extract(replied, rest), notes)


def _with_notes(answer: schemas.ChatAnswer, notes: Sequence[str]) -> schemas.ChatAnswer:
    return answer.model_copy(update={"notes": [*notes, *answer.notes]}) if notes else answer


async def whole(parts: AsyncGenerator[str | schemas.ChatAnswer, None]) -> schemas.ChatAnswer:
    """The answer at the end of `pieces`."""
    async with aclosing(parts):
        found = [part async for part in parts]
    assert isinstance(found[-1], schemas.ChatAnswer)
    return found[-1]


async def unless_gone(request: "Request", answering: Coroutine[Any, Any, T]) -> T | None:
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


async def _disconnected(request: "Request") -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
