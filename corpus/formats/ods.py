"""OpenDocument spreadsheets (.ods): the text that each cell shows, and the cells that are merged.

calamine reads them too, but tells nothing of merged cells and of how numbers are shown.
"""

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from corpus.formats.content import Extracted, Notice, ReadOptions, Unreadable
from corpus.formats.header_rows import GridRow
from corpus.formats.number_formats import GENERAL
from corpus.formats.package import PackageKind
from corpus.formats.sheets import SheetSource, check_cells, error_notices, read_sheets
from corpus.formats.values import plain_cell, raised

Element = Any  # lxml has no types

_KIND = PackageKind("spreadsheet", ".ods", ".sxc")
_CONTENT, _MANIFEST = "content.xml", "META-INF/manifest.xml"
_NAMESPACE = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_OFFICE, _STYLE, _TABLE, _TEXT = (_NAMESPACE % name for name in ("office", "style", "table", "text"))
_SHEET, _ROW, _CELL = f"{_TABLE}table", f"{_TABLE}table-row", f"{_TABLE}table-cell"
_LOOK, _PARAGRAPH, _SPAN = f"{_STYLE}style", f"{_TEXT}p", f"{_TEXT}span"
_COVERED = f"{_TABLE}covered-table-cell"
_SKIPPED = (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_TEXT}ruby-text")
_MARKS = {f"{_TEXT}tab": " ", f"{_TEXT}s": " ", f"{_TEXT}line-break": "\n"}
_ERROR = re.compile(r"#[A-Z0-9/?!]{1,10}|Err:\d{3}")
_SHOWN_IN_ENGLISH = ("TRUE", "FALSE")


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read the tables of all visible sheets, with numbers as the sheets show them."""
    with _KIND.archive(data) as package:
        content = _content(package)
    looks = _Looks()
    sheets: list[SheetSource] = []
    rows = _Rows(looks)
    nodes = etree.iterparse(
        io.BytesIO(content), ("start", "end"), tag=(_LOOK, _SHEET, _ROW), resolve_entities=False, no_network=True
    )
    for event, node in nodes:
        if event == "start":
            if node.tag == _SHEET:
                rows = _Rows(looks)
                hidden = node.get(f"{_TABLE}style-name", "") in looks.hidden
                sheets.append(SheetSource(node.get(f"{_TABLE}name", ""), hidden, rows.read))
        elif node.tag == _LOOK:
            looks.add(node)
        elif node.tag == _ROW:
            rows.add(node)
            node.clear()
    return read_sheets(sheets, options)


def _content(package: zipfile.ZipFile) -> bytes:
    names = package.namelist()
    if _MANIFEST in names and b"encryption-data" in package.read(_MANIFEST):
        raise Unreadable("encrypted; save it without a password")
    if _CONTENT not in names:
        raise Unreadable(f"damaged, or not a {_KIND.name} ({_KIND.suffix})")
    return package.read(_CONTENT)


@dataclass(frozen=True, slots=True)
class _Looks:
    """Names of styles: of hidden sheets, of cells and words that are struck out, of words that are raised."""

    hidden: set[str] = field(default_factory=set)
    struck: set[str] = field(default_factory=set)
    raised: set[str] = field(default_factory=set)

    def add(self, style: Element) -> None:
        name = style.get(f"{_STYLE}name", "")
        for properties in style:
            if properties.get(f"{_TABLE}display") == "false":
                self.hidden.add(name)
            if properties.get(f"{_STYLE}text-line-through-style", "none") != "none":
                self.struck.add(name)
            if properties.get(f"{_STYLE}text-position", "").startswith("super"):
                self.raised.add(name)


@dataclass(slots=True)
class _Held:
    """A cell that goes on in the rows below it."""

    text: str
    rows: int
    width: int


class _Rows:
    """The rows of a sheet, as they are read; `_held` are the merged cells above by column."""

    def __init__(self, looks: _Looks) -> None:
        self._looks = looks
        self._rows: list[GridRow] = []
        self._errors: list[tuple[int, int]] = []
        self._held: dict[int, _Held] = {}
        self._number = self._cells = 0

    def read(self) -> tuple[Sequence[GridRow], Sequence[Notice]]:
        return self._rows, error_notices(self._errors)

    def add(self, node: Element) -> None:
        """Add a row, as often as it is repeated; one without a text only counts."""
        repeated = _count(node, "number-rows-repeated")
        held = {column: cell for column, cell in self._held.items() if cell.rows > 0}
        found, spans, self._held = self._row(node)
        width = max(found, default=-1) + 1
        if found:
            self._cells += width * repeated
            check_cells(self._number + repeated, width, self._cells)
            for column, cell in held.items():
                found.setdefault(column, cell.text)
                spans[column] = cell.width
            width = max(found) + 1
            cells = tuple(found.get(column, "") for column in range(width))
            self._rows += [GridRow(self._number + step + 1, cells, spans) for step in range(repeated)]
        for column, cell in held.items():
            self._held.setdefault(column, _Held(cell.text, cell.rows - repeated, cell.width))
        self._number += repeated

    def _row(self, node: Element) -> tuple[dict[int, str], dict[int, int], dict[int, _Held]]:
        """The texts, widths and merged cells of a row by column."""
        found: dict[int, str] = {}
        spans: dict[int, int] = {}
        held: dict[int, _Held] = {}
        column = 0
        for cell in node.iterchildren(_CELL, _COVERED):
            repeated = _count(cell, "number-columns-repeated")
            text = self._shown(cell, column) if cell.tag == _CELL and len(cell) else ""
            if text:
                check_cells(self._number, column + repeated, self._cells)
                found |= dict.fromkeys(range(column, column + repeated), text)
                width, rows = _count(cell, "number-columns-spanned"), _count(cell, "number-rows-spanned")
                if width > 1:
                    spans[column] = width
                if rows > 1:
                    held[column] = _Held(text, rows - 1, width)
            column += repeated
        return found, spans, held

    def _shown(self, cell: Element, column: int) -> str:
        if cell.get(f"{_TABLE}style-name", "") in self._looks.struck:
            return ""
        parts = [self._words(node) for node in cell.iterchildren(_PARAGRAPH)]
        text = plain_cell("\n".join(parts))
        if _ERROR.fullmatch(text) and cell.get(f"{_TABLE}formula"):
            self._errors.append((self._number, column))
            return ""
        return _value(cell, text)

    def _words(self, node: Element) -> str:
        parts = [node.text or ""]
        for child in node:
            if child.tag in _MARKS:
                parts.append(_MARKS[child.tag])
            elif child.tag not in _SKIPPED and isinstance(child.tag, str):
                style = child.get(f"{_TEXT}style-name", "") if child.tag == _SPAN else ""
                if style not in self._looks.struck:
                    parts.append(raised(self._words(child)) if style in self._looks.raised else self._words(child))
            parts.append(child.tail or "")
        return "".join(parts)


def _value(cell: Element, text: str) -> str:
    """What a cell shows; a full date in one notation, an answer as a word."""
    if answer := cell.get(f"{_OFFICE}boolean-value"):
        return GENERAL.show(answer == "true", "en" if text in _SHOWN_IN_ENGLISH else "de")
    if stamp := cell.get(f"{_OFFICE}date-value"):
        try:
            date = datetime.fromisoformat(stamp)
        except ValueError:
            return text
        return GENERAL.show(date, "de") if re.search(rf"\b0?{date.day}\b", text) else text
    return text


def _count(node: Element, name: str) -> int:
    value = node.get(f"{_TABLE}{name}", "1")
    return max(1, int(value)) if value.isdecimal() and len(value) < 9 else 1
