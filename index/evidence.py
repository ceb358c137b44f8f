"""Words of the source that speak for or against a measure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """`quote` is the cleaned text of `[start, end)` in the measure's document, `field` says its place."""

    field: str
    quote: str
    start: int
    end: int
