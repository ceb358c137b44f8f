"""A figure: a value that a measure states, with its unit, bounds, what it is counted by, and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from corpus.text.lexicon import word_table

YES = "yes"
"""The unit of what is so (1) or isn't (0)."""
NAMED = "name"
"""The unit of what is named rather than counted."""


@dataclass(frozen=True, slots=True)
class Figure:
    """`document.text[start:end]` says that a measure's `field` is at least `low` and at most `high`.

    An open end is None. Dates are days as `date.toordinal` counts them. What is named has neither, but a `text`.
    `basis` says by what it is counted (`year`, `head`, `month`, ...); it is empty for the whole. A value that follows
    from the entry's place in the catalogue rather than from words of its own has an empty span.
    """

    measure: str
    field: str
    unit: str
    low: float | None = None
    high: float | None = None
    text: str = ""
    basis: tuple[str, ...] = ()
    section: str = "text"
    start: int = 0
    end: int = 0


@cache
def figure_units() -> Mapping[str, str]:
    """Return the unit of each field of figures, in the order in which fields are listed."""
    return MappingProxyType({field: unit for field, unit, _ in word_table("figure_fields.tsv")})
