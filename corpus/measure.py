"""A measure: one entry of a catalogue, as a record with typed fields."""

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Section:
    """A labelled part. `spans` are the parts of the document's text that are content, without boilerplate.

    `field` is one of `FIELDS`, or `letterhead` for a line that isn't searchable.
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
    """Whom to ask about a measure, as far as the source says."""

    name: str | None = None
    role: str | None = None
    salutation: str | None = None
    email: str | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True)
class Figures:
    """Numbers that the source states plainly: places, amounts in euro, durations in months, hours a week."""

    places: int | None = None
    budget_eur: float | None = None
    months: float | None = None
    weekly_hours: float | None = None
    part_time: bool | None = None


@dataclass(frozen=True, slots=True)
class Measure:
    """One entry of a catalogue. What the source doesn't give is None or empty, never guessed.

    `kind` is what the catalogue calls an entry, `catalogue` its name if it has one. `also_in` lists further documents
    that hold the same entry word for word.
    """

    id: str
    title: str
    kind: str
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
    catalogue: str | None = None
    also_in: tuple[str, ...] = ()

    def section(self, *fields: str) -> Section | None:
        """The first section of one of `fields`, in the order of `fields`."""
        found = {section.field: section for section in reversed(self.sections)}
        return next((found[field] for field in fields if field in found), None)


_QUOTED = re.compile(r"[„\"“]([^„“\"”]{2,40})[“\"”]")
_BREAK = re.compile(r"\s[–-]\s|\s?[(=:!;]|–")
_BULLET = "• "
_LONGEST = 60
_LONGEST_TITLE = 100


def short_name(measure: Measure) -> str:
    """A name of 60 characters at most; a long title is cut at a word."""
    title = measure.title.removeprefix(_BULLET).strip()
    if (quoted := _QUOTED.search(title)) and quoted.start() < _LONGEST:
        return quoted.group(1).strip()
    head = _BREAK.split(title, maxsplit=1)[0].strip()
    return head if 1 < len(head) <= _LONGEST else _cut(title or measure.id)


def heading(measure: Measure) -> str:
    """The title as a heading, cut at a word if it is longer than 100 characters."""
    return _cut(measure.title.removeprefix(_BULLET).strip() or measure.id, _LONGEST_TITLE)


def _cut(title: str, most: int = _LONGEST) -> str:
    if len(title) <= most:
        return title
    cut = title.rfind(" ", 0, most)
    return title[: cut if cut > 0 else most].rstrip(" ,;–-") + " …"
