"""What is measured: a search that answers, here or over HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from service.chat.message import Message

DEPTH = 100
"""How many measures and passages are asked for: as many as a service gives."""
SHOWN_AT_MOST = 36
"""How many measures of a conversation's answer are ranked."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A quoted span of a document: a passage, or words that prove a measure."""

    document: str
    start: int
    end: int
    text: str
    id: str = ""
    measure: str | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a question finds. `confidence` is None where a service doesn't say it; `quotes` are all other spans."""

    measures: tuple[str, ...]
    passages: tuple[Piece, ...]
    quotes: tuple[Piece, ...]
    answerable: bool
    confidence: float | None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in a conversation: its text, what it cites, the measures that it shows, and the question meant."""

    text: str
    citations: tuple[Piece, ...]
    measures: tuple[str, ...]
    standalone: str


@dataclass(frozen=True, slots=True)
class Range:
    """Where a measure stands."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class State:
    """Which search it was: index, encoder, and whatever else can be said of it."""

    generation: str
    encoder: str
    settings: Mapping[str, Any]


class Searcher(Protocol):
    """A search whose answers can be checked against the documents."""

    def state(self) -> State:
        """Which search it is."""
        ...

    def search(self, text: str) -> Found:
        """What a question finds, `DEPTH` deep."""
        ...

    def reply(self, said: Sequence[Message], limit: int | None = None) -> Reply:
        """The answer to the last message; it shows as many measures as usual, or `limit`."""
        ...

    def document(self, id: str) -> str:
        """The text of a document. Raises KeyError if there is none."""
        ...

    def measures(self) -> Mapping[str, Range]:
        """All measures by id."""
        ...
