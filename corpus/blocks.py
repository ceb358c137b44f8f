"""Blocks: what a document is made of, as spans of its text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
"""Where something begins and ends in a document's text: `[start, end)`."""


BlockKind = Literal["heading", "paragraph", "item", "row", "pair", "record"]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a document; `text[start:end]` are its words, without the marks of headings and list items.

    `row` is a row of a table, with one span a cell, empty ones included; `opens` marks a table's first row, `header`
    a row that its format marks as the header. `pair` is a label and its value, which are its two cells; `opens` marks
    the first of a list. `record` holds nothing and says that what follows, up to the next one, is one entry if it has
    labels of one; `header` says that it has a title and labels.
    `level` is a heading's, from 1. `lead` counts the characters in bold at the start of a paragraph or item.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    lead: int = 0
    cells: tuple[Span, ...] = ()
    opens: bool = False
    header: bool = False


def lies_in(place: int, spans: Sequence[Span]) -> bool:
    """Return whether a place lies in one of some spans."""
    return any(start <= place < end for start, end in spans)


def overlaps(start: int, end: int, spans: Sequence[Span]) -> bool:
    """Return whether the span from `start` to `end` shares a character with one of some others."""
    return any(start < last and first < end for first, last in spans)
