"""The shape of a table: where its labels stand, and whether its entries are rows or columns."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from statistics import fmean

from corpus.blocks import Block, Span
from corpus.parsing.consistency import agreement
from corpus.parsing.labels import LabelMatch, Labels, normal_label

_LABELLED, _SOME, _SURE = 0.5, 0.3, 0.75
_SIDE_BY_SIDE = 2  # columns or rows; with more, values can be compared


@dataclass(frozen=True)
class TableShape:
    """A table of a document: its `rows`, their trimmed cells as `grid`, and the first cells that others have, too."""

    text: str
    rows: Sequence[Block]
    grid: Sequence[list[Span]]
    labels: Labels
    repeated: Container[str]

    def match(self, cell: Span) -> LabelMatch | None:
        """Find the field that a cell names; None if it is no known label."""
        words = self.text[slice(*cell)].strip().rstrip(":")
        return self.labels.match_column(words) if words else None

    def is_label(self, cell: Span) -> bool:
        """Whether a cell is a label for certain, or one that other tables have too."""
        match = self.match(cell)
        return match is not None and (match.confidence >= _SURE or self._is_repeated(cell))

    def known_in_column(self, column: int, least: float = 0.0) -> float:
        """The share of a column's filled cells that are labels, with a confidence of `least` or more, or repeat.

        Below a header what repeats is none.
        """
        may_repeat = column == 0 and (self.width == 2 or self.known_in_row(0) < _LABELLED)
        cells = [row[column] for row in self.grid if column < len(row) and row[column][0] < row[column][1]]
        known = sum(1 for cell in cells if self._matches(cell, least) or (may_repeat and self._is_repeated(cell)))
        return known / len(cells) if cells else 0.0

    def _matches(self, cell: Span, least: float) -> bool:
        match = self.match(cell)
        return match is not None and match.confidence >= least

    def _is_repeated(self, cell: Span) -> bool:
        return normal_label(self.text[slice(*cell)]) in self.repeated

    def known_in_row(self, row: int, least: float = 0.0) -> float:
        """The share of a row's filled cells that are known labels, with a confidence of `least` or more."""
        cells = [cell for cell in self.grid[row] if cell[0] < cell[1]]
        return sum(self._matches(cell, least) for cell in cells) / len(cells) if cells else 0.0

    @property
    def width(self) -> int:
        """The most cells of a row."""
        return max(map(len, self.grid))

    @cached_property
    def _entries_are_rows(self) -> bool:
        """Whether known labels stand above rather than at the left, and values are more alike below each other."""
        rows, columns = self.known_in_row(0), self.known_in_column(0)
        if self.width > _SIDE_BY_SIDE and len(self.grid) > _SIDE_BY_SIDE:
            texts = [[self.text[slice(*cell)] for cell in row[1:]] for row in self.grid[1:]]
            rows += fmean(map(agreement, zip_longest(*texts, fillvalue="")))
            columns += fmean(map(agreement, texts))
        return rows > columns

    def is_form(self) -> bool:
        """Whether the first column holds labels."""
        if self.width < 2 or (self._entries_are_rows and self.is_list()):
            return False
        return self.is_cross() or self.known_in_column(0) >= _LABELLED

    def is_cross(self) -> bool:
        """Whether the first row names what the columns are, the first column what the rows are: no cell does both."""
        corner, names = self.grid[0][0], self.grid[0][1:]
        filled = all(cell[0] < cell[1] for cell in names)
        return (
            corner[0] == corner[1] and filled and not self.known_in_row(0, _SURE) and self.known_in_column(0) >= _SOME
        )

    def is_list(self) -> bool:
        """Whether the first row is a header below which every row may be an entry."""
        if len(self.grid) < 2 or self.width < 2:
            return False
        fields = {match.field for cell in self.grid[0] if (match := self.match(cell))}
        marked = self.rows[0].header and not self.rows[-1].header
        return len(fields) >= 2 and (self.known_in_row(0) >= _LABELLED or marked or len(fields) >= 3)

    def is_turned_ladder(self) -> bool:
        """Whether rows of values and rows of their labels, below them, take turns."""
        if len(self.grid) < 2 or len(self.grid) % 2 or self.width < 2:
            return False
        values, labels = self.grid[::2], self.grid[1::2]
        if any(map(_overhangs, zip(labels, values, strict=True))):
            return False
        if all(self._is_repeated(row[0]) for row in labels):
            return not any(self._is_repeated(row[0]) for row in values)
        above, below = (max(map(self.known_in_row, range(first, len(self.grid), 2))) for first in (0, 1))
        certain = min(self.known_in_row(row, _SURE) for row in range(1, len(self.grid), 2))
        return certain >= _LABELLED and above < min(_LABELLED, below)

    def is_ladder(self) -> bool:
        """Whether rows of labels and rows of their values take turns."""
        if len(self.grid) < 2 or len(self.grid) % 2 or self.width < 2:
            return False
        steps = list(zip(self.grid[::2], self.grid[1::2], strict=True))
        if len(steps) == 1 and any((match := self.match(cell)) and match.field == "title" for cell in steps[0][0]):
            return False
        sure = [self.known_in_row(row, _SURE) for row in range(len(self.grid))]
        if max(sure[1::2]) >= _LABELLED or any(map(_overhangs, steps)):
            return False
        return min(sure[::2]) >= _LABELLED and (min(sure[::2]) > _LABELLED or not self._repeats_first_cells())

    def _repeats_first_cells(self) -> bool:
        """Whether most first cells stand in other tables too, as the labels of forms do."""
        firsts = [row[0] for row in self.grid if row[0][0] < row[0][1]]
        return sum(map(self._is_repeated, firsts)) > _LABELLED * len(firsts)

    def has_titles(self) -> bool:
        """Whether a form sets several entries side by side, rather than labels and values in four columns."""
        return self.width >= 3 and not any(self.known_in_column(column, _SURE) >= _LABELLED for column in (1, 2))


def _overhangs(step: tuple[list[Span], list[Span]]) -> bool:
    """Whether a row holds a value where the one above has no label."""
    labels, values = step
    return any(value[0] < value[1] and label[0] == label[1] for label, value in zip(labels, values, strict=False))
