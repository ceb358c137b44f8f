"""A measure: one entry of a catalogue, a record with typed fields."""

from dataclasses import dataclass
from typing import Literal

MeasureKind = Literal["Maßnahme", "Handlungsansatz", "Projekt"]


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled part. `spans` are the parts of the document's text that are content, without boilerplate.

    `field` is a name of `FIELDS`, or `letterhead` for a line that is no text to be found.
    """

    field: str
    label: str
    text: str
    spans: tuple[tuple[int, int], ...]

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Contact:
    """A person who answers for a measure, as far as the source says so."""

    name: str | None = None
    role: str | None = None
    salutation: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers that the source states plainly: amounts in euro, durations in months, hours a week."""

    places: int | None = None
    budget_eur: float | None = None
    months: float | None = None
    weekly_hours: float | None = None
    part_time: bool | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry of a catalogue. What the source doesn't give is None or empty, never guessed."""

    id: str
    title: str
    kind: MeasureKind
    organisation: str | None
    state: str | None
    document: str
    start: int
    end: int
    page: int | None
    contact: Section | None
    contacts: tuple[Contact, ...]
    legal: tuple[str, ...]
    figures: Figures
    sections: tuple[Section, ...]

    def section(self, *fields: str) -> Section | None:
        """The first section of one of `fields`, in the order of `fields`."""
        found = {section.field: section for section in reversed(self.sections)}
        return next((found[field] for field in fields if field in found), None)
