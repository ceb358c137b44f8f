"""What is evaluated: the interface of a search, what it returns, and the search of this process."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from corpus.document import SourceSpan
from retriever.query import Question
from retriever.result import Passage
from retriever.retriever import Retriever
from retriever.weights import Weights
from service.chat.assistant import Chat
from service.chat.markdown import markdown
from service.chat.message import Message
from service.evaluation.answer_text import cited_numbers

DEPTH = 100
"""How many measures and passages a search is asked for, the most that the service returns."""
ANSWER_DEPTH = 36
"""How many measures of an answer in a conversation are ranked."""


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """A span of a document as a search quotes it: a passage, or the evidence for a measure."""

    document: str
    start: int
    end: int
    text: str
    id: str = ""
    measure: str | None = None
    section: str = ""


@dataclass(frozen=True, slots=True)
class SearchOutcome:
    """The result of one search. `confidence` is None if a service doesn't report it.

    `quotes` are the spans quoted beside the passages, `documents` the ids of those ranked beside the measures.
    """

    measures: tuple[str, ...]
    passages: tuple[QuotedSpan, ...]
    quotes: tuple[QuotedSpan, ...]
    answerable: bool
    confidence: float | None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ChatOutcome:
    """An answer in a conversation: its Markdown, its citations, the measures shown, and the question as understood.

    `quotes` are the citations in the order in which they are read.
    """

    text: str
    citations: tuple[QuotedSpan, ...]
    measures: tuple[str, ...]
    standalone: str
    answerable: bool = True
    quotes: tuple[QuotedSpan, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasureSpan:
    """The span of a measure in its document; `label` is its title, organisation and Land."""

    document: str
    start: int
    end: int
    label: str = ""


@dataclass(frozen=True, slots=True)
class SearcherState:
    """What identifies a search: index generation, encoder, and further settings."""

    generation: str
    encoder: str
    settings: Mapping[str, Any]


class Searcher(Protocol):
    """A search whose quotes can be checked against the documents."""

    def state(self) -> SearcherState:
        """Identify the search."""
        ...

    def search(self, text: str) -> SearchOutcome:
        """Search for a question, `DEPTH` deep."""
        ...

    def reply(self, messages: Sequence[Message], limit: int | None = None) -> ChatOutcome:
        """Answer the last message, showing at most `limit` measures (None: the usual number, a list whole)."""
        ...

    def document(self, id: str) -> str:
        """The text of a document. Raises KeyError if there is no such document."""
        ...

    def measures(self) -> Mapping[str, MeasureSpan]:
        """All measures by id."""
        ...


class LocalSearcher:
    """Searches a loaded index in this process."""

    def __init__(self, retriever: Retriever, weights: Weights | None = None) -> None:
        self._retriever = retriever
        self._chat = Chat(retriever)
        self._weights = weights or Weights()

    def state(self) -> SearcherState:
        index = self._retriever.index
        return SearcherState(index.generation, index.manifest.encoder, {"weights": asdict(self._weights)})

    def search(self, text: str) -> SearchOutcome:
        result = self._retriever.search(Question(text, DEPTH))
        evidence = [
            _evidence_span(each, hit.measure.document) for hit in result.measures for each in (*hit.why, *hit.conflicts)
        ]
        own = [_passage_span(passage) for hit in result.measures for passage in hit.passages]
        return SearchOutcome(
            measures=tuple(hit.measure.id for hit in result.measures),
            passages=tuple(map(_passage_span, result.passages)),
            quotes=(*evidence, *own),
            answerable=result.answerable,
            confidence=result.confidence,
            documents=tuple(hit.document.id for hit in result.documents),
        )

    def reply(self, messages: Sequence[Message], limit: int | None = None) -> ChatOutcome:
        answer = self._chat.reply(messages, limit=limit)
        text = markdown(answer)
        numbered = {cited.number: _passage_span(cited.passage) for cited in answer.citations}
        return ChatOutcome(
            text=text,
            citations=tuple(numbered.values()),
            measures=tuple(hit.measure.id for hit in answer.measures),
            standalone=answer.question,
            answerable=answer.answerable,
            quotes=tuple(numbered[number] for number in cited_numbers(text)),
        )

    def document(self, id: str) -> str:
        return self._retriever.index.documents[id].text

    def measures(self) -> Mapping[str, MeasureSpan]:
        return {
            each.id: MeasureSpan(
                each.document, each.start, each.end, measure_label(each.title, each.organisation, each.state)
            )
            for each in self._retriever.index.measures
        }


def measure_label(*parts: str | None) -> str:
    """The parts of a measure's name that the source gives."""
    return " ".join(filter(None, parts))


def _evidence_span(evidence: SourceSpan, document: str) -> QuotedSpan:
    return QuotedSpan(document, evidence.start, evidence.end, evidence.quote)


def _passage_span(passage: Passage) -> QuotedSpan:
    return QuotedSpan(
        passage.document, passage.start, passage.end, passage.text, passage.id, passage.measure, passage.section
    )
