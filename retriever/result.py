"""The result of a search."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.document import Document, SourceSpan
from corpus.figures.figure import Figure
from corpus.measure import Measure
from corpus.text.language import Language
from retriever.conditions.findings import FigureRow, Findings
from retriever.criteria.criterion import Criterion, Group, Judgement
from retriever.intent import FieldIntent

UnderstoodKind = Literal["spelling", "place", "legal", "measure", "field"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk as a search result. `start` and `end` index the document's text, `highlights` index `text`."""

    id: str
    document: str
    document_title: str
    measure: str | None
    field: str
    section: str
    page: int | None
    start: int
    end: int
    text: str
    score: float
    highlights: tuple[tuple[int, int], ...]
    citation: str


@dataclass(frozen=True, slots=True)
class QuotedFigure:
    """A figure with the words that state it; empty for one that no words of its own state."""

    figure: Figure
    quote: str


@dataclass(frozen=True, slots=True)
class MeasureHit:
    """A matching measure: its score (0 to 1), the sentences that answer best, and its best passages.

    `criteria` tells how it stands to those of the question, in their order, and `group` what follows from that. `row`
    is what the table of figures says of it, if the question asks for that, `figures` what it states.
    """

    measure: Measure
    score: float
    why: tuple[SourceSpan, ...]
    passages: tuple[Passage, ...]
    criteria: tuple[Judgement, ...] = ()
    group: Group | None = None
    row: FigureRow | None = None
    figures: tuple[QuotedFigure, ...] = ()

    @property
    def conflicts(self) -> tuple[SourceSpan, ...]:
        """The words that speak against it, each once."""
        spoken = (each.evidence for each in self.criteria if each.verdict == "against" and each.evidence)
        return tuple(dict.fromkeys(spoken))


@dataclass(frozen=True, slots=True)
class DocumentHit:
    """A matching document, ranked by all of its passages: its score (0 to 1) and the best of them."""

    document: Document
    score: float
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Expanded:
    """The labels added to the search for a term of the question."""

    term: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """Words of the question that name something, and how they were interpreted.

    What they name ranks first. For kind `measure`, `measures` are the ids with that name; kind `field` is a field
    asked for.
    """

    kind: UnderstoodKind
    words: str
    value: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unborne:
    """A name in the question that no title bears, and the measures that are called most like it."""

    name: str
    nearest: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Ranked measures, documents and passages; if `answerable` is False, nothing answers and these are merely nearest.

    `criteria` are what the question states of a client and a wish; `documents` are those with text outside of
    measures, ranked by all of it.
    `confidence` is the probability that it holds one; `missing` lists places, paragraphs and things that the question
    mentions but no document does; `unborne` lists names that it asks something of and no title bears. `findings` are
    what the table of figures says to conditions and superlatives, None if the question holds none.
    """

    question: str
    language: Language
    answerable: bool
    confidence: float
    generation: str
    encoder: str
    built_at: str
    degraded: tuple[str, ...]
    expanded: tuple[Expanded, ...]
    understood: tuple[Understood, ...]
    measures: tuple[MeasureHit, ...]
    documents: tuple[DocumentHit, ...]
    passages: tuple[Passage, ...]
    facets: Mapping[str, Mapping[str, int]]
    criteria: tuple[Criterion, ...] = ()
    missing: tuple[str, ...] = ()
    unborne: tuple[Unborne, ...] = ()
    wished: tuple[FieldIntent, ...] = ()
    findings: Findings | None = None
