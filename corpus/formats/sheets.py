"""Sheets of a workbook as blocks: which of them are read, and their names as headings."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from corpus.formats.cell_grid import CellGrid
from corpus.formats.content import Extracted, Notice, ReadOptions, Unreadable, title_from
from corpus.formats.header_rows import GridRow
from corpus.formats.pieces import Piece, first_heading, pieces, render

MOST_CELLS = 5_000_000
"""Cells of a sheet between its first and its last value, at most."""

_MOST_NAMED = 10
_UNNAMED = re.compile(r"(?:tabelle|sheet|table|blatt|feuille|foglio|hoja)\s?\d*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SheetSource:
    """A sheet of a workbook; `rows` reads it."""

    name: str
    is_hidden: bool
    rows: Callable[[], tuple[Sequence[GridRow], Sequence[Notice]]]


def read_sheets(sheets: Sequence[SheetSource], options: ReadOptions) -> Extracted:
    """Read the visible sheets, or the one that `options` name, which may be hidden.

    Raises Unreadable if there is none with that name.
    """
    chosen = [sheet for sheet in sheets if sheet.name == options.sheet or (not options.sheet and not sheet.is_hidden)]
    if options.sheet and not chosen:
        names = ", ".join(f"“{sheet.name}”" for sheet in sheets)
        raise Unreadable(f"has no sheet “{options.sheet}”; its sheets are {names}")
    found: list[tuple[str, list[Piece]]] = []
    notices: list[Notice] = []
    for sheet in chosen:
        rows, lost = sheet.rows()
        grid = CellGrid(rows, options.header_rows)
        found += [(sheet.name, grid.pieces)] if grid.pieces else []
        notices += [Notice(each.code, {"sheet": sheet.name, **each.values}) for each in (*lost, *grid.notices)]
    if hidden := ", ".join(sheet.name for sheet in sheets if sheet.is_hidden and sheet not in chosen):
        notices.append(Notice("hidden_sheets", {"sheets": hidden}))
    return _extracted(found, notices)


def _extracted(found: Sequence[tuple[str, list[Piece]]], notices: Iterable[Notice]) -> Extracted:
    made: list[Piece] = []
    for name, parts in found:
        if len(found) > 1 or not _UNNAMED.fullmatch(name):
            made += pieces("heading", name, level=1)
        made += parts
    text, blocks = render(made)
    return Extracted(text, title=table_title(made), blocks=blocks, notices=tuple(notices))


def table_title(made: Sequence[Piece]) -> str | None:
    """What a document of tables is called: the line above its first table, or the first heading."""
    first = next((piece for piece in made if piece.kind != "heading"), None)
    title = title_from(first.text) if first is not None and first.kind == "paragraph" else None
    return title or title_from(first_heading(made))


def check_cells(height: int, width: int, cells: int = 0) -> None:
    """Raise Unreadable for a sheet whose values lie so far apart that the cells between them can't be held."""
    if max(height * width, cells) > MOST_CELLS:
        sizes = f"{height:,} rows and {width:,} columns up to its last value"
        limit = f"the limit is {MOST_CELLS:,} cells"
        raise Unreadable(f"a sheet has {sizes}; {limit}; delete what stands far outside of the table")


def error_notices(places: Sequence[tuple[int, int]]) -> list[Notice]:
    """A notice of the cells, by row and column from 0, whose formulas failed; none if there are none."""
    if not places:
        return []
    named = ", ".join(_cell_name(*place) for place in places[:_MOST_NAMED])
    return [Notice("error_cells", {"cells": named, "count": len(places)})]


def _cell_name(row: int, column: int) -> str:
    """`AB12` for row 11 and column 27."""
    letters, column = "", column + 1
    while column:
        column, letter = divmod(column - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row + 1}"
