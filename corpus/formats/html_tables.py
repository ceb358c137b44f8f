"""Tables of web pages: cells that cover several columns or rows, titles and header rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.formats.content import Unreadable
from corpus.formats.pieces import Cell, Piece, table

_MOST_COLUMNS = 1000  # as in browsers
_MOST_REPEATED = 1_000_000  # characters that cells which cover rows add to a table, and cells


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell as it stands in the page; `heads` says that it is a header cell, `th`."""

    pieces: Cell
    columns: int = 1
    rows: int = 1
    heads: bool = False

    @property
    def is_text(self) -> bool:
        """Whether it holds nothing that makes a table mere layout."""
        return all(piece.kind in ("paragraph", "item") for piece in self.pieces)

    @property
    def is_bold(self) -> bool:
        """Whether all its words are."""
        return all(piece.lead >= len(piece.text) > 0 for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row as it stands in the page; `heads` says that it stands in the header, `thead`."""

    cells: Sequence[TableCell]
    heads: bool = False


def span_of(value: str | None) -> int:
    """How many columns or rows an attribute `colspan` or `rowspan` says; 0 means the rest of the table."""
    if value is None or not value.strip().isdecimal():
        return 1
    return min(int(value.strip()[:6]), 65_534) or 65_534


def table_pieces(rows: Sequence[TableRow]) -> list[Piece]:
    """Make rows with one cell a column: what covers columns fills the first, what covers rows is repeated.

    A first row that is one cell over all columns is the table's title, a paragraph. Raises Unreadable if repeating
    takes too much room.
    """
    width = max((len(row.cells) for row in rows), default=0)
    title: list[Piece] = []
    while width > 1 and rows and len(rows[0].cells) == 1 and rows[0].cells[0].columns >= width:
        cell = rows[0].cells[0]
        title += [replace(piece, lead=len(piece.text)) if cell.heads else piece for piece in cell.pieces]
        rows = rows[1:]
    return title + table(_grid(rows, crossed=_is_cross(rows)), _header_height(rows))


def _header_height(rows: Sequence[TableRow]) -> int:
    """How many rows head the others: those in `thead`, else those of header cells only, else a first one in bold."""
    marked = next((place for place, row in enumerate(rows) if not row.heads), len(rows))
    if marked:
        return marked
    titled = next((place for place, row in enumerate(rows) if not _is_header(row)), 0)
    if titled or len(rows) < 2:
        return titled
    return int(_is_bold(rows[0]) and not _is_bold(rows[1]))


def _is_cross(rows: Sequence[TableRow]) -> bool:
    """Whether columns and rows are named: header cells above and at the left, and nothing in the corner."""
    if len(rows) < 2 or len(rows[0].cells) < 2:
        return False
    corner, *names = rows[0].cells
    return (
        not corner.pieces
        and all(cell.heads for cell in names)
        and all(row.cells and row.cells[0].heads for row in rows[1:])
    )


def _is_header(row: TableRow) -> bool:
    return len(row.cells) > 1 and all(cell.heads for cell in row.cells)


def _is_bold(row: TableRow) -> bool:
    return sum(bool(cell.pieces) for cell in row.cells) > 1 and all(cell.is_bold for cell in row.cells)


def _grid(rows: Iterable[TableRow], *, crossed: bool) -> list[list[Cell]]:
    """Rows of equal length; columns to the right in which no cell begins are left out.

    Where columns are what is compared (`crossed`), a cell over several is said of each.
    """
    made: list[list[Cell]] = []
    above: dict[int, tuple[Cell, int]] = {}  # by column, what covers it and how many more rows
    repeated = width = 0
    for row in rows:
        line: dict[int, Cell] = {}
        for column, (pieces, left) in list(above.items()):
            line[column] = pieces
            repeated += 1 + sum(len(piece.words) for piece in pieces)
            above[column] = (pieces, left - 1)
            if left == 1:
                del above[column]
        column = 0
        for cell in row.cells:
            while column in line:
                column += 1
            width = max(width, column + 1)
            for place in range(column, min(column + max(1, cell.columns), max(_MOST_COLUMNS, column + 1))):
                if place > column and place in line:
                    break
                line[place] = cell.pieces if place == column or (crossed and cell.is_text) else ()
                if cell.rows > 1:
                    above[place] = (line[place] if cell.is_text else (), cell.rows - 1)
            repeated += cell.columns
            column += 1
        if repeated > _MOST_REPEATED:
            raise Unreadable("a table repeats its cells too often, over many columns or rows")
        made.append([line.get(column, ()) for column in range(max(line, default=-1) + 1)])
    return [[*row[:width], *[()] * (width - len(row))] for row in made]
