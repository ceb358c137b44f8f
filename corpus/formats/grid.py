"""Tables with merged cells, as rows with one cell a column."""

from collections.abc import Sequence

from corpus.formats.pieces import Cell, Piece, table

MOST_COLUMNS = 64
"""As many as Word allows; a file may claim any number."""

Row = Sequence[Cell | None]
"""Cells by column; None stands where the cell before it reaches over one more column."""

DATA_COLUMNS = 3
"""As many has a table of data at least; one of two columns may be a form, with labels on the left."""

_LINES_OF_A_LABEL = 2


def merged_table(rows: Sequence[Row], headers: int = 0) -> list[Piece]:
    """Make the pieces of a table; its first `headers` rows are marked as its header.

    A single row whose cells hold labelled paragraphs, or more than a label in front, is text set in columns.
    """
    cells = _aligned(rows)
    if len(cells) == 1 and _is_layout(cells[0]):
        return [piece for cell in cells[0] for piece in cell]
    return table(cells, headers or int(_begins_with_header(cells)))


def _begins_with_header(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether the first row is in bold, as only a header is, and the table too wide to be a form."""
    if len(rows) < 2 or len(rows[0]) < DATA_COLUMNS:
        return False
    bold = [[all(piece.lead >= len(piece.text) for piece in cell) for cell in row if cell] for row in rows[:2]]
    return len(bold[0]) > 1 and all(bold[0]) and not any(bold[1])


def _is_layout(cells: Sequence[Cell]) -> bool:
    labelled = any(sum(piece.lead > 0 for piece in cell) > 1 for cell in cells)
    return labelled or any(len(cell) > _LINES_OF_A_LABEL for cell in cells[:1])


def _aligned(rows: Sequence[Row]) -> list[list[Cell]]:
    """Rows of equal length, without columns in which no cell begins.

    Where more columns are left than any row has cells, borders were shifted from row to row, so that columns mean
    nothing: then the cells of a row follow each other.
    """
    widest = max((sum(cell is not None for cell in row) for row in rows), default=0)
    begun = sorted({column for row in rows for column, cell in enumerate(row) if cell is not None})
    if len(begun) > widest:
        kept = [[cell for cell in row if cell is not None] for row in rows]
    else:
        kept = [[row[column] or () for column in begun if column < len(row)] for row in rows]
    return [[*row, *[()] * (widest - len(row))] for row in kept]
