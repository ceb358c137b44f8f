"""Excel workbooks (.xlsx, .xlsm, .xls), opened with calamine: their tables, with values as people see them."""

import io
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from corpus.formats.content import Extracted, Notice, ReadOptions, Unreadable
from corpus.formats.header_rows import GridRow
from corpus.formats.number_formats import GENERAL
from corpus.formats.package import PackageKind
from corpus.formats.sheets import SheetSource, check_cells, error_notices, read_sheets
from corpus.formats.values import plain_cell
from corpus.formats.xlsx_parts import CellMarks, XlsxParts
from corpus.text.language import detect

_KIND = PackageKind("spreadsheet", ".xlsx", ".xls")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_JUDGED_TEXTS = 2_000  # from which the language is told

Cells = Mapping[int, list[Any]]
"""The values of each row that holds some, by its number from 0."""


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read the tables of all visible sheets. Formulas give the values that were last computed."""
    if data.lstrip()[:1] == b"<":  # what many programs on the web call an Excel file
        raise Unreadable("a web page by its content; open it with a spreadsheet program and save it as .xlsx")
    parts = None if data.startswith(_OLE) else XlsxParts(_KIND, data)
    book = _book(parts.without_struck_runs() or data if parts else data)
    sheets = [
        SheetSource(each.name, each.visible is not SheetVisibleEnum.Visible, partial(_rows, book, each.name, parts))
        for each in book.sheets_metadata
        if each.typ is SheetTypeEnum.WorkSheet
    ]
    return read_sheets(sheets, options)


def _book(data: bytes) -> CalamineWorkbook:
    try:
        return CalamineWorkbook.from_object(io.BytesIO(data))
    except CalamineError as error:
        if data.startswith(_OLE):
            _KIND.archive(data)  # says why it can't be read
        raise Unreadable(f"damaged, or not a {_KIND.name} ({error})") from error


def _rows(book: CalamineWorkbook, name: str, parts: XlsxParts | None) -> tuple[Sequence[GridRow], Sequence[Notice]]:
    marks = parts.marks(name) if parts else CellMarks()
    check_cells(marks.height, marks.width)
    sheet = book.get_sheet_by_name(name)
    cells = _cells(sheet, marks)
    texts = _texts(cells, marks)
    spans = _merge(sheet, texts)
    rows = [GridRow(row + 1, tuple(line), spans.get(row, {})) for row, line in texts.items()]
    return rows, _notices(cells, marks, parts)


def _cells(sheet: CalamineSheet, marks: CellMarks) -> dict[int, list[Any]]:
    top, left = sheet.start or (0, 0)
    cells: dict[int, list[Any]] = {}
    for row, values in enumerate(sheet.to_python(), top):
        if any(value != "" for value in values):
            cells[row] = [""] * left + values
    for row, column in marks.struck:
        if row in cells:
            cells[row][column] = ""
    return cells


def _texts(cells: Cells, marks: CellMarks) -> dict[int, list[str]]:
    texts = (value for values in cells.values() for value in values if isinstance(value, str))
    language = detect(" ".join(islice(filter(None, texts), _JUDGED_TEXTS)))
    return {
        row: [
            plain_cell(value) if isinstance(value, str) else marks.formats.get((row, at), GENERAL).show(value, language)
            for at, value in enumerate(values)
        ]
        for row, values in cells.items()
    }


def _merge(sheet: CalamineSheet, texts: Mapping[int, list[str]]) -> dict[int, dict[int, int]]:
    """Repeat merged cells in each row that holds something else, and say how many columns they cover."""
    spans: dict[int, dict[int, int]] = {}
    numbers = list(texts)
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        if top not in texts or not (text := "".join(texts[top][left : left + 1])):
            continue
        for row in numbers[bisect_left(numbers, top) : bisect_left(numbers, bottom + 1)]:
            if row == top or any(texts[row]):
                texts[row][left] = text
                spans.setdefault(row, {})[left] = right - left + 1
    return spans


def _notices(cells: Cells, marks: CellMarks, parts: XlsxParts | None) -> list[Notice]:
    notices = error_notices(marks.errors)
    if parts is None and any(isinstance(value, float) for values in cells.values() for value in values):
        notices.append(Notice("numbers_without_format"))
    return notices
