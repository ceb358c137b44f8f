"""An answer told in the terminal: in a local model's sentences as they hold, if there is one, otherwise by quotes."""

import asyncio
import re
import sys
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from types import TracebackType
from typing import Self

from rich.text import Text

from corpus.language import Language
from retriever.retriever import Retriever
from service.answers import answer_page, sources
from service.chat.answer import Answer
from service.chat.chat import Chat, Filters
from service.chat.message import Message
from service.chat.replying import pieces, whole
from service.chat.schemas import ChatAnswer, found
from service.chat.understanding import understood
from service.chat.written import can_be_written
from service.model.client import Client
from service.model.settings import ModelSettings
from service.model.writer import Writer
from service.schemas import IndexState
from service.terminal import FAINT, show, text

_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|#~.)+-])")


class Teller:
    """Answers conversations on the terminal. To be closed: it may hold a connection to a model."""

    def __init__(self, retriever: Retriever, settings: ModelSettings) -> None:
        self._retriever = retriever
        self._chat = Chat(retriever)
        self._writer = Writer(Client(settings), settings) if settings.url else None
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._writer:
            self._runner.run(self._writer.close())
        self._runner.close()

    def tell(self, messages: Sequence[Message], filters: Filters, language: Language | None = None) -> ChatAnswer:
        """Show the answer to the last message, and return it."""
        answer, notes = self._reply(messages, filters, language)
        if self._writer is None or not can_be_written(answer):
            show(*_remarks(notes), *answer_page(answer))
            return self._runner.run(whole(self._pieces(answer, notes)))
        told = self._runner.run(self._aloud(answer, notes))
        show(*_remarks(told.notes))
        if told.answered_by == "model":
            show(*sources(told.citations, answer.language), *_remarks(answer.remarks))
        else:
            show(*answer_page(answer))
        return told

    def answer(self, messages: Sequence[Message], filters: Filters, language: Language | None = None) -> ChatAnswer:
        """The answer to the last message, without showing it."""
        return self._runner.run(whole(self._pieces(*self._reply(messages, filters, language))))

    def _reply(
        self, messages: Sequence[Message], filters: Filters, language: Language | None
    ) -> tuple[Answer, tuple[str, ...]]:
        said, notes = self._runner.run(understood(self._chat, messages, self._writer, language))
        return self._chat.reply(said, filters, language), notes

    def _pieces(self, answer: Answer, notes: Sequence[str]) -> AsyncGenerator[str | ChatAnswer, None]:
        index = self._retriever.index
        rest = found(answer, IndexState.of(index), index.degraded)
        return pieces(answer, rest, self._writer, self._retriever, notes)

    async def _aloud(self, answer: Answer, notes: Sequence[str]) -> ChatAnswer:
        """Print each sentence that holds as it comes; the whole answer."""
        last: ChatAnswer | None = None
        async with aclosing(self._pieces(answer, notes)) as parts:
            async for part in parts:
                if isinstance(part, str):
                    sys.stdout.write(_ESCAPED.sub(r"\1", part))
                    sys.stdout.flush()
                else:
                    last = part
        sys.stdout.write("\n\n")
        assert last is not None
        return last


def _remarks(said: Sequence[str]) -> list[Text]:
    return [text(each, FAINT) for each in said]
