"""What an XLSX package says of its cells beyond their values: number formats, errors, what is struck out."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lxml import etree  # type: ignore[import-untyped]

from corpus.formats.content import Unreadable
from corpus.formats.number_formats import GENERAL, NumberFormat, number_format
from corpus.formats.package import Package, PackageKind
from corpus.formats.values import raised

Element = Any  # lxml has no types

_OPENING = re.compile(rb"<(?:\w+:)?(row|c)((?:\s[^<>]*)?/?)>")
_ATTRIBUTE = re.compile(rb"\b(r|s|t)\s*=\s*[\"']([^\"']*)[\"']")
_CONTENT_ENDS = (b"v>", b"is>")
_REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
_LONGEST_NAME = 20
_MARKED_RUNS = (b"<strike", b":strike", b"superscript")
_OFF = ("0", "false")


@dataclass(slots=True)
class CellMarks:
    """The cells of a sheet that have something to tell, by row and column from 0, and where the last value stands."""

    formats: dict[tuple[int, int], NumberFormat] = field(default_factory=dict)
    errors: list[tuple[int, int]] = field(default_factory=list)
    struck: set[tuple[int, int]] = field(default_factory=set)
    height: int = 0
    width: int = 0


class XlsxParts:
    """The parts of a workbook. Raises Unreadable as `PackageKind.archive` does."""

    def __init__(self, kind: PackageKind, data: bytes) -> None:
        self._archive = kind.archive(data)
        self._package = Package(kind, self._archive)
        self._book = self._package.main()

    def marks(self, sheet: str) -> CellMarks:
        """The marks of the sheet with this name; none if its part isn't where a workbook says."""
        found = CellMarks()
        part = self._parts.get(sheet)
        if part is None:
            return found
        data = self._package.read(part)
        end = max(map(data.rfind, _CONTENT_ENDS)) + 1  # what is only formatted isn't looked at
        row = column = -1
        for match in _OPENING.finditer(data, 0, end):
            told = {name: value.decode("utf-8", "replace") for name, value in _ATTRIBUTE.findall(match[2])}
            place = told.get(b"r", "")
            if match[1] == b"row":
                row, column = int(place) - 1 if place.isdecimal() else row + 1, -1
                continue
            row, column = _position(place) if place else (row, column + 1)
            if not match[2].endswith(b"/"):
                self._mark(found, row, column, told)
        return found

    def _mark(self, found: CellMarks, row: int, column: int, told: dict[bytes, str]) -> None:
        found.height, found.width = max(found.height, row + 1), max(found.width, column + 1)
        kind, style = told.get(b"t", "n"), told.get(b"s", "")
        if kind == "e":
            found.errors.append((row, column))
        if style in self._struck:
            found.struck.add((row, column))
        elif kind == "n" and style in self._formats:
            found.formats[row, column] = self._formats[style]

    @cached_property
    def _parts(self) -> dict[str, str]:
        """The part of each sheet by the sheet's name."""
        related = self._package.related(self._book)
        found = {}
        for sheet in _named(self._package.parsed(self._book), "sheet"):
            ids = [value for name, value in sheet.items() if name.endswith("}id") and value in related]
            if ids:
                found[sheet.get("name", "")] = related[ids[0]].name
        return found

    @cached_property
    def _cell_styles(self) -> list[tuple[NumberFormat, bool]]:
        """The number format of each style that cells name, and whether it strikes its text out."""
        part = self._package.target(self._book, "styles")
        if part is None:
            return []
        root = self._package.parsed(part)
        codes = {each.get("numFmtId"): each.get("formatCode", "") for each in _first(root, "numFmts")}
        struck = [any(_is_on(mark) for mark in _named(font, "strike")) for font in _first(root, "fonts")]
        styles = []
        for each in _first(root, "cellXfs"):
            number, font = each.get("numFmtId", "0"), each.get("fontId", "0")
            code = codes.get(number, int(number) if number.isdecimal() else 0)
            styles.append((number_format(code), font.isdecimal() and struck[int(font) : int(font) + 1] == [True]))
        return styles

    @cached_property
    def _formats(self) -> dict[str, NumberFormat]:
        return {str(at): shown for at, (shown, _) in enumerate(self._cell_styles) if shown != GENERAL}

    @cached_property
    def _struck(self) -> set[str]:
        return {str(at) for at, (_, struck) in enumerate(self._cell_styles) if struck}

    def without_struck_runs(self) -> bytes | None:
        """The package without words that are struck out in a cell, and marks of footnotes; None if there are none."""
        strings = self._package.target(self._book, "sharedStrings")
        parts = [*([strings] if strings else []), *self._parts.values()]
        replaced = {part.lower(): self._stated(part) for part in parts if self._has_runs(part)}
        if not replaced:
            return None
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as package:
            for name in self._archive.namelist():
                package.writestr(name, replaced.get(name.lower()) or self._archive.read(name))
        return file.getvalue()

    def _has_runs(self, part: str) -> bool:
        content = self._package.read(part)
        return any(mark in content for mark in _MARKED_RUNS)

    def _stated(self, part: str) -> bytes:
        root = self._package.parsed(part)
        for run in list(_named(root, "r")):
            if any(_is_on(mark) for mark in _named(run, "strike")):
                run.getparent().remove(run)
            elif any(mark.get("val") == "superscript" for mark in _named(run, "vertAlign")):
                for text in _named(run, "t"):
                    text.text = raised(text.text or "")
        content: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
        return content


def _position(reference: str) -> tuple[int, int]:
    """Row and column from 0 of a reference such as `AB12`."""
    match = _REFERENCE.fullmatch(reference)
    if not match:
        raise Unreadable(f"damaged; one of its cells is called “{reference[:_LONGEST_NAME]}”")
    column = 0
    for letter in match[1]:
        column = 26 * column + ord(letter) - ord("A") + 1
    return int(match[2]) - 1, column - 1


def _named(root: Element, name: str) -> Iterator[Element]:
    """The elements below `root` with this local name."""
    yield from root.iter(f"{{*}}{name}")


def _first(root: Element, name: str) -> Element:
    """The first of these elements, which holds others; nothing if there is none."""
    return next(_named(root, name), ())


def _is_on(mark: Element) -> bool:
    return mark.get("val", "1") not in _OFF
