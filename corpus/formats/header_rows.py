"""Header rows of a table, found by what stands in them: short, different labels over rows of another shape."""

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from corpus.parsing.labels import match_label

_LONGEST_LABEL = 80
_MOST_VALUES = 0.2  # of a header's cells may look like values: "1. Ansprechpartner"
_LEAST_COVER = 0.6  # of the columns below have a label
LOOKED_AT = 50
"""Rows from which a header is told; more make no difference."""

# A number, date, sum, paragraph or telephone number first, or an address of the Internet.
_VALUE = re.compile(
    r"(?:(?:ca\.?|ab|bis|max\.?|mind\.?|rund|etwa|je|from|up to)\s)?(?:EUR|CHF|Art\.?)?[\s€$£§(+<>≤≥~±–-]{0,4}\d"
    r"|https?://|www\.|[^\s@]+@[^\s@]+$",
    re.IGNORECASE,
)
_ANSWER = re.compile(r"(?:ja|nein|yes|no|x|[✓✔✗✘☐☑☒–-])", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_NO_GROUP = re.compile(r"[\d:]")  # "Stand: 01.03.2025" beside a title isn't a label over columns


@dataclass(frozen=True, slots=True)
class GridRow:
    """A row with its number in the file, from 1, its tidied cells, and how many columns its merged cells cover.

    A cell that covers columns stands in the first of them; one that covers rows stands in each.
    """

    number: int
    cells: tuple[str, ...]
    spans: Mapping[int, int] = field(default_factory=dict)

    @property
    def filled(self) -> list[int]:
        """The columns that hold something."""
        return [column for column, text in enumerate(self.cells) if text]

    def cell(self, column: int) -> str:
        return self.cells[column] if column < len(self.cells) else ""


def header_height(rows: Sequence[GridRow]) -> int:
    """How many of the first rows are the header of the rows below them: 0, 1 or 2."""
    rows = rows[:LOOKED_AT]
    printed = [row.cells for row in rows[:2]]  # on each page again
    body = [row for row in rows[2:] if row.cells not in printed]
    if len(rows) < 2 or names_its_rows(rows):
        return 0
    if body and _are_two(rows[0], rows[1], body):
        return 2
    return int(_is_header(column_labels(rows[:1]), [rows[1], *body]))


def column_labels(rows: Sequence[GridRow]) -> tuple[str, ...]:
    """One label a column: `Kosten – Betrag` below a cell that covers several columns.

    Without merged cells, a label of an upper row reaches over the empty cells to its right that have one below.
    """
    spread = [_spread(row, below) for row, below in zip(rows, (*rows[1:], None), strict=True)]
    labels = []
    for column in range(max((len(row.cells) for row in rows), default=0)):
        parts = dict.fromkeys(filter(None, (cells.get(column) for cells in spread)))
        labels.append(" – ".join(" ".join(part.split()) for part in parts))
    return tuple(labels)


def _spread(row: GridRow, below: GridRow | None) -> dict[int, str]:
    """The label of each column in one row."""
    spread: dict[int, str] = {}
    for column in row.filled:
        spread |= dict.fromkeys(range(column, column + row.spans.get(column, 1)), row.cells[column])
    if below is not None and not row.spans:
        held = ""
        for column in range(len(below.cells)):
            held = row.cell(column) or (held if below.cell(column) else "")
            if held:
                spread[column] = held
    return spread


def _are_two(first: GridRow, second: GridRow, body: Sequence[GridRow]) -> bool:
    """Whether labels of the first row cover several columns with labels of their own in the second row."""
    lower = second.filled
    texts = [row.cells[column] for row in (first, second) for column in row.filled]
    if not (_covers(first, second) if first.spans else _leaves_room(first, second, body)):
        return False
    if any(map(_is_value, texts)) or any(second.cells[column] in _column(body, column) for column in lower):
        return False
    return _is_header(column_labels((first, second)), body)


def _covers(first: GridRow, second: GridRow) -> bool:
    if first.filled == second.filled[:1]:
        return False  # a single cell at the left is a title
    return any(
        second.cell(column + step) not in ("", first.cells[column])
        for column, width in first.spans.items()
        for step in range(width if width > 1 else 0)
    )


def _leaves_room(first: GridRow, second: GridRow, body: Sequence[GridRow]) -> bool:
    """The same without merged cells: the first row has gaps that the second fills."""
    upper, lower = first.filled, second.filled
    if len(upper) < 2 or not set(lower) - set(upper) or any(_NO_GROUP.search(first.cells[at]) for at in upper):
        return False
    return len(upper) <= _LEAST_COVER * len(lower) or (lower[0] > upper[0] and _cover({*upper, *lower}, body))


def _is_header(labels: Sequence[str], body: Sequence[GridRow]) -> bool:
    named = {column: label for column, label in enumerate(labels) if label}
    values = [label for label in named.values() if _is_value(label)]
    years = all(map(_YEAR.fullmatch, values)) and len(set(values)) == len(values) < len(named)
    return (
        len(named) > 1
        and _cover(named, body)
        and max(map(len, named.values())) <= _LONGEST_LABEL
        and len({label.casefold() for label in named.values()}) >= len(named) - _repeated(labels)
        and (years or len(values) <= _MOST_VALUES * len(named))
        and not any(label in _column(body, column) for column, label in named.items())
    )


def _repeated(labels: Sequence[str]) -> int:
    """How many labels repeat their left neighbour, as a merged cell does."""
    return sum(bool(label) and label == before for before, label in itertools.pairwise(labels))


def _cover(columns: Iterable[int], body: Sequence[GridRow]) -> bool:
    typical = median(len(row.filled) for row in body)
    return len(set(columns)) >= _LEAST_COVER * typical


def _column(body: Sequence[GridRow], column: int) -> list[str]:
    return [row.cell(column) for row in body]


def _is_value(text: str) -> bool:
    return bool(_VALUE.match(text) or _ANSWER.fullmatch(text))


def stands_out(row: GridRow, body: Sequence[GridRow]) -> bool:
    """Whether a row is surely a header: known labels, or none of the values that fill the columns below it."""
    if _share_known(row.cells[column] for column in row.filled) >= 0.5:
        return True
    valued = []
    for column in row.filled:
        below = Counter(_is_value(text) for text in _column(body[:LOOKED_AT], column) if text)
        if below[True] > below[False]:
            valued.append(_is_value(row.cells[column]))
    return len(valued) > 1 and not any(valued)


def names_its_rows(rows: Sequence[GridRow]) -> bool:
    """Whether the labels stand in the first column, one a row, as they do in a form and a turned table."""
    first = [row.cells[row.filled[0]] for row in rows if row.filled]
    return (
        len(set(first)) == len(first) >= 2
        and min(_share_known(first), _share_known(first[2:] or first)) >= 0.5  # two rows may be a header
        and _share_known(rows[0].cells[column] for column in rows[0].filled[1:]) < 0.5
    )


def _share_known(texts: Iterable[str]) -> float:
    found = [len(text) <= _LONGEST_LABEL and (text.endswith(":") or match_label(text) is not None) for text in texts]
    return sum(found) / len(found) if found else 0.0
