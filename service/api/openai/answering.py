"""From a conversation in OpenAI's shape to an answer with citations: what both of its APIs have in common."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from fastapi import Request
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from index.store import Index
from retriever.retriever import Retriever
from service.api.admission import leave_seat
from service.api.openai import schemas
from service.api.openai.citing import CitedText, cited_text, numbered_through
from service.api.openai.conversation import Place, conversation, in_messages, with_measures
from service.api.openai.schemas import ReplyBasisModel
from service.api.openai.tasks import Task, done, task
from service.api.problems import ProblemError
from service.api.sse import MEDIA_TYPE
from service.chat.assistant import Chat
from service.chat.message import Message
from service.chat.reply import Reply, last, reply_parts, resolved
from service.links import PageLinks
from service.llm.writer import Writer
from service.wire.chat import CitationModel
from service.wire.search import IndexStateModel

_STILL_HERE = 5.0
"""Seconds between keep-alive comments while a streamed answer is pending."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks: the conversation, its number of words, and the front end's own task if it is one."""

    said: Sequence[Message]
    words: int
    task: Task | None
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finished:
    """An answer to a conversation of `asked` words; `basis` is what it rests on, None for a front end's own task."""

    cited: CitedText
    asked: int
    basis: ReplyBasisModel | None = None

    @property
    def said(self) -> int:
        """The number of words in the answer."""
        return len(self.cited.text.split())


def known_model(model: str) -> None:
    """Raise ProblemError if there is no such model."""
    if model != schemas.MODEL:
        raise ProblemError("unknown-model", known=schemas.MODEL)


def read_request(
    sent: Sequence[schemas.CompletionMessageModel],
    wanted: schemas.AskingModel,
    index: Index,
    where: Place = in_messages,
) -> Asked:
    """Read a conversation of any length, away from the event loop. Raises ProblemError."""
    known_model(wanted.model)
    said = conversation(sent, index, where)
    own = task(said[-1].content)
    if not own and (place := wanted.other_than_text):
        raise ProblemError("invalid", errors=[{"type": "text_only", "loc": ("body", *place)}])
    filters = wanted.filters.by_key() if wanted.filters else {}
    return Asked(said, sum(len(message.content.split()) for message in said), own, filters)


async def begun(
    asked: Asked, request: Request, retriever: Retriever, writer: Writer | None, links: PageLinks
) -> Coroutine[Any, Any, Finished]:
    """Search for the last message; what is returned waits for a model, if there is one.

    A front end's own tasks are answered without a search.
    """
    if writer and writer.rewriter.wanted:
        leave_seat(request)
    chat = Chat(retriever)
    if own := asked.task:

        def suggested(said: Sequence[Message]) -> Sequence[str]:
            return chat.reply(with_measures(said, retriever.index)).suggestions

        text = await run_in_threadpool(done, own, suggested)
        return _at_once(Finished(CitedText(text), asked.words))
    message, notes = await resolved(chat, asked.said, writer)
    answer = await run_in_threadpool(chat.answer, message, asked.filters)
    if writer:
        leave_seat(request)
    return _finished(reply_parts(answer, writer, retriever, notes), asked.words, retriever.index, links)


async def _at_once(finished: Finished) -> Finished:
    return finished


async def _finished(parts: AsyncGenerator[str | Reply, None], words: int, index: Index, links: PageLinks) -> Finished:
    reply = numbered_through(await last(parts))
    return Finished(cited_text(reply, links), words, _basis(reply, index))


def _basis(reply: Reply, index: Index) -> ReplyBasisModel:
    return ReplyBasisModel(
        citations=[CitationModel.model_validate(citation) for citation in reply.citations],
        measures=[hit.measure.id for hit in reply.answer.measures],
        standalone_question=reply.answer.question,
        answered_by=reply.answered_by,
        answerable=reply.answer.answerable,
        notes=list(reply.notes),
        index=IndexStateModel.of(index),
    )


def streamed(
    finishing: Coroutine[Any, Any, Finished], first: Iterable[str], rest: Callable[[Finished], Iterator[str]]
) -> StreamingResponse:
    """Return a stream of the lines `first`, and of the `rest` as soon as the answer is finished."""
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    lines = _lines(asyncio.ensure_future(finishing), first, rest)
    return StreamingResponse(lines, media_type=MEDIA_TYPE, headers=headers)


async def _lines(
    ready: "asyncio.Future[Finished]", first: Iterable[str], rest: Callable[[Finished], Iterator[str]]
) -> AsyncGenerator[str, None]:
    """Wait for the answer before anything of it is sent, because OpenAI's streams can't retract text.

    Too few of a model's sentences may hold up; until that is known, only keep-alive comments are sent.
    """
    try:
        for line in first:
            yield line
        while not ready.done():
            await asyncio.wait((ready,), timeout=_STILL_HERE)
            if not ready.done():
                yield ": …\n\n"
        for line in rest(ready.result()):
            yield line
    finally:
        ready.cancel()
        with suppress(asyncio.CancelledError):
            await ready
