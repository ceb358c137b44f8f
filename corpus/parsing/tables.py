"""Tables: forms of labels and values, entries row by row or column by column, or plain text."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from statistics import fmean

from corpus.blocks import Block, Span
from corpus.parsing.consistency import agreement, titles_likeness
from corpus.parsing.labels import MOST_CHARACTERS, LabelMatch, Labels, normal_label
from corpus.parsing.tokens import Border, Entry, Labelled, Token, Unlabelled

_LABELLED, _SOME, _SURE = 0.5, 0.3, 0.75
_AS_LIKELY = 0.15
_SIDE_BY_SIDE = 2  # columns or rows; with more, values can be compared
_LONGEST_TITLE = 200


def repeated_cells(text: str, blocks: Sequence[Block]) -> frozenset[str]:
    """The short first cells that several tables of a document have, or one has several times: labels stand so."""
    found: dict[str, set[int]] = defaultdict(set)
    tables = 0
    for block in blocks:
        tables += block.kind == "row" and block.opens
        if block.kind == "row" and len(block.cells) > 1:
            cell = normal_label(text[slice(*block.cells[0])])
            is_short = block.cells[0][1] - block.cells[0][0] <= MOST_CHARACTERS
            if cell and is_short and block.cells[1][0] < block.cells[1][1]:
                found[cell].add(tables)
    return frozenset(cell for cell, where in found.items() if len(where) > 1)


def table_tokens(
    text: str, rows: Sequence[Block], labels: Labels, repeated: Container[str] = frozenset()
) -> Iterator[Token]:
    """Yield what a table's rows say. Its first row may be a title; a row that repeats labels begins a new entry.

    First cells that other tables have too, as `repeated` says, are labels, known or not.
    """
    grid = [[_trimmed(text, cell) for cell in row.cells] for row in rows]
    yield Border(rows[0].start)
    banner = _banner(text, rows, grid, labels)
    if banner is not None:
        yield banner
        rows, grid = rows[1:], grid[1:]
    if not rows:
        return
    table = _Table(text, rows, grid, labels, repeated)
    if table.is_ladder():
        yield from table.ladder()
    elif table.is_form():
        yield from table.transposed() if table.has_titles() else table.form()
    elif table.is_list():
        yield from table.entries()
    else:
        yield from (Unlabelled(row.start, row.end, item=True, cells=tuple(row.cells)) for row in rows)


def _overhangs(step: tuple[list[Span], list[Span]]) -> bool:
    """Whether a row holds a value where the one above has no label."""
    labels, values = step
    return any(value[0] < value[1] and label[0] == label[1] for label, value in zip(labels, values, strict=False))


def _trimmed(text: str, cell: Span) -> Span:
    raw = text[slice(*cell)]
    start = cell[0] + len(raw) - len(raw.lstrip())
    return (start, max(start, cell[0] + len(raw.rstrip())))


def _banner(text: str, rows: Sequence[Block], grid: Sequence[list[Span]], labels: Labels) -> Unlabelled | None:
    """The title of a table: a first row with one filled cell that isn't a label."""
    filled = [cell for cell in grid[0] if cell[0] < cell[1]]
    if len(filled) != 1 or (len(grid[0]) < 2 and len(rows) > 1 and len(grid[1]) < 2):
        return None
    words = text[slice(*filled[0])]
    match = labels.match(words)
    if (match and match.field != "title" and match.confidence > _SURE) or len(words) > _LONGEST_TITLE:
        return None
    return Unlabelled(*filled[0], alone=True, bold=True, banner=True)


@dataclass(frozen=True)
class _Table:
    text: str
    rows: Sequence[Block]
    grid: Sequence[list[Span]]
    labels: Labels
    repeated: Container[str]

    def match(self, cell: Span) -> LabelMatch | None:
        words = self.text[slice(*cell)].strip().rstrip(":")
        return self.labels.match_column(words) if words else None

    def _is_label(self, cell: Span) -> bool:
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

    def ladder(self) -> Iterator[Token]:
        """Labels with their values below."""
        for labels, values in zip(self.grid[::2], self.grid[1::2], strict=True):
            for label, value in zip(labels, values, strict=False):
                if label[0] < label[1] and value[0] < value[1]:
                    yield Labelled(*value, label, value, self.match(label))

    def has_titles(self) -> bool:
        """Whether a form sets several entries side by side, rather than labels and values in four columns."""
        return self.width >= 3 and not any(self.known_in_column(column, _SURE) >= _LABELLED for column in (1, 2))

    def form(self) -> Iterator[Token]:
        """Labels and values side by side, in two columns or in four."""
        for row, cells in zip(self.rows, self.grid, strict=True):
            filled = [cell for cell in cells if cell[0] < cell[1]]
            if len(filled) == 1 and not self._is_label(filled[0]):
                yield Unlabelled(*filled[0], alone=True, bold=True, banner=True)
                continue
            columns = range(0, len(cells), 2) if len(cells) % 2 == 0 and len(cells) > 2 else (0,)
            for column in columns:
                label, values = cells[column], cells[column + 1 : column + 2 if len(columns) > 1 else None]
                value = [cell for cell in values if cell[0] < cell[1]]
                if label[0] == label[1]:
                    yield from (Unlabelled(*cell, continues=True) for cell in value)
                elif self.text[slice(*label)].strip():
                    yield from self._labelled(row, label, value)

    def _labelled(self, row: Block, label: Span, value: list[Span]) -> Iterator[Token]:
        end = label[1] - (1 if self.text[label[1] - 1] == ":" else 0)
        match = self.match(label)
        if not value:
            return
        first = value[0]
        if label[1] - label[0] > MOST_CHARACTERS and match is None:
            yield Unlabelled(row.start, row.end)
            return
        yield Labelled(label[0], first[1], (label[0], end), first, match)
        yield from (Unlabelled(*cell, continues=True) for cell in value[1:])

    def transposed(self) -> Iterator[Token]:
        """One entry a column, labels in the first."""
        first = self.grid[0]
        titled = not (match := self.match(first[0])) or match.field == "title"
        for column in range(1, self.width):
            title = first[column] if titled and column < len(first) else None
            cells = [(row[0], row[column]) for row in self.grid[1 if titled else 0 :] if column < len(row)]
            pairs = tuple(
                Labelled(*value, label, value, self.match(label))
                for label, value in cells
                if value[0] < value[1] and label[0] < label[1]
            )
            if pairs and title and title[0] < title[1]:
                yield Entry(title[0], pairs[-1].end, title, pairs)

    def entries(self) -> Iterator[Token]:
        """One entry a row below the header; a row without a title goes on with the entry above it."""
        header = self.grid[0]
        matches = [self.match(cell) for cell in header]
        body = [
            (row, cells)
            for row, cells in zip(self.rows[1:], self.grid[1:], strict=True)
            if not (row.header and self._repeats(cells, header))
        ]
        column = self._title_column(matches, [cells for _, cells in body])
        waiting: list[tuple[Block, Span, list[Labelled]]] = []
        for row, cells in body:
            pairs = [
                Labelled(*cell, header[place], cell, matches[place])
                for place, cell in enumerate(cells)
                if place < len(header) and place != column and cell[0] < cell[1] and header[place][0] < header[place][1]
            ]
            title = cells[column] if column is not None and column < len(cells) else (row.start, row.start)
            if title[0] < title[1] and not pairs and waiting:
                yield from self._rows(waiting)
                waiting = []
                yield Unlabelled(*title, alone=True)
            elif title[0] < title[1]:
                waiting.append((row, title, pairs))
            elif waiting and pairs:
                waiting[-1][2].extend(pairs)
        yield from self._rows(waiting)

    def _rows(self, waiting: list[tuple[Block, Span, list[Labelled]]]) -> Iterator[Token]:
        for row, title, pairs in waiting:
            yield Entry(row.start, max(row.end, *(pair.end for pair in pairs), 0), title, tuple(pairs))

    def _repeats(self, cells: Sequence[Span], header: Sequence[Span]) -> bool:
        """Whether a row is the header again, as on the next page."""
        return [self.text[slice(*cell)] for cell in cells] == [self.text[slice(*cell)] for cell in header]

    def _title_column(self, matches: Sequence[LabelMatch | None], body: Sequence[list[Span]]) -> int | None:
        """The column whose values look most like titles, the first of those that do equally."""
        likeness = [
            titles_likeness([self.text[slice(*cells[place])] for cells in body if place < len(cells)], match)
            for place, match in enumerate(matches)
        ]
        best = max(likeness, default=0.0)
        return next((place for place, like in enumerate(likeness) if like >= best - _AS_LIKELY), None) if best else None
