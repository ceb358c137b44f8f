"""What the tools return: for programs as JSON that fits a schema, for everybody else as text that says the same."""

from pydantic import BaseModel, Field

from corpus.document import Document
from retriever.criteria.criterion import Group, Verdict
from service.chat.answer import Kind
from service.texts import Texts


class PlacedModel(BaseModel):
    """Words of a document: `quote` is the cleaned text of the characters `[start, end)` of its text."""

    quote: str
    section: str = Field(description="what the field is called that they stand in")
    page: int | None = Field(None, description="page of the document, or that from which on the measure is described")
    place: str | None = Field(None, description="the page as people say it")
    line: int = Field(description="line of the document's text, from 1 on")
    start: int
    end: int
    link: str | None = Field(None, description="address of the passage in the page of the service")

    def told(self, texts: Texts) -> str:
        """Return the place, for people."""
        span = texts.text("mcp.characters", start=str(self.start), end=str(self.end))
        return ", ".join(filter(None, (self.section, self.place, span, self.link)))


class CitedModel(PlacedModel):
    """A citation of an answer, by its number."""

    number: int
    measure: str | None = Field(None, description="id of the measure")
    document: str = Field(description="id of the document")


class FitModel(BaseModel):
    """How a measure stands to what the question states in `words`, with the quote that decides."""

    verdict: Verdict
    words: str
    quote: str | None = None
    start: int | None = None
    end: int | None = None


class FoundModel(BaseModel):
    """A measure that was found, with the quotes that answer, or state figures that were asked for."""

    id: str
    title: str
    organisation: str | None = None
    facts: str | None = Field(None, description="duration, places, money, as far as the source states them plainly")
    group: Group | None = Field(None, description="how it fits in all; missing if nothing is said of a client")
    document: str = Field(description="id of the document")
    link: str | None = None
    quotes: list[PlacedModel] = []
    fits: list[FitModel] = []


class MeasuresResult(BaseModel):
    """Measures, best first. If `answerable` is false, no document answers, and these are merely nearest."""

    answerable: bool
    measures: list[FoundModel]
    documents: dict[str, str] = Field(description="titles of the documents by their ids")
    left_out: int = Field(0, description="measures that were found but didn't fit in here")
    notes: list[str] = Field([], description="what was understood, or left out, and what to do")


class ReadFieldModel(BaseModel):
    """A field of a measure: `text` is the cleaned text of `spans`. If it is `cut`, more follows after the last span."""

    field: str
    label: str
    text: str
    page: int | None = None
    line: int
    spans: list[tuple[int, int]]
    cut: bool = False
    link: str | None = None


class MeasureResult(BaseModel):
    """A measure as its document describes it."""

    id: str
    title: str
    kind: str
    organisation: str | None = None
    state: str | None = None
    document: str
    source: str = Field(description="the document with its date and page, for people")
    also_in: list[str] = Field([], description="ids of further documents that hold the same")
    link: str | None = None
    fields: list[ReadFieldModel]
    left_out: list[str] = Field([], description="fields that didn't fit in here")
    not_given: list[str] = Field([], description="fields of which the document says nothing")
    notes: list[str] = []


class ShownModel(BaseModel):
    """A measure that an answer shows."""

    id: str
    title: str
    link: str | None = None


class AnswerResult(BaseModel):
    """An answer in Markdown, made of quotes; `[1]` stands for the citation of that number."""

    answer: str
    kind: Kind
    answerable: bool
    standalone_question: str = Field(description="the question as it was understood")
    measures: list[ShownModel] = Field(description="measures shown, in order; send their ids along with a follow-up")
    citations: list[CitedModel]
    documents: dict[str, str] = Field(description="titles of the documents by their ids")
    suggestions: list[str] = Field([], description="questions that can be asked next")
    left_out: int = Field(0, description="entries of the answer that didn't fit in here")
    notes: list[str] = []


class FacetsResult(BaseModel):
    """The values of the filters, with the number of measures for each, most frequent first."""

    total: int
    facets: dict[str, dict[str, int]]
    left_out: dict[str, int] = Field({}, description="how many more values a filter has")
    notes: list[str] = []


def line_at(document: Document, offset: int) -> int:
    """Return the line of a document's text that a character is in, from 1 on."""
    return document.text.count("\n", 0, offset) + 1
