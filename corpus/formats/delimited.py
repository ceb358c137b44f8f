"""Delimited text (.csv, .tsv): rows of cells, whatever separates them."""

import csv
import io
import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from corpus.formats.cell_grid import CellGrid
from corpus.formats.content import Extracted, Notice, ReadOptions, Unreadable
from corpus.formats.header_rows import GridRow
from corpus.formats.pieces import render
from corpus.formats.sheets import table_title
from corpus.formats.text_encoding import decode_text
from corpus.formats.values import plain_cell

SAMPLE = b"Titel;Dauer\nSample;6 Monate\n"

_DELIMITERS = (";", "\t", "|", ",")  # the first one in doubt
_NO_DELIMITER = ("", '"', "\r", "\n")
_DECLARED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_JUDGED_ROWS = 200
_LONGEST_CELL = 1_000_000
_MOST_NAMED = 10

Line = tuple[int, list[str]]
"""The cells of a row, with the number of the line where it begins."""


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a table of delimited text; encoding and delimiter are found where `options` don't give them."""
    csv.field_size_limit(_LONGEST_CELL)
    text, notices = decode_text(data, options.encoding)
    declared = _DECLARED.match(text)
    body = text[declared.end() :] if declared else text
    delimiter = _given(options.delimiter) or (declared[1] if declared else _delimiter(body))
    lines, stray = _lines(body, delimiter, 2 if declared else 1)
    if not lines:
        raise Unreadable("contains no text")
    width = max(Counter(len(cells) for _, cells in lines).items(), key=lambda item: (item[0] > 1, item[1]))[0]
    if width == 1 and not options.delimiter:
        raise Unreadable("has a single column; if its cells are separated, say by what: `delimiter` in the settings")
    grid = CellGrid([_row(number, cells, width, delimiter) for number, cells in lines], options.header_rows)
    rendered, blocks = render(grid.pieces)
    notices = (*notices, *stray, *_too_long(lines, width), *grid.notices)
    return Extracted(rendered, title=table_title(grid.pieces), blocks=blocks, notices=notices)


def _given(delimiter: str | None) -> str | None:
    r"""The delimiter of the settings, where a tab may be written as `\\t`."""
    if delimiter is None:
        return None
    character = "\t" if delimiter == "\\t" else delimiter
    if len(character) != 1 or character in _NO_DELIMITER:
        raise Unreadable(f"is to be read with the delimiter {delimiter!r}, which isn't a single character")
    return character


def _delimiter(text: str) -> str:
    """The delimiter by which most rows have the same number of cells, and many of them."""
    return max(_DELIMITERS, key=lambda delimiter: _consistency(text, delimiter))


def _consistency(text: str, delimiter: str) -> float:
    widths: Counter[int] = Counter()
    try:
        for _, cells in islice(_parsed(text, delimiter), _JUDGED_ROWS):
            widths[len(cells)] += _says(cells)
    except csv.Error:
        return 0.0
    return max((count * math.log(width) for width, count in widths.items() if width), default=0.0) / max(
        1, widths.total()
    )


def _parsed(text: str, delimiter: str, *, strict: bool = False, first: int = 1) -> Iterator[Line]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = first
    for cells in rows:
        yield line, cells
        line = first + rows.line_num


def _lines(text: str, delimiter: str, first: int) -> tuple[list[Line], Sequence[Notice]]:
    """The rows that hold something. Raises Unreadable if a quotation mark swallows rows, or a cell is too long."""
    lines: list[Line] = []
    try:
        lines += _parsed(text, delimiter, strict=True, first=first)
        return [(line, cells) for line, cells in lines if _says(cells)], ()
    except csv.Error:
        stray = lines[-1][0] + 1 if lines else first
    try:
        lines = [(line, cells) for line, cells in _parsed(text, delimiter, first=first) if _says(cells)]
    except csv.Error as error:
        raise Unreadable(f"{error} after line {stray:,}") from error
    for line, cells in lines:
        if any("\n" in cell and cell.count(delimiter) >= len(cells) for cell in cells):
            raise Unreadable(f"a quotation mark in line {line:,} isn't closed where its cell ends")
    return lines, (Notice("stray_quotation_mark", {"line": stray}),)


def _says(cells: Sequence[str]) -> bool:
    return any(map(str.strip, cells))


def _row(number: int, cells: Sequence[str], width: int, delimiter: str) -> GridRow:
    """A row without empty cells at its end; a comment is one cell."""
    last = max(at for at, text in enumerate(cells) if text) + 1
    if cells[0].startswith("#") and last < width:
        cells, last = [delimiter.join(cells[:last])], 1
    return GridRow(number, tuple(map(plain_cell, cells[:last])))


def _too_long(lines: Sequence[Line], width: int) -> list[Notice]:
    numbers = [number for number, cells in lines if any(cells[width:])]
    if not numbers:
        return []
    named = ", ".join(map(str, numbers[:_MOST_NAMED]))
    return [Notice("rows_too_long", {"lines": named, "count": len(numbers)})]
