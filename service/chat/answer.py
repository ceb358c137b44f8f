"""An answer made of quotes: what the program says itself, and what the source says, each quote with its citation."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Literal

from retriever.criteria.criterion import Group, Verdict
from retriever.result import MeasureHit, Passage, SearchResult

_OfMeasures = Literal["measures", "list", "criteria"]
Kind = Literal[_OfMeasures, "value", "table", "comparison", "decision", "nothing", "talk"]


@dataclass(frozen=True, slots=True)
class Quoted:
    """The words of citation `number`. `cut` tells that the sentence goes on."""

    text: str
    number: int
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """A numbered passage; cleaning its span gives exactly its text."""

    number: int
    passage: Passage


@dataclass(frozen=True, slots=True)
class Fit:
    """How a measure stands to what was stated in `words`, with the quote that decides, if there is one."""

    verdict: Verdict
    words: str
    quoted: Quoted | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What the source says about one measure, or in one document; `id` is that of the one or the other.

    `fits` tell how a measure stands to what was stated of a client, by verdict, and `group` what follows from that.
    `label` names what was asked for, if something was; `silent` is said where the source says nothing of it. Measures
    are `numbered`, so that one can be asked for by its place.
    """

    id: str
    title: str
    origin: str
    quotes: tuple[Quoted, ...]
    fits: tuple[Fit, ...] = ()
    group: Group | None = None
    label: str | None = None
    silent: str | None = None
    numbered: bool = True


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: quotes, or the program's words where there are none."""

    quotes: tuple[Quoted, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A head, and rows of the same length."""

    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """`opening` is read first, `remarks` last; both are the program's words. `result` is the search behind it.

    `further` are measures that the answer doesn't tell of though their sources speak to much of what was stated of a
    client. `asks_back` tells that the question names no measure, so that one of `measures` is to be chosen.
    `preface` stands before all of it, also before what a model writes in place of the opening and the quotes.
    `language` is that of the program's words; quotes are in the source's.
    """

    kind: Kind
    language: str
    question: str
    rewritten: bool
    answerable: bool
    opening: tuple[str, ...]
    items: tuple[Item, ...] = ()
    table: Table | None = None
    remarks: tuple[str, ...] = ()
    citations: tuple[Citation, ...] = ()
    measures: tuple[MeasureHit, ...] = ()
    suggestions: tuple[str, ...] = ()
    result: SearchResult | None = None
    preface: tuple[str, ...] = ()
    further: tuple[MeasureHit, ...] = ()
    asks_back: bool = False


def merged_items(items: Iterable[Item]) -> list[Item]:
    """Return items about the same measure, or from the same document, as one."""
    merged: dict[str, Item] = {}
    for item in items:
        earlier = merged.get(item.id)
        merged[item.id] = replace(earlier, quotes=earlier.quotes + item.quotes) if earlier else item
    return list(merged.values())


def by_verdicts(fits: Iterable[Fit]) -> Iterator[tuple[Verdict, list[Fit]]]:
    """Yield the verdicts of a measure in order, each with what it is on."""
    for verdict, members in groupby(fits, key=lambda fit: fit.verdict):
        yield verdict, list(members)


def has_headings(items: Sequence[Item]) -> bool:
    """Return whether the groups of items are named: not where all fit best."""
    return {item.group for item in items if item.numbered} - {None} not in (set(), {"best"})
