"""Word documents (.docx), opened with python-docx: paragraphs, headings, lists and tables in order."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import nsmap, qn

from corpus.blocks import BlockKind
from corpus.formats.content import MEBIBYTE, Extracted, ReadOptions, Unreadable, title_from
from corpus.formats.pieces import Cell, Piece, first_heading, pieces, render, table

_UNPACKED_BYTES = 256 * MEBIBYTE
_RATIO, _RATIO_FROM = 100, 16 * MEBIBYTE  # XML compresses to a tenth or a fiftieth; small files may do better
_PARTS = 10_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4

Element = Any  # lxml has no types
_PARAGRAPH, _TABLE, _ROW, _CELL, _RUN = map(qn, ("w:p", "w:tbl", "w:tr", "w:tc", "w:r"))
_TEXT, _TEXT_BOX, _CONTROL, _VALUE = map(qn, ("w:t", "w:txbxContent", "w:sdt", "w:val"))
_CHARACTERS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_SKIPPED = {
    *map(qn, ("w:pPr", "w:rPr", "w:del", "w:moveFrom")),
    "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback",
}
_OFF = ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style means; `level` is a heading's, from 1, and 0 for other styles."""

    level: int = 0
    is_item: bool = False
    is_contents: bool = False


_NO_STYLE = _Style()


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a Word document: `Heading 2` becomes `## `, list items `- `, table rows tab-separated lines.

    Text boxes follow the paragraph that holds them. Left out: hidden and deleted text, prompts of empty form fields,
    the table of contents, headers, footers, notes and comments.
    """
    _check_package(data)
    document = Document(io.BytesIO(data))
    body: Element = document.element.body
    if body.getroottree().docinfo.internalDTD is not None:
        raise Unreadable("declares XML entities, which Word documents never do")
    made = _Reader(_styles(document)).read(body)
    title = title_from(document.core_properties.title) or title_from(first_heading(made))
    text, blocks = render(made)
    return Extracted(text, title=title, blocks=blocks)


def _check_package(data: bytes) -> None:
    if data.startswith(_OLE):
        encrypted = "encrypted; save it without a password"
        raise Unreadable(encrypted if _ENCRYPTED_PART in data else "an old .doc file; save it as .docx")
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile as error:
        raise Unreadable("incomplete, or not a Word document (.docx)") from error
    unpacked = sum(part.file_size for part in parts)  # reliable: zipfile inflates no more than is declared
    too_dense = unpacked > _RATIO_FROM and unpacked > _RATIO * len(data)
    if too_dense or unpacked > _UNPACKED_BYTES or len(parts) > _PARTS:
        sizes = f"{len(data):,} bytes unpack to {unpacked:,} bytes in {len(parts):,} parts"
        raise Unreadable(f"rejected as a possible zip bomb: {sizes}")


def _styles(document: Any) -> dict[str, _Style]:
    paragraphs = (style for style in document.styles if style.type == WD_STYLE_TYPE.PARAGRAPH)
    return {style.style_id: _style(style) for style in paragraphs}


def _style(style: Any) -> _Style:
    """The meaning of a style, its own or inherited from the styles it is based on."""
    level, is_item, is_contents = 0, False, False
    while style is not None and not level:
        name = (style.name or "").lower()
        heading = re.fullmatch(r"heading (\d)", name)
        level = int(heading[1]) if heading else 1 if name == "title" else _outline_level(style.element)
        is_item |= name.startswith(("list bullet", "list number")) or _is_numbered(style.element)
        is_contents |= name.startswith(("toc ", "table of figures"))
        style = style.base_style
    return _Style(level, is_item, is_contents)


def _outline_level(element: Element) -> int:
    """Outline level of a paragraph or a style, from 1; 0 for body text."""
    outline = element.find("w:pPr/w:outlineLvl", nsmap)
    level = int(outline.get(_VALUE, "9")) + 1 if outline is not None else 0
    return level if level <= 9 else 0


def _is_numbered(element: Element) -> bool:
    number = element.find("w:pPr/w:numPr/w:numId", nsmap)
    return number is not None and number.get(_VALUE) != "0"


class _Reader:
    def __init__(self, styles: dict[str, _Style]) -> None:
        self._styles = styles

    def read(self, container: Element) -> list[Piece]:
        """The pieces of a body, a cell, a text box or a content control."""
        made: list[Piece] = []
        for child in container:
            if child.tag == _PARAGRAPH:
                made += self._paragraph(child)
            elif child.tag == _TABLE:
                made += table(self._cells(row) for row in _nearest(child, _ROW))
            elif child.tag not in _SKIPPED and not _is_hidden(child):
                made += self.read(child)
        return made

    def _cells(self, row: Element) -> list[Cell]:
        return [self.read(cell) for cell in _nearest(row, _CELL)]

    def _paragraph(self, paragraph: Element) -> list[Piece]:
        named = paragraph.find("w:pPr/w:pStyle", nsmap)
        style = _NO_STYLE if named is None else self._styles.get(named.get(_VALUE), _NO_STYLE)
        if style.is_contents:
            return []
        parts: list[str] = []
        boxes: list[Element] = []
        _collect(paragraph, parts, boxes)
        level = _outline_level(paragraph) or style.level
        is_item = style.is_item or _is_numbered(paragraph)
        kind: BlockKind = "heading" if level else "item" if is_item else "paragraph"
        return pieces(kind, "".join(parts), level=level) + [found for box in boxes for found in self.read(box)]


def _nearest(node: Element, tag: str) -> Iterator[Element]:
    """The outermost elements with this tag below `node`."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in _SKIPPED:
            yield from _nearest(child, tag)


def _collect(node: Element, parts: list[str], boxes: list[Element]) -> None:
    """Collect the visible text below `node`, and the text boxes anchored in it."""
    for child in node:
        if child.tag == _TEXT:
            parts.append(child.text or "")
        elif child.tag in _CHARACTERS:
            parts.append(_CHARACTERS[child.tag])
        elif child.tag == _TEXT_BOX:
            boxes.append(child)
        elif child.tag not in _SKIPPED and not _is_hidden(child):
            _collect(child, parts, boxes)


def _is_hidden(element: Element) -> bool:
    """Whether an element is hidden text, or a form field that still shows its prompt."""
    if element.tag == _CONTROL:
        return element.find("w:sdtPr/w:showingPlcHdr", nsmap) is not None
    vanish = element.find("w:rPr/w:vanish", nsmap) if element.tag == _RUN else None
    return vanish is not None and vanish.get(_VALUE) not in _OFF
