"""Conversations in the terminal: one question per line, answers with numbered sources."""

import asyncio
import re
import sys
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import aclosing
from dataclasses import replace
from types import TracebackType
from typing import Self

from rich.text import Text

from corpus.document import excerpt
from corpus.text.invisible import visible
from index.store import Index
from retriever.query import LONGEST_QUESTION
from retriever.retriever import Retriever
from service.chat.answer import Answer
from service.chat.assistant import Chat, Filters
from service.chat.message import Message
from service.chat.reply import Reply, can_be_written, last, reply_parts, resolved
from service.cli.answer_view import answer_page, source_page, sources
from service.cli.errors import warn
from service.cli.terminal import FAINT, show, text
from service.cli.waiting import waiting
from service.llm.client import ModelClient
from service.llm.writer import Writer
from service.printable import printable_json, printable_lines
from service.settings import ModelSettings
from service.texts import Texts

_ESCAPED = re.compile(r"\\([\\`*_\[\]<>|#~.)+-])")


class Teller:
    """Answers to terminal conversations. Use as a context manager: it may hold a connection to a model."""

    def __init__(self, retriever: Retriever, settings: ModelSettings) -> None:
        self._retriever = retriever
        self._chat = Chat(retriever)
        self._writer = Writer(ModelClient(settings), settings) if settings.url else None
        self._runner = asyncio.Runner()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._writer:
            self._runner.run(self._writer.close())
        self._runner.close()

    def tell(self, messages: Sequence[Message], filters: Filters, language: str | None = None) -> Reply:
        """Print the answer to the last message and return it."""
        answer, notes = self._reply(messages, filters, language)
        if self._writer is None or not can_be_written(answer):
            show(*_remarks(notes), *answer_page(answer))
            return Reply.extract(answer, notes)
        told = self._runner.run(self._aloud(answer, notes))
        show(*_remarks(told.notes))
        if told.answered_by == "model":
            show(*sources(told.citations, Texts.in_language(answer.language)), *_remarks(answer.remarks))
        else:
            show(*answer_page(answer))
        return told

    def answer(self, messages: Sequence[Message], filters: Filters, language: str | None = None) -> Reply:
        """Return the answer to the last message without printing it."""
        answer, notes = self._reply(messages, filters, language)
        with waiting("writing"):
            return self._runner.run(last(self._pieces(answer, notes)))

    def _reply(
        self, messages: Sequence[Message], filters: Filters, language: str | None
    ) -> tuple[Answer, tuple[str, ...]]:
        with waiting("understanding"):
            asked, notes = self._runner.run(resolved(self._chat, messages, self._writer, language))
        return self._chat.answer(asked, filters, language=language), notes

    def _pieces(self, answer: Answer, notes: Sequence[str]) -> AsyncGenerator[str | Reply, None]:
        return reply_parts(answer, self._writer, self._retriever, notes)

    async def _aloud(self, answer: Answer, notes: Sequence[str]) -> Reply:
        """Print each verified sentence as it arrives, and return the whole answer."""
        reply: Reply | None = None
        async with aclosing(self._pieces(answer, notes)) as parts:
            with waiting("writing"):
                first = await anext(parts)
            async for part in _chained(first, parts):
                if isinstance(part, str):
                    sys.stdout.write(printable_lines(_ESCAPED.sub(r"\1", part)))
                    sys.stdout.flush()
                else:
                    reply = part
        sys.stdout.write("\n\n")
        assert reply is not None
        return reply


async def _chained(first: str | Reply, rest: AsyncGenerator[str | Reply, None]) -> AsyncGenerator[str | Reply, None]:
    yield first
    async for part in rest:
        yield part


def _remarks(said: Sequence[str]) -> list[Text]:
    return [text(each, FAINT) for each in said]


_PROMPT = "\n> "
_CONTEXT = 400
_QUIT = frozenset(("/ende", "/quit", "/exit"))
_NEW = frozenset(("/neu", "/new"))
_AS_TYPED = frozenset(("/wörtlich", "/woertlich", "/literally"))
_SOURCE = frozenset(("/quelle", "/source", "/q", "/s"))


class Dialogue:
    """A single conversation, kept in memory only; `as_json`, each answer is a line for programs."""

    def __init__(
        self,
        teller: Teller,
        index: Index,
        filters: Mapping[str, tuple[str, ...]],
        language: str,
        *,
        as_json: bool = False,
    ) -> None:
        self._teller = teller
        self._index = index
        self._filters = filters
        self._as_json = as_json
        self._texts = Texts.in_language(language)
        self._messages: list[Message] = []
        self._reply: Reply | None = None

    def run(self) -> None:
        """Converse until `/ende` or end of input."""
        if not self._as_json:
            self._remark(self._texts.text("terminal.chat_help"))
        for line in _lines():
            if line.lower() in _QUIT:
                return
            self.hear(line)

    def hear(self, line: str) -> None:
        """Answer a line: a slash command or a message."""
        command, _, rest = line.partition(" ")
        if command.lower() in _NEW:
            self._messages, self._reply = [], None
            self._remark(self._texts.text("terminal.chat_new"))
        elif command.lower() in _AS_TYPED and self._messages:
            self._say_as_typed()
        elif command.lower() in _SOURCE and not self._as_json:
            self._show_source(rest.strip())
        elif line.startswith("/"):
            self._remark(self._texts.text("terminal.chat_help"))
        else:
            self._say(line)

    def _say(self, line: str) -> None:
        if len(line) > LONGEST_QUESTION:
            self._remark(self._texts.text("terminal.too_long", most=LONGEST_QUESTION), "bold yellow")
            return
        self._hear(Message("user", line))

    def _say_as_typed(self) -> None:
        """Discard the interpretation of the last question and answer it as typed."""
        *before, asked, _ = self._messages
        self._messages = before
        self._hear(replace(asked, as_typed=True))

    def _hear(self, message: Message) -> None:
        self._messages.append(message)
        self._reply = reply = (self._written if self._as_json else self._teller.tell)(self._messages, self._filters)
        self._texts = Texts.in_language(reply.answer.language)
        shown = tuple(hit.measure.id for hit in reply.answer.measures)
        self._messages.append(Message("assistant", reply.text, shown))

    def _written(self, messages: Sequence[Message], filters: Mapping[str, tuple[str, ...]]) -> Reply:
        """Print the answer to the last message as JSON, and return it."""
        from service.wire.chat import ChatResponse

        reply = self._teller.answer(messages, filters)
        said = ChatResponse.of(reply, self._index, self._index.degraded).model_dump_json()
        sys.stdout.write(f"{printable_json(said)}\n")
        sys.stdout.flush()
        return reply

    def _remark(self, words: str, style: str = FAINT) -> None:
        """Say something that is no answer, where it doesn't come between answers for programs."""
        if self._as_json:
            warn(words)
        else:
            show(text(words, style))

    def _show_source(self, number: str) -> None:
        cited = {str(cited.number): cited for cited in (self._reply.citations if self._reply else ())}
        if number not in cited:
            known = ", ".join(cited) or self._texts.text("terminal.none")
            self._remark(self._texts.text("terminal.no_source", known=known), "bold yellow")
            return
        passage = cited[number].passage
        found = excerpt(self._index.documents[passage.document], passage.start, passage.end, _CONTEXT)
        show(*source_page(passage.citation, found))


def _lines() -> Iterator[str]:
    """Non-blank lines, typed at a prompt or read from a pipe."""
    read: Callable[[], str] = _typed if sys.stdin.isatty() else _piped
    while True:
        try:
            line = visible(read()).strip()
        except EOFError:
            return
        if line:
            yield line


def _typed() -> str:
    import readline  # enables line editing in input(); the history stays in memory

    readline.set_auto_history(True)
    return input(_PROMPT)


def _piped() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line
