"""The conversation in the terminal: questions typed line by line, answers with numbered sources."""

import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from corpus.language import Language
from index.store import Index
from retriever.query import LONGEST_QUESTION
from service.answers import source_page
from service.chat.message import Message
from service.chat.schemas import ChatAnswer
from service.excerpt import excerpt
from service.telling import Teller
from service.terminal import FAINT, show, text
from service.words import words

_PROMPT = "\n> "
_CONTEXT = 400
_QUIT = frozenset(("/ende", "/quit", "/exit"))
_NEW = frozenset(("/neu", "/new"))
_AS_TYPED = frozenset(("/wörtlich", "/woertlich", "/literally"))
_SOURCE = frozenset(("/quelle", "/source", "/q", "/s"))


class Dialogue:
    """One conversation; it is forgotten when it ends."""

    def __init__(
        self, teller: Teller, index: Index, filters: Mapping[str, tuple[str, ...]], language: Language
    ) -> None:
        self._teller = teller
        self._index = index
        self._filters = filters
        self._language: Language = language
        self._messages: list[Message] = []
        self._answer: ChatAnswer | None = None

    def run(self) -> None:
        """Talk until `/ende` or the end of the input."""
        show(text(words(self._language).chat_help, FAINT))
        for line in _lines():
            if line.lower() in _QUIT:
                return
            self.hear(line)

    def hear(self, line: str) -> None:
        """Answer one line: a command with a slash, or a message."""
        command, _, rest = line.partition(" ")
        if command.lower() in _NEW:
            self._messages, self._answer = [], None
            show(text(words(self._language).chat_new, FAINT))
        elif command.lower() in _AS_TYPED and self._messages:
            self._say_as_typed()
        elif command.lower() in _SOURCE:
            self._show_source(rest.strip())
        elif line.startswith("/"):
            show(text(words(self._language).chat_help, FAINT))
        else:
            self._say(line)

    def _say(self, line: str) -> None:
        if len(line) > LONGEST_QUESTION:
            show(text(words(self._language).too_long.format(LONGEST_QUESTION), "bold yellow"))
            return
        self._hear(Message("user", line))

    def _say_as_typed(self) -> None:
        """Take back how the last question was understood, and answer it as it was typed."""
        *before, asked, _ = self._messages
        self._messages = before
        self._hear(replace(asked, as_typed=True))

    def _hear(self, message: Message) -> None:
        self._messages.append(message)
        self._answer = answer = self._teller.tell(self._messages, self._filters)
        self._language = answer.language
        shown = tuple(hit.measure.id for hit in answer.measures)
        self._messages.append(Message("assistant", answer.answer, shown))

    def _show_source(self, number: str) -> None:
        cited = {str(cited.number): cited for cited in (self._answer.citations if self._answer else ())}
        if number not in cited:
            known = ", ".join(cited) or words(self._language).none
            show(text(words(self._language).no_source.format(known), "bold yellow"))
            return
        passage = cited[number].passage
        found = excerpt(self._index.documents[passage.document], passage.start, passage.end, _CONTEXT)
        show(*source_page(passage.citation, found))


def _lines() -> Iterator[str]:
    """Lines that say something, typed with a prompt or read from a pipe."""
    read: Callable[[], str] = _typed if sys.stdin.isatty() else _piped
    while True:
        try:
            line = read().strip()
        except EOFError:
            return
        if line:
            yield line


def _typed() -> str:
    import readline  # arrow keys and editing in input(); its history stays in memory

    readline.set_auto_history(True)
    return input(_PROMPT)


def _piped() -> str:
    line = sys.stdin.readline()
    if not line:
        raise EOFError
    return line
