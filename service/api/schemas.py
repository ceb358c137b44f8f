"""What goes over HTTP: the shapes of requests and answers. Spans count Unicode code points."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from pydantic_core import PydanticCustomError

from corpus import measure as corpus
from corpus.document import Document as SourceDocument
from corpus.fields import FIELDS
from corpus.text.language import Language
from index.store import Index
from retriever.query import FILTER_KEYS, LONGEST_QUESTION, MOST_RESULTS
from retriever.result import MeasureHit as RankedMeasure
from retriever.result import SearchResult
from service.texts import Texts

MEASURE_FIELDS = tuple(name for name in FIELDS if name not in ("contact", "text"))
_MOST_VALUES = 50
_LONGEST_VALUE = 300


def _not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank", "is empty")
    return text


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, str) else value


def _yes(value: Any) -> list[str]:
    """JSON's true, or the word in a query. The sources say what is, so nothing is filtered by what isn't."""
    if value is True or value in ("true", ["true"]):
        return ["true"]
    raise PydanticCustomError("only_true", "can only be true")


Value = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_VALUE)]
Values = Annotated[
    list[Value],
    Field(min_length=1, max_length=_MOST_VALUES),
    BeforeValidator(_listed, json_schema_input_type=Value | list[Value]),
]
Yes = Annotated[list[str], BeforeValidator(_yes, json_schema_input_type=Literal[True])]
Limit = Annotated[int, Field(ge=1, le=MOST_RESULTS)]
Without = Annotated[
    list[Value],
    Field(
        max_length=_MOST_VALUES,
        description="Words of the question, as `understood` and `expanded` give them, to be taken for themselves",
    ),
]


class _Request(BaseModel):
    """A request says nothing that isn't asked for."""

    model_config = ConfigDict(extra="forbid")


class _Answer(BaseModel):
    """An answer is made from the dataclasses of the other packages."""

    model_config = ConfigDict(from_attributes=True)


class Filters(_Request):
    """What measures are narrowed to: one of the values of each key must fit. Which there are: /api/facets."""

    state: Values | None = Field(None, description="Bundesland", examples=["Bayern"])
    kind: Values | None = Field(None, description="Maßnahme, Handlungsansatz, Projekt")
    target_group: Values | None = Field(None, description="Zielgruppe", examples=["Alleinerziehende"])
    topic: Values | None = Field(None, description="Thema", examples=["kinderbetreuung"])
    legal: Values | None = Field(None, description="Rechtsgrundlage", examples=["§ 45 SGB III", "§ 16e"])
    organisation: Values | None = Field(None, description="Organisation")
    part_time: Yes | None = Field(None, description="In Teilzeit")
    has_contact: Yes | None = Field(None, description="Mit Kontakt")
    document: Values | None = Field(None, description="Kennung eines Dokuments")

    def by_key(self) -> dict[str, tuple[str, ...]]:
        """Accepted values of each key that is set."""
        return {key: tuple(values) for key in FILTER_KEYS if (values := getattr(self, key))}


class SearchRequest(_Request):
    """A question, and what its answer is to be narrowed to."""

    question: Annotated[str, Field(max_length=LONGEST_QUESTION), AfterValidator(_not_blank)]
    limit: Annotated[Limit, Field(strict=True)] = 10
    filters: Filters | None = None
    language: Language | None = Field(None, description="Language of the question; recognised if left out")
    without: Without = []

    def by_key(self) -> dict[str, tuple[str, ...]]:
        """Accepted values of each filter that is set."""
        return self.filters.by_key() if self.filters else {}


class MeasuresQuery(Filters):
    """Which measures to list."""

    limit: Limit = MOST_RESULTS
    offset: int = Field(0, ge=0, le=1_000_000)


class SpanQuery(_Request):
    """A span of a document, and how many characters around it."""

    start: int | None = Field(None, ge=0)
    end: int | None = Field(None, ge=0)
    context: int = Field(300, ge=0, le=5_000)


class Contact(_Answer):
    """A person who answers for a measure."""

    name: str | None
    role: str | None
    salutation: str | None
    email: str | None
    phone: str | None


class Figures(_Answer):
    """Numbers that the source states plainly; what it doesn't say is null."""

    places: int | None
    budget_eur: float | None
    months: float | None
    weekly_hours: float | None
    part_time: bool | None


class FieldText(_Answer):
    """What the source gives for a field. `text` is what cleaning each of `spans` gives, joined by spaces.

    `start` and `end` are those of the first and the last span; text of the form may lie between spans.
    """

    label_de: str
    label_en: str
    text: str
    start: int
    end: int
    spans: list[tuple[int, int]]


class Measure(_Answer):
    """One entry of a catalogue. A field that the source doesn't give is null."""

    id: str
    title: str
    kind: str
    organisation: str | None
    state: str | None
    document: str
    start: int
    end: int
    page: int | None
    contact: list[Contact]
    fields: dict[str, FieldText | None]
    figures: Figures
    legal: list[str]

    @classmethod
    def of(cls, measure: corpus.Measure) -> Self:
        """The record as it goes over HTTP."""
        own = {name: getattr(measure, name) for name in ("id", "title", "kind", "organisation", "state", "document")}
        fields = {name: _field_text(name, measure.section(name)) for name in MEASURE_FIELDS}
        place = {"start": measure.start, "end": measure.end, "page": measure.page}
        rest = {
            "contact": measure.contacts,
            "fields": fields,
            "figures": measure.figures,
            "legal": measure.legal,
        }
        return cls.model_validate(own | place | rest)


def _field_text(name: str, section: corpus.Section | None) -> FieldText | None:
    if section is None:
        return None
    return FieldText(
        label_de=Texts.in_language("de").text(f"fields.{name}"),
        label_en=Texts.in_language("en").text(f"fields.{name}"),
        text=section.text,
        start=section.start,
        end=section.end,
        spans=list(section.spans),
    )


class Section(_Answer):
    """A part of a measure under its own label; text and spans are as those of a field."""

    field: str
    label: str
    text: str
    start: int
    end: int
    spans: list[tuple[int, int]]


class MeasureRecord(Measure):
    """A measure with its sections in the order of the source, and the section from which its contact was read."""

    sections: list[Section]
    contact_section: Section | None

    @classmethod
    def of(cls, measure: corpus.Measure) -> Self:
        """The whole record."""
        record = Measure.of(measure).model_dump()
        return cls.model_validate(record | {"sections": measure.sections, "contact_section": measure.contact})


class Evidence(_Answer):
    """Words of the source that speak for or against a measure."""

    field: str
    quote: str
    start: int
    end: int


class Passage(_Answer):
    """A passage: `text` is the cleaned `[start, end)` of the document, `highlights` are spans in `text`."""

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


class MeasureHit(_Answer):
    """A measure that fits, how well (0 to 1), and what proves it."""

    measure: Measure
    score: float
    why: list[Evidence]
    conflicts: list[Evidence]
    passages: list[Passage]

    @classmethod
    def of(cls, hit: RankedMeasure) -> Self:
        """The hit as it goes over HTTP."""
        rest = {name: getattr(hit, name) for name in ("score", "why", "conflicts", "passages")}
        return cls.model_validate({"measure": Measure.of(hit.measure), **rest})


class IndexState(_Answer):
    """Which generation of the index answers."""

    generation: str
    encoder: str
    built_at: str

    @classmethod
    def of(cls, index: Index) -> Self:
        """The state of a loaded index."""
        return cls(generation=index.generation, encoder=index.manifest.encoder, built_at=index.manifest.built_at)


class Expanded(_Answer):
    """Labels by which a term of the question was searched as well."""

    term: str
    labels: list[str]


class Understood(_Answer):
    """Words of the question that named something, and what they were taken for."""

    kind: str
    words: str
    value: str


_OF_RESULT = (
    "question", "language", "answerable", "confidence", "expanded", "understood", "missing", "passages", "facets",
)  # fmt: skip


class SearchAnswer(_Answer):
    """Measures and passages, the best first. `answerable` is false when these are only the nearest."""

    question: str
    language: Language
    answerable: bool
    confidence: float = Field(ge=0, le=1, description="How probable it is that the documents hold an answer")
    index: IndexState
    expanded: list[Expanded]
    understood: list[Understood]
    missing: list[str] = Field(description="What the question names and no document does")
    degraded: list[str]
    measures: list[MeasureHit]
    passages: list[Passage]
    facets: dict[str, dict[str, int]]

    @classmethod
    def of(cls, result: SearchResult, degraded: tuple[str, ...]) -> Self:
        """The result as it goes over HTTP; `degraded` says why no newer generation serves."""
        index = IndexState(generation=result.generation, encoder=result.encoder, built_at=result.built_at)
        own = {name: getattr(result, name) for name in _OF_RESULT}
        hits = [MeasureHit.of(hit) for hit in result.measures]
        return cls.model_validate({**own, "index": index, "degraded": degraded, "measures": hits})


class MeasureList(_Answer):
    """Measures in the order of their documents; `total` counts all that fit."""

    total: int
    measures: list[Measure]


class Facets(_Answer):
    """How many of the `total` measures have each value, by filter key, the most frequent first."""

    total: int
    facets: dict[str, dict[str, int]]


class Document(_Answer):
    """A document, or a span of one.

    `text` is `[start, end)` as it lies in the source. For a span, `quote` is its cleaned text, `before` and `after` the
    cleaned text around it; for a whole document they are null.
    """

    id: str
    title: str
    publisher: str | None
    date: str | None
    language: str
    kind: str
    sha256: str = Field(description="Hash of text and metadata")
    characters: int
    start: int
    end: int
    page: int | None
    text: str
    quote: str | None = None
    before: str | None = None
    after: str | None = None

    @classmethod
    def of(cls, document: SourceDocument, start: int, end: int) -> Self:
        """The document with the text of `[start, end)`."""
        names = ("id", "title", "publisher", "date", "language", "kind", "sha256")
        own = {name: getattr(document, name) for name in names}
        text = document.text[start:end]
        span = {"start": start, "end": end, "text": text, "page": document.page_at(start)}
        return cls.model_validate({**own, **span, "characters": len(document.text)})


class Health(_Answer):
    """The process lives."""

    status: Literal["ok"] = "ok"


class Readiness(_Answer):
    """An index serves; `degraded` says why a newer generation of it doesn't."""

    status: Literal["ready"] = "ready"
    index: IndexState
    documents: int
    measures: int
    degraded: list[str]


class FieldError(_Answer):
    """What doesn't fit, and where."""

    field: str
    message: str


class Problem(_Answer):
    """An error (RFC 9457). Of what was sent it repeats the path alone, as `instance`."""

    type: str = Field(examples=["urn:massnahmenlotse:problem:invalid"])
    title: str = Field(examples=["Ungültige Angaben"])
    status: int = Field(examples=[422])
    detail: str
    instance: str = Field(description="The path of the request", examples=["/api/search"])
    errors: list[FieldError] | None = Field(None, description="For requests that don't fit")
    degraded: list[str] | None = Field(None, description="Why nothing can be searched")
