"""The tables in a grid of cells: titles above, header, rows with sections between them, notes below."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from corpus.formats.content import Notice
from corpus.formats.header_rows import LOOKED_AT, GridRow, column_labels, header_height, names_its_rows, stands_out
from corpus.formats.pieces import Piece, pieces

_SECTION_LEVEL = 2  # below a sheet's name
_LONGEST_SECTION = 120
_WIDE = 3  # columns, from which a row with a single cell is no entry
_NARROW_ROWS = 4  # at most so many rows of a few cells stand above a wide table
_SPARSE = 0.5
_NOTE = re.compile(r"[^:]{1,40}:\s*\S|[#*¹²³]|\d{1,2}\)|[^.!?;]*[.!?;]+$")  # a sentence is none either
_SUM = re.compile(r"(?:gesamt|insgesamt|summe|total)(?:summe)?\b", re.IGNORECASE)


@dataclass(slots=True)
class _Table:
    """A table that is being read; `entries` are rows of cells, and pieces that stand between them."""

    header: Sequence[GridRow]
    columns: set[int]
    entries: list[tuple[str, ...] | Piece] = field(default_factory=list)
    width: int = 0

    def made(self) -> list[Piece]:
        """Its pieces; columns without a cell are dropped, and a table of one column is no table.

        What stands between rows ends a table: the next row opens another one, below the same header.
        """
        columns = sorted(self.columns)
        labels = [self._row(column_labels(self.header), columns, header=True)] if self.header else []
        made: list[Piece] = []
        inside = False
        for entry in self.entries:
            if isinstance(entry, Piece):
                made.append(entry)
            elif len(columns) == 1:
                made += pieces("paragraph", entry[columns[0]])
            else:
                rows = [*(labels if not inside else ()), self._row(entry, columns)]
                made += [replace(rows[0], opens=not inside), *rows[1:]]
            inside = not isinstance(entry, Piece)
        return made or labels

    def _row(self, texts: Sequence[str], columns: Sequence[int], *, header: bool = False) -> Piece:
        cells = (texts[column] if column < len(texts) else "" for column in columns)
        return Piece("row", cells=tuple(cell.replace("\t", " ") for cell in cells), header=header)


class CellGrid:
    """Rows of one sheet or file. `header_rows`, where given, is how many rows head each table.

    `pieces` are paragraphs, headings of sections and the rows of tables, in order.
    """

    def __init__(self, rows: Sequence[GridRow], header_rows: int | None = None) -> None:
        self._rows = [row for row in rows if row.filled]
        self._header_rows = header_rows
        self._starts = self._table_starts()
        self._body = next((at for at in range(len(self._rows), 0, -1) if not _is_note(self._rows[at - 1])), 0)
        self.notices: list[Notice] = []
        self.pieces = self._made()

    def _made(self) -> list[Piece]:
        made: list[Piece] = []
        titles: list[int] = []  # pieces that stand directly above a table
        place = tables = 0
        while place < len(self._rows):
            start = self._starts[place]
            for row in self._rows[place:start]:
                made += _paragraphs(row)
            if start == len(self._rows):
                break
            if start > place and _is_section(made[-1].text):
                titles.append(len(made) - 1)
            table, place, repeats = self._table(start)
            made += table
            tables += repeats
        if tables > 1:
            for at in titles:
                made[at] = replace(made[at], kind="heading", level=_SECTION_LEVEL, text=" ".join(made[at].text.split()))
        return made

    def _table_starts(self) -> list[int]:
        """Where the first table from each row on begins; what stands before it are titles."""
        starts = [len(self._rows)]
        for place in reversed(range(len(self._rows))):
            starts.append(starts[-1] if self._is_title(place) else place)
        return starts[::-1]

    def _is_title(self, place: int) -> bool:
        row, after = self._rows[place], self._rows[place + 1 : place + 1 + _NARROW_ROWS]
        widest = max((len(other.filled) for other in after), default=1)
        if len(row.filled) == 1 and (self._header_rows is not None or not after or len(after[0].filled) == 1):
            return True
        sparse = len(row.filled) == 1 or (len(row.filled) <= _SPARSE * widest and self._header_rows is None)
        return sparse and header_height(self._segment(place)) < 2

    def _segment(self, place: int) -> Sequence[GridRow]:
        """The rows from `place` on down to an empty row, which is allowed below the first one."""
        end = place + 1
        while end < min(len(self._rows), place + LOOKED_AT) and (end == place + 1 or not self._gap(end)):
            end += 1
        return self._rows[place:end]

    def _gap(self, place: int) -> bool:
        return self._rows[place].number > self._rows[place - 1].number + 1

    def _table(self, start: int) -> tuple[list[Piece], int, int]:
        """The pieces of the table that begins there, where it ends, and how often its header is printed."""
        segment = self._segment(start)
        height = header_height(segment) if self._header_rows is None else self._header_rows
        if not height and self._header_rows is None and len(segment) > 1 and not names_its_rows(segment):
            self.notices.append(Notice("no_header_row", {"row": segment[0].number}))
        header = self._rows[start : start + height]
        table = _Table(header, {column for row in header for column in row.filled})
        table.width = max(len(row.filled) for row in segment)
        known = {row.cells for row in header}
        place, printed = start + height, 1
        while place < len(self._rows) and not self._ends(place, table):
            row = self._rows[place]
            if row.cells in known:
                printed += row.cells == header[-1].cells
            else:
                self._add(table, place)
            place += 1
        return table.made(), place, printed

    def _ends(self, place: int, table: _Table) -> bool:
        """Whether another table, with titles or without, begins at this row."""
        first = self._starts[place]
        if first == len(self._rows) or not table.entries or not (self._gap(place) or self._gap(first)):
            return False
        segment = self._segment(first)
        height = header_height(segment)
        if not height or any(row.cells == segment[0].cells for row in table.header):
            return False
        other = {column for row in segment for column in row.filled}
        return (
            stands_out(segment[0], segment[height:])
            or not other <= table.columns
            or len(other) <= _SPARSE * len(table.columns)
        )

    def _add(self, table: _Table, place: int) -> None:
        """Add a row to its table: as cells, as the heading of a section, or as a note."""
        row = self._rows[place]
        at, text = row.filled[0], row.cells[row.filled[0]]
        alone = len(row.filled) == 1 and table.width >= _WIDE and (at <= min(table.columns, default=at))
        if place >= self._body or (place + 1 == self._body and _SUM.match(text)) or (alone and not _is_section(text)):
            table.entries += _paragraphs(row)
        elif alone:
            table.entries += pieces("heading", text, level=_SECTION_LEVEL)
        else:
            table.columns.update(row.filled)
            table.entries.append(row.cells)


def _is_section(text: str) -> bool:
    return len(text) <= _LONGEST_SECTION and not _NOTE.match(text)


def _is_note(row: GridRow) -> bool:
    """Whether a row at the end isn't an entry: one cell, or `Stand:` and a date."""
    return len(row.filled) == 1 or (len(row.filled) == 2 and row.cells[row.filled[0]].endswith(":"))


def _paragraphs(row: GridRow) -> list[Piece]:
    """The cells of a row as paragraphs; a label goes with its value, and a sum with its figures."""
    texts: list[str] = []
    for column in row.filled:
        if texts and (texts[-1].endswith(":") or _SUM.match(texts[0])):
            texts[-1] += f" {row.cells[column]}"
        else:
            texts.append(row.cells[column])
    return [piece for text in texts for piece in pieces("paragraph", text)]
