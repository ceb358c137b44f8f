"""Grids and rows of a page become rows of a table."""

from collections.abc import Sequence
from functools import reduce
from itertools import pairwise

from corpus.formats.pdf_grids import Grid
from corpus.formats.pdf_headings import Scale
from corpus.formats.pdf_layers import Layer, Strip, joined
from corpus.formats.pdf_marks import lines_of
from corpus.formats.pdf_paragraphs import Margin, margin_of, pieces_of
from corpus.formats.pdf_rows import Cells, Columns, rows_by_beginning, rows_by_distance
from corpus.formats.pdf_tabular import is_table
from corpus.formats.pieces import Piece, table

_FEW_ROWS = 3
_MOST_REPEATED = 200  # characters
_SAME_LINE, _WRAPPED = 0.3, 1.4  # ems


def table_of(rows: Sequence[Cells], scale: Scale) -> list[Piece]:
    """The pieces of a table. A first row wholly in bold above others that aren't is its header."""
    filled = [[cell for cell in row if cell] for row in rows[:2]]
    bold = [all(strip.is_bold for cell in row for strip in cell) for row in filled]
    has_header = len(rows) > 1 and len(filled[0]) > 1 and bold[0] and not bold[1]
    margins = [margin_of(strip for cell in column for strip in cell) for column in zip(*rows, strict=True)]
    cells = ([_cell(cell, scale, margin) for cell, margin in zip(row, margins, strict=True)] for row in rows)
    return table(cells, headers=int(has_header))


def _cell(strips: Sequence[Strip], scale: Scale, margin: Margin) -> list[Piece]:
    """The pieces of a cell. A large line alone isn't a heading: it may be the name of the row."""
    made = pieces_of(strips, scale, margin)
    if len(made) == 1 and made[0].kind in ("heading", "pair"):
        return [Piece("paragraph", made[0].words)]
    return made


def rows_in(grid: Grid, layer: Layer) -> list[Cells]:
    """The rows of a grid. A cell over several columns fills the first, one over several rows all, if it isn't long."""
    rows: list[Cells] = [[[] for _ in range(grid.columns)] for _ in range(grid.rows)]
    spanned = set()
    for cell in grid.cells:
        lines = [reduce(joined, line) for line in lines_of(cell.strips, layer)]
        is_short = sum(len(line.text) for line in lines) <= _MOST_REPEATED
        for row in cell.rows if is_short else cell.rows[:1]:
            rows[row][cell.columns[0]] = lines
        spanned |= set(cell.rows) if len(cell.rows) > 1 else set()
    used = [column for column in range(grid.columns) if any(row[column] for row in rows)]
    kept = [[row[column] for column in used] for row in rows]
    if grid.rows > _FEW_ROWS:
        return kept
    return [part for number, row in enumerate(kept) for part in ([row] if number in spanned else _rows_within(row))]


def _rows_within(row: Cells) -> list[Cells]:
    """The rows that one row of a grid holds where no lines are drawn between them; else that row alone."""
    if sum(len(cell) > 2 for cell in row) < 2:
        return [row]
    placed = [(strip.baseline, column, strip) for column, cell in enumerate(row) for strip in cell]
    lines: list[dict[int, Strip]] = []
    last = float("-inf")
    for baseline, column, strip in sorted(placed, key=lambda place: place[:2]):
        if baseline - last > _SAME_LINE * strip.size or column in lines[-1]:
            lines.append({})
            last = baseline
        lines[-1][column] = strip
    columns = Columns(len(row), lines, [False] * len(lines))
    if not all(row) or not is_table(columns):
        return [row]
    rows = rows_by_distance(columns)
    if len(rows) >= _FEW_ROWS:
        return rows
    distances = (below[0].baseline - above[0].baseline for above, below in pairwise(lines))
    aligned = all(len(line) == len(row) for line in lines)
    return rows_by_beginning(columns) if aligned and min(distances) > _WRAPPED * row[0][0].size else [row]
