"""Wire types of searches."""

from dataclasses import asdict
from typing import Annotated, Self

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from corpus.text.invisible import visible
from corpus.text.language import Language
from index.store import Index
from retriever.conditions.findings import Findings
from retriever.criteria.criterion import Group, Judgement, Kind, Verdict
from retriever.query import LONGEST_QUESTION
from retriever.result import DocumentHit, MeasureHit, SearchResult
from service.wire.common import UNSEEN, FiltersModel, Limit, WireModel, WireRequest, Without
from service.wire.conditions import ConditionModel, FigureModel, InquiryModel, StandingName, standing_name
from service.wire.measures import MeasureModel


def not_blank(text: str) -> str:
    """Return a text in which something can be seen."""
    if not visible(text).strip():
        raise PydanticCustomError("blank", "is empty")
    return text


class SearchRequest(WireRequest):
    """A question with optional filters."""

    question: Annotated[
        str,
        Field(max_length=LONGEST_QUESTION, json_schema_extra={"minLength": 1, "pattern": rf"[^\s{UNSEEN}]"}),
        AfterValidator(not_blank),
    ]
    limit: Annotated[Limit, Field(strict=True)] = 10
    filters: FiltersModel | None = None
    language: Language | None = Field(None, description="Language of the question; detected if omitted")
    without: Without = Field(default=[])

    def by_key(self) -> dict[str, tuple[str, ...]]:
        """Return the accepted values of each filter that is set."""
        return self.filters.by_key() if self.filters else {}


class EvidenceModel(WireModel):
    """A quote from the source that supports or rules out a measure."""

    field: str
    quote: str
    start: int
    end: int


class PassageModel(WireModel):
    """A passage. `text` is the cleaned text of the document's `[start, end)`; `highlights` are spans within `text`."""

    id: str
    document: str
    document_title: str
    measure: str | None
    section: str
    page: int | None
    start: int
    end: int
    text: str
    score: float
    highlights: list[tuple[int, int]]
    citation: str


class CriterionModel(WireModel):
    """What the question states of a client or a wish, in its own `words`; `unclear` if they have several readings."""

    id: str
    kind: Kind
    words: str
    unclear: bool


class JudgementModel(WireModel):
    """How a measure stands to a criterion: at its `limit` it is just met. Quotes prove all verdicts but `unstated`."""

    id: str
    verdict: Verdict
    field: str | None = None
    quote: str | None = None
    start: int | None = None
    end: int | None = None

    @classmethod
    def of(cls, judged: Judgement) -> Self:
        """Return the wire form of `judged`."""
        return cls(id=judged.criterion, verdict=judged.verdict, **(asdict(judged.evidence) if judged.evidence else {}))


class MeasureHitModel(WireModel):
    """A matching measure with its score (0 to 1) and evidence; `criteria` are in the order of those of the question."""

    measure: MeasureModel
    score: float
    group: Group | None = Field(description="`against` if a criterion is, `best` if most are met; null without any")
    criteria: list[JudgementModel]
    why: list[EvidenceModel]
    conflicts: list[EvidenceModel]
    passages: list[PassageModel]
    figures: list[FigureModel] = Field(description="What it states to the conditions")
    standing: StandingName | None = Field(
        description="How it stands to the conditions; null without any, or if they are against it"
    )

    @classmethod
    def of(cls, hit: MeasureHit) -> Self:
        """Return the wire form of `hit`."""
        rest = {name: getattr(hit, name) for name in ("score", "group", "why", "conflicts", "passages")}
        criteria = [*map(JudgementModel.of, hit.criteria)]
        figures = list(map(FigureModel.of, hit.figures))
        standing = standing_name(hit.row.standing) if hit.row else None
        own = {"measure": MeasureModel.of(hit.measure), "criteria": criteria, "figures": figures, "standing": standing}
        return cls.model_validate({**own, **rest})


class DocumentHitModel(WireModel):
    """A document with text outside of measures, its score (0 to 1) by all of that text, and its best passages."""

    id: str
    title: str
    publisher: str | None
    date: str | None
    score: float
    passages: list[PassageModel]

    @classmethod
    def of(cls, hit: DocumentHit) -> Self:
        """Return the wire form of `hit`."""
        own = {name: getattr(hit.document, name) for name in ("id", "title", "publisher", "date")}
        return cls.model_validate({**own, "score": hit.score, "passages": hit.passages})


def findings_by_key(found: Findings | None) -> dict[str, object]:
    """Return what responses say of conditions."""
    return {
        "conditions": list(map(ConditionModel.of, found.tallies)) if found else [],
        "unapplied": list(found.inquiry.unapplied) if found else [],
        "inquiry": InquiryModel.of(found),
    }


class IndexStateModel(WireModel):
    """The serving generation of the index."""

    generation: str
    encoder: str
    built_at: str

    @classmethod
    def of(cls, index: Index) -> Self:
        """Return the state of a loaded index."""
        return cls(generation=index.generation, encoder=index.manifest.encoder, built_at=index.manifest.built_at)


class TitleModel(WireModel):
    """A measure by name."""

    id: str
    title: str


class ExpandedModel(WireModel):
    """The labels added to the search for a term of the question."""

    term: str
    labels: list[str]


class UnborneModel(WireModel):
    """A name in the question that no title bears, and the measures that are called most like it."""

    name: str
    nearest: list[TitleModel]


class UnderstoodModel(WireModel):
    """Words of the question that name something, and how they were interpreted."""

    kind: str
    words: str
    value: str


_OF_RESULT = (
    "question", "language", "answerable", "confidence", "expanded", "understood", "criteria", "missing", "unborne",
    "passages", "facets",
)  # fmt: skip


class SearchResponse(WireModel):
    """Measures, documents and passages, best first. If `answerable` is false, they are merely the nearest."""

    question: str
    language: Language
    answerable: bool
    confidence: float = Field(ge=0, le=1, description="Probability that the documents hold an answer")
    index: IndexStateModel
    expanded: list[ExpandedModel]
    understood: list[UnderstoodModel]
    criteria: list[CriterionModel] = Field(description="What the question states of a client or a wish")
    missing: list[str] = Field(description="Things the question mentions but no document does")
    unborne: list[UnborneModel] = Field(description="Names that the question asks something of and no title bears")
    conditions: list[ConditionModel] = Field(description="What was understood as a condition on the measures")
    unapplied: list[str] = Field(description="Words that put a condition which no figure can meet")
    inquiry: InquiryModel | None = Field(description="What is asked of the measures' figures")
    degraded: list[str]
    measures: list[MeasureHitModel]
    documents: list[DocumentHitModel]
    passages: list[PassageModel]
    facets: dict[str, dict[str, int]]

    @classmethod
    def of(cls, result: SearchResult, degraded: tuple[str, ...]) -> Self:
        """Return the response for `result`; `degraded` lists why no newer generation is serving."""
        index = IndexStateModel(generation=result.generation, encoder=result.encoder, built_at=result.built_at)
        own = {name: getattr(result, name) for name in _OF_RESULT}
        hits = [MeasureHitModel.of(hit) for hit in result.measures]
        documents = [DocumentHitModel.of(hit) for hit in result.documents]
        rest = {"degraded": degraded, "measures": hits, "documents": documents, **findings_by_key(result.findings)}
        return cls.model_validate({**own, "index": index, **rest})
