"""The tables of an evaluation on the terminal."""

import re
from collections.abc import Iterable, Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from corpus.text.language import Language
from service.cli.terminal import text
from service.evaluation.statistics import Interval
from service.evaluation.tables import Cell, Sheet, cell_text, decimal

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_MIN_WIDTH = 2
_MAX_INTERVALS = 3
"""Rows with more figures than this show the interval of the first only."""


def evaluation_tables(sheets: Iterable[Sheet], language: Language) -> Iterator[RenderableType]:
    """Tables that fit into 80 columns."""
    for sheet in sheets:
        yield text(sheet.title, "bold")
        table = Table(box=None, padding=(0, 1, 0, 0), pad_edge=False)
        for number, name in enumerate(sheet.head):
            textual = _textual(sheet, number)
            table.add_column(
                text(name),
                justify="left" if textual else "right",
                no_wrap=not textual,
                min_width=_MIN_WIDTH,
                overflow="fold",
            )
        for row in sheet.rows:
            table.add_row(*(text(cell) for cell in _short(row, sheet, language)))
        yield table
        yield Text()


def _short(row: tuple[Cell, ...], sheet: Sheet, language: Language) -> Iterator[str]:
    figures = [place for place, cell in enumerate(row) if isinstance(cell, Interval)]
    for place, cell in enumerate(row):
        if isinstance(cell, str) or len(figures) <= _MAX_INTERVALS or place == figures[0]:
            yield cell_text(cell, sheet, language)
        else:
            yield decimal(cell.mean, language, signed=sheet.signed)


def _textual(sheet: Sheet, column: int) -> bool:
    cells = [row[column] for row in sheet.rows]
    return not any(isinstance(cell, Interval) or _NUMBER.fullmatch(cell) for cell in cells)
