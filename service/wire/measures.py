"""Measures on the wire. Spans count Unicode code points."""

from typing import Self

from pydantic import Field

from corpus.fields import FIELDS
from corpus.measure import Measure, Section
from retriever.query import MOST_RESULTS
from service.wire.common import FiltersModel, Limit, WireModel

MEASURE_FIELDS = tuple(name for name in FIELDS if name not in ("contact", "text"))


class MeasuresQuery(FiltersModel):
    """Which measures to list."""

    limit: Limit = MOST_RESULTS
    offset: int = Field(0, ge=0, le=1_000_000)


class ContactModel(WireModel):
    """A person who answers for a measure."""

    name: str | None
    role: str | None
    salutation: str | None
    email: str | None
    phone: str | None


class FiguresModel(WireModel):
    """Numbers that the source states plainly; what it doesn't say is null."""

    places: int | None
    budget_eur: float | None
    months: float | None
    weekly_hours: float | None
    part_time: bool | None


class FieldModel(WireModel):
    """What the source gives for a field. `text` is what cleaning each of `spans` gives, joined by spaces.

    `start` and `end` are those of the first and the last span; text of the form may lie between spans.
    """

    label_de: str
    label_en: str
    text: str
    start: int
    end: int
    spans: list[tuple[int, int]]


class MeasureModel(WireModel):
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
    contact: list[ContactModel]
    fields: dict[str, FieldModel | None]
    figures: FiguresModel
    legal: list[str]

    @classmethod
    def of(cls, measure: Measure) -> Self:
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


def _field_text(name: str, section: Section | None) -> FieldModel | None:
    if section is None:
        return None
    labels = FIELDS[name]
    return FieldModel(
        label_de=labels.german,
        label_en=labels.english,
        text=section.text,
        start=section.start,
        end=section.end,
        spans=list(section.spans),
    )


class SectionModel(WireModel):
    """A part of a measure under its own label; text and spans are as those of a field."""

    field: str
    label: str
    text: str
    start: int
    end: int
    spans: list[tuple[int, int]]


class MeasureRecordModel(MeasureModel):
    """A measure with its sections in the order of the source, and the section from which its contact was read."""

    sections: list[SectionModel]
    contact_section: SectionModel | None

    @classmethod
    def of(cls, measure: Measure) -> Self:
        """The whole record."""
        record = MeasureModel.of(measure).model_dump()
        return cls.model_validate(record | {"sections": measure.sections, "contact_section": measure.contact})


class MeasureListResponse(WireModel):
    """Measures in the order of their documents; `total` counts all that fit."""

    total: int
    measures: list[MeasureModel]


class FacetsResponse(WireModel):
    """How many of the `total` measures have each value, by filter key, the most frequent first."""

    total: int
    facets: dict[str, dict[str, int]]
