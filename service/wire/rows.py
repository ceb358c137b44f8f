"""Wire types of rows: what a list shows of a measure and narrows it by, without the text of its fields."""

import re
from collections.abc import Iterator
from dataclasses import asdict
from typing import Self

from pydantic import Field

from corpus.figures.figure import Figure
from corpus.measure import Measure, heading, short_name
from index.store import Index
from retriever.criteria.criterion import Group
from retriever.filters import filter_values
from retriever.result import MeasureHit
from service.wire.common import WireModel
from service.wire.conditions import FigureModel, StandingName, standing_name
from service.wire.measures import ContactModel
from service.wire.search import EvidenceModel, JudgementModel

MOST_ROWS, MOST_NAMED = 500, 50
_LONGEST_PHRASE = 90
_PHRASE = re.compile(r"(?P<words>[^,.;:•()]{12,90}?)(?:[,.;:]|\s\()")
"""What stands before the first comma or stop."""
_FIGURES = ("places", "duration", "stay", "hours", "budget", "cost")


class RowFigureModel(WireModel):
    """A figure of a row: from `low` to `high`, and where the document states it."""

    field: str
    low: float | None
    high: float | None
    unit: str
    basis: list[str]
    start: int
    end: int


class RowModel(WireModel):
    """A measure as a row: `title` is at most 100 characters long, `name` 60; `values` are those of each filter."""

    id: str
    title: str
    name: str
    organisation: str | None
    state: str | None
    kind: str
    document: str
    page: int | None
    contact: list[ContactModel]
    legal: list[str]
    values: dict[str, list[str]]
    figures: list[RowFigureModel]

    @classmethod
    def of(cls, index: Index, id: str) -> Self:
        """Return the row of the measure `id` of `index`."""
        return cls.model_validate(_row(index, id))


def _row(index: Index, id: str) -> dict[str, object]:
    place = index.measure_places[id]
    measure = index.measures[place]
    names = ("id", "organisation", "state", "kind", "document", "page", "legal")
    values = filter_values(measure, index.facets[place])
    return {
        **{name: getattr(measure, name) for name in names},
        "title": heading(measure),
        "name": short_name(measure),
        "contact": measure.contacts,
        "values": {key: list(own) for key, own in values.items() if own},
        "figures": [asdict(figure) for figure in _figures(index, id)],
    }


def _figures(index: Index, id: str) -> Iterator[Figure]:
    for field in _FIGURES:
        yield from index.figures.of(id, field)


class HitRowModel(RowModel):
    """A found measure as a row: how it stands to criteria and conditions, and the sentences that answer best."""

    score: float
    group: Group | None
    criteria: list[JudgementModel]
    why: list[EvidenceModel]
    told: list[FigureModel] = Field(description="What it states to the conditions")
    standing: StandingName | None
    target: EvidenceModel | None = Field(description="How its target group begins, as far as a line holds")
    beside: bool = Field(description="Whether it isn't part of the answer")

    @classmethod
    def of_hit(cls, index: Index, hit: MeasureHit, *, beside: bool) -> Self:
        """Return the row of a hit."""
        own = {
            "score": hit.score,
            "group": hit.group,
            "criteria": [JudgementModel.of(each) for each in hit.criteria],
            "why": [EvidenceModel.model_validate(each) for each in hit.why],
            "told": [FigureModel.of(each) for each in hit.figures],
            "standing": standing_name(hit.row.standing) if hit.row else None,
            "target": _target(index, hit.measure),
            "beside": beside,
        }
        return cls.model_validate({**_row(index, hit.measure.id), **own})


def _target(index: Index, measure: Measure) -> EvidenceModel | None:
    """The first phrase of what is said of the target group; None if it is too long for a line or is no phrase."""
    section = measure.section("target_group") or measure.section("goal_and_target_group")
    if section is None:
        return None
    start, end = section.spans[0]
    document = index.documents[measure.document]
    phrase = _PHRASE.match(document.text, start, min(end, start + _LONGEST_PHRASE + 1))
    if phrase is None:
        return None
    quoted = document.quote(start, phrase.end("words"))
    return EvidenceModel(field=section.field, quote=quoted.text, start=start, end=phrase.end("words"))


class RowsQuery(WireModel):
    """Which rows: those of the measures named by `id`, or else a page of all."""

    id: list[str] = Field(default_factory=list, max_length=MOST_NAMED, description="Ids; unknown ones are left out")
    limit: int = Field(MOST_ROWS, ge=1, le=MOST_ROWS)
    offset: int = Field(0, ge=0, le=1_000_000)


class RowsResponse(WireModel):
    """Measures as rows, in the order of the ids or of the documents; `total` counts those of all pages."""

    total: int
    rows: list[RowModel]

    @classmethod
    def of(cls, index: Index, query: RowsQuery) -> Self:
        """Return the rows of `index` that `query` asks for."""
        known = index.measure_places
        ids = [id for id in query.id if id in known] if query.id else [each.id for each in index.measures]
        page = ids[query.offset : query.offset + query.limit]
        return cls(total=len(ids), rows=[RowModel.of(index, id) for id in page])
