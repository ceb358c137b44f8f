"""What a search answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from corpus.document import SourceSpan
from corpus.measure import Measure
from corpus.text.language import Language

UnderstoodKind = Literal["spelling", "place", "legal", "measure", "field"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A chunk as a search result. `start` and `end` count in the document's text, `highlights` in `text`."""

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
class MeasureHit:
    """A measure that fits: how well (0 to 1), why, what speaks against it, and the passages that say so."""

    measure: Measure
    score: float
    why: tuple[SourceSpan, ...]
    conflicts: tuple[SourceSpan, ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class Expanded:
    """Labels by which a term of the question was searched as well."""

    term: str
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Understood:
    """Words of the question that named something, and what they were taken for.

    What is named ranks first; `measures` are the ids of measures with a name. A field is one that is asked for.
    """

    kind: UnderstoodKind
    words: str
    value: str
    measures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SearchResult:
    """Ranked measures and passages; if `answerable` is False the corpus holds no answer and these are only nearest.

    `confidence` is how probable it is that it does, `missing` are places, paragraphs and things that the question
    names and no document does.
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
    passages: tuple[Passage, ...]
    facets: Mapping[str, Mapping[str, int]]
    missing: tuple[str, ...] = ()
