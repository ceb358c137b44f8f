"""Wire types of measures. Spans count Unicode code points."""

from typing import Self

from pydantic import Field

from corpus.document import Document
from corpus.fields import FIELDS, OTHER
from corpus.measure import Measure, Section
from corpus.text.tab_rows import CellRows, tab_tables
from retriever.query import MOST_RESULTS
from service.texts import Texts
from service.wire.common import FiltersModel, Limit, WireModel

MEASURE_FIELDS = tuple(name for name in FIELDS if name not in ("contact", "text", OTHER))

_OWN = ("id", "title", "kind", "organisation", "state", "document", "catalogue", "also_in")


class MeasuresQuery(FiltersModel):
    """Filters and paging for the list of measures."""

    limit: Limit = MOST_RESULTS
    offset: int = Field(0, ge=0, le=1_000_000)


class ContactModel(WireModel):
    """A contact person for a measure."""

    name: str | None
    role: str | None
    salutation: str | None
    email: str | None
    phone: str | None


class FiguresModel(WireModel):
    """Figures stated plainly by the source; null if unstated."""

    places: int | None
    budget_eur: float | None
    months: float | None
    weekly_hours: float | None
    part_time: bool | None


class FieldModel(WireModel):
    """A field as stated by the source. `text` is the cleaned text of `spans`, joined by spaces.

    `start` and `end` delimit the range from first to last span; other text of the form may lie between spans.
    """

    label_de: str
    label_en: str
    text: str
    start: int
    end: int
    spans: list[tuple[int, int]]


class MeasureModel(WireModel):
    """A catalogue entry. Fields missing from the source are null.

    `other` holds values under labels of the source's own; `also_in` lists further documents with the same entry.
    """

    id: str
    title: str
    kind: str
    organisation: str | None
    state: str | None
    document: str
    catalogue: str | None
    also_in: list[str]
    start: int
    end: int
    page: int | None
    contact: list[ContactModel]
    fields: dict[str, FieldModel | None]
    other: list["SectionModel"]
    figures: FiguresModel
    legal: list[str]

    @classmethod
    def of(cls, measure: Measure) -> Self:
        """Return the wire form of `measure`."""
        own = {name: getattr(measure, name) for name in _OWN}
        fields = {name: _field_text(name, measure.section(name)) for name in MEASURE_FIELDS}
        place = {"start": measure.start, "end": measure.end, "page": measure.page}
        rest = {
            "contact": measure.contacts,
            "fields": fields,
            "other": [section for section in measure.sections if section.field == OTHER],
            "figures": measure.figures,
            "legal": measure.legal,
        }
        return cls.model_validate(own | place | rest)


def _field_text(name: str, section: Section | None) -> FieldModel | None:
    if section is None:
        return None
    return FieldModel(
        label_de=Texts.in_language("de").text(f"fields.{name}"),
        label_en=Texts.in_language("en").text(f"fields.{name}"),
        text=section.text,
        start=section.start,
        end=section.end,
        spans=list(section.spans),
    )


class SectionModel(WireModel):
    """A labelled section of a measure; text and spans as in a field."""

    field: str
    label: str
    text: str
    start: int
    end: int
    spans: list[tuple[int, int]]


class SectionTableModel(WireModel):
    """A table within a section: its rows, with as many cells each, and what it reads as in the section's text."""

    start: int
    end: int
    text: str
    rows: list[list[str]]


class MeasureRecordModel(MeasureModel):
    """A measure with its sections in source order, the tables in them, and the section its contact was read from."""

    sections: list[SectionModel]
    contact_section: SectionModel | None
    tables: list[SectionTableModel]

    @classmethod
    def of_document(cls, measure: Measure, document: Document) -> Self:
        """Return the full wire form of a measure of `document`."""
        record = MeasureModel.of(measure).model_dump()
        spans = [span for section in measure.sections for span in section.spans]
        tables = [_table(rows, document) for span in spans for rows in tab_tables(document.text, *span)]
        whole = {"sections": measure.sections, "contact_section": measure.contact, "tables": tables}
        return cls.model_validate(record | whole)


def _table(rows: CellRows, document: Document) -> SectionTableModel:
    start, end = rows[0][0][0], rows[-1][-1][1]
    cells = [[document.quote(*cell).text if cell[0] < cell[1] else "" for cell in row] for row in rows]
    return SectionTableModel(start=start, end=end, text=document.quote(start, end).text, rows=cells)


class MeasureListResponse(WireModel):
    """A page of measures in document order; `total` counts all matches."""

    total: int
    measures: list[MeasureModel]


class DocumentTitleModel(WireModel):
    """A document without its text."""

    id: str
    title: str
    publisher: str | None
    date: str | None


class FacetsResponse(WireModel):
    """The number of measures with each value, by filter key, most frequent value first; `without` has none."""

    total: int
    facets: dict[str, dict[str, int]]
    without: dict[str, int]
    documents: list[DocumentTitleModel]
