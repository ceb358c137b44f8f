"""Measures, passages and quotes as other programs see them, wherever they come from.

The fields are those of the HTTP interface; what it says besides is in `raw`. Spans count Unicode code points of the
document's text. `url` leads to the place in the page of the service, and is None where no page is known.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from typing import Any, Self

from massnahmenlotse.html import box, linked, measure_heading, two_columns
from massnahmenlotse.links import measure_address, passage_address

Json = Mapping[str, Any]


def own_values(kind: type, data: Json, *others: str) -> dict[str, Any]:
    """The values of a kind's fields, lists as tuples; `others` come from elsewhere."""
    names = [each.name for each in fields(kind) if each.name not in (*others, "raw", "url")]
    return {name: tuple(data[name]) if isinstance(data[name], list) else data[name] for name in names}


@dataclass(frozen=True, slots=True)
class ProvingQuote:
    """Words of a measure's source that speak for it or against it; `field` is where they stand."""

    field: str
    quote: str
    start: int
    end: int
    url: str | None

    @classmethod
    def of(cls, data: Json, document: str, page: str | None) -> Self:
        """Return the quote in `data`."""
        return cls(**own_values(cls, data), url=passage_address(page, document, data["start"], data["end"]))


@dataclass(frozen=True, slots=True)
class CitedPassage:
    """A passage: cleaning the document's text of `[start, end)` gives exactly `text`.

    `highlights` are spans within `text`, `number` is the one that an answer refers to it by, if it is cited there.
    """

    id: str
    text: str
    citation: str
    document: str
    document_title: str
    measure: str | None
    section: str
    page: int | None
    start: int
    end: int
    score: float
    highlights: tuple[tuple[int, int], ...] = field(repr=False)
    number: int | None
    url: str | None

    @classmethod
    def of(cls, data: Json, page: str | None, number: int | None = None) -> Self:
        """Return the passage in `data`."""
        own = own_values(cls, data, "number", "highlights")
        highlights = tuple((start, end) for start, end in data["highlights"])
        url = passage_address(page, data["document"], data["start"], data["end"])
        return cls(**own, highlights=highlights, number=number, url=url)


@dataclass(frozen=True, slots=True)
class MeasureValue:
    """What a measure's source states under one label."""

    field: str
    label: str
    text: str
    start: int
    end: int
    url: str | None


@dataclass(frozen=True, slots=True)
class MeasureEntry:
    """A measure of the catalogue, with the values that its source states, in order."""

    id: str
    title: str
    kind: str
    organisation: str | None
    state: str | None
    catalogue: str | None
    document: str
    also_in: tuple[str, ...]
    start: int
    end: int
    page: int | None
    legal: tuple[str, ...]
    values: tuple[MeasureValue, ...] = field(repr=False)
    url: str | None
    raw: Json = field(repr=False, compare=False, hash=False)

    @classmethod
    def of(cls, data: Json, page: str | None) -> Self:
        """Return the measure in `data`, a full record or a search's, which has labels of the service's own."""
        url = measure_address(page, data["id"])
        return cls(**own_values(cls, data, "values"), values=tuple(_values(data, page)), url=url, raw=data)

    def value(self, field: str) -> str | None:
        """Return what is stated in a field, such as `target_group`; None if nothing is."""
        return next((each.text for each in self.values if each.field == field), None)

    def _repr_html_(self) -> str:
        rows = ((linked(each.label, each.url), linked(each.text, None)) for each in self.values)
        return box(measure_heading(self.title, self.url, self.organisation, self.state) + two_columns(rows))


def _values(data: Json, page: str | None) -> Iterator[MeasureValue]:
    if "sections" in data:
        sections = data["sections"]
    else:
        named = [{**each, "field": name, "label": each["label_de"]} for name, each in data["fields"].items() if each]
        sections = sorted([*named, *data["other"]], key=lambda each: int(each["start"]))
    for each in sections:
        url = passage_address(page, data["document"], each["start"], each["end"])
        yield MeasureValue(**own_values(MeasureValue, each), url=url)
