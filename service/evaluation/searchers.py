"""What is measured: a search that answers, here or over HTTP."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from corpus.document import SourceSpan
from retriever.query import Question
from retriever.result import Passage
from retriever.retriever import Retriever
from retriever.weights import Weights
from service.chat.assistant import SHOWN, Chat
from service.chat.markdown import markdown
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


class LocalSearcher:
    """Searches an index that is loaded."""

    def __init__(self, retriever: Retriever, weights: Weights | None = None) -> None:
        self._retriever = retriever
        self._chat = Chat(retriever)
        self._weights = weights or Weights()

    def state(self) -> State:
        index = self._retriever.index
        return State(index.generation, index.manifest.encoder, {"weights": asdict(self._weights)})

    def search(self, text: str) -> Found:
        result = self._retriever.search(Question(text, DEPTH))
        quotes = [
            _quote(evidence, hit.measure.document) for hit in result.measures for evidence in (*hit.why, *hit.conflicts)
        ]
        own = [_piece(passage) for hit in result.measures for passage in hit.passages]
        return Found(
            measures=tuple(hit.measure.id for hit in result.measures),
            passages=tuple(map(_piece, result.passages)),
            quotes=(*quotes, *own),
            answerable=result.answerable,
            confidence=result.confidence,
        )

    def reply(self, said: Sequence[Message], limit: int | None = None) -> Reply:
        answer = self._chat.reply(said, limit=limit or SHOWN)
        return Reply(
            text=markdown(answer),
            citations=tuple(_piece(cited.passage) for cited in answer.citations),
            measures=tuple(hit.measure.id for hit in answer.measures),
            standalone=answer.question,
        )

    def document(self, id: str) -> str:
        return self._retriever.index.documents[id].text

    def measures(self) -> Mapping[str, Range]:
        return {
            measure.id: Range(measure.document, measure.start, measure.end)
            for measure in self._retriever.index.measures
        }


def _quote(evidence: SourceSpan, document: str) -> Piece:
    return Piece(document, evidence.start, evidence.end, evidence.quote)


def _piece(passage: Passage) -> Piece:
    return Piece(
        passage.document, passage.start, passage.end, passage.text, passage.id, passage.measure, passage.section
    )
