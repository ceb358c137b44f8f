"""Tables: forms of labels and values, entries row by row or column by column, or plain text."""

from collections import defaultdict
from collections.abc import Container, Iterator, Sequence

from corpus.blocks import Block, Span
from corpus.parsing.consistency import titles_likeness
from corpus.parsing.labels import MOST_CHARACTERS, LabelMatch, Labels, normal_label
from corpus.parsing.table_shape import TableShape
from corpus.parsing.tokens import Border, Entry, Labelled, Token, Unlabelled

_SURE = 0.75
_AS_LIKELY = 0.15
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
        yield from table.ladder(table.grid[::2], table.grid[1::2])
    elif table.is_turned_ladder():
        yield from table.ladder(table.grid[1::2], table.grid[::2])
    elif table.is_form():
        yield from table.transposed() if table.has_titles() else table.form()
    elif table.is_list():
        yield from table.entries()
    else:
        yield from (Unlabelled(row.start, row.end, item=True, cells=tuple(row.cells)) for row in rows)


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


class _Table(TableShape):
    """A table and what its rows say."""

    def ladder(self, above: Sequence[list[Span]], below: Sequence[list[Span]]) -> Iterator[Token]:
        """Rows of labels, each with a row of their values."""
        for labels, values in zip(above, below, strict=True):
            for label, value in zip(labels, values, strict=False):
                if label[0] < label[1] and value[0] < value[1]:
                    yield Labelled(*value, label, value, self.match(label))

    def form(self) -> Iterator[Token]:
        """Labels and values side by side, in two columns or in four."""
        for row, cells in zip(self.rows, self.grid, strict=True):
            filled = [cell for cell in cells if cell[0] < cell[1]]
            if len(filled) == 1 and not self.is_label(filled[0]):
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
