"""Word documents (.docx), opened with python-docx: paragraphs, headings, lists and tables in order."""

import io
from collections.abc import Iterator
from itertools import takewhile

from docx import Document

from corpus.blocks import BlockKind
from corpus.formats.content import Extracted, Notice, ReadOptions, title_from
from corpus.formats.diagrams import diagram
from corpus.formats.grid import MOST_COLUMNS, Row, merged_table
from corpus.formats.package import WORD
from corpus.formats.pieces import Cell, Piece, first_heading, render
from corpus.formats.runs import Run, paragraph_pieces
from corpus.formats.word_runs import SKIPPED, WordRuns, is_prompt
from corpus.formats.word_styles import VALUE, Element, W, WordStyles, is_numbered, is_on, outline_level

_PARAGRAPH, _TABLE, _ROW, _CELL, _EMBEDDED = (f"{W}{tag}" for tag in ("p", "tbl", "tr", "tc", "altChunk"))
_LEFT_OUT = ("notes_left_out", "embedded_left_out")


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a Word document: `Heading 2` becomes `## `, list items `- `, table rows tab-separated lines.

    Text boxes follow the paragraph that holds them. Left out: hidden, deleted and struck-out text, prompts of empty
    form fields, the table of contents, headers, footers, comments; notices count foot- and endnotes, and documents
    embedded in this one.
    """
    WORD.opened(data).close()
    document = Document(io.BytesIO(data))
    body: Element = document.element.body
    WORD.refuse_entities(body)
    reader = _Reader(WordStyles(document.styles.element.iterchildren(f"{W}style")), document.part.related_parts)
    made = reader.read(body)
    title = title_from(document.core_properties.title) or title_from(first_heading(made))
    text, blocks = render(made)
    return Extracted(text, title=title, blocks=blocks, notices=tuple(reader.notices()))


class _Reader:
    def __init__(self, styles: WordStyles, parts: Element) -> None:
        self._styles = styles
        self._parts = parts
        self._left_out = dict.fromkeys(_LEFT_OUT, 0)

    def notices(self) -> Iterator[Notice]:
        return (Notice(code, {"count": count}) for code, count in self._left_out.items() if count)

    def read(self, container: Element) -> list[Piece]:
        """The pieces of a body, a cell, a text box or a content control."""
        made: list[Piece] = []
        carried: list[Run] = []
        for child in container:
            if child.tag == _PARAGRAPH:
                made += self._paragraph(child, carried)
            elif child.tag == _TABLE:
                made += self._table(child)
            elif child.tag == _EMBEDDED:
                self._left_out["embedded_left_out"] += 1
            elif child.tag not in SKIPPED and not is_prompt(child):
                made += self.read(child)
        return made + paragraph_pieces("paragraph", carried)

    def _paragraph(self, paragraph: Element, carried: list[Run]) -> list[Piece]:
        """The pieces of a paragraph; one whose end was deleted goes on with the next, and waits in `carried`."""
        named = paragraph.find(f"{W}pPr/{W}pStyle")
        id = None if named is None else named.get(VALUE)
        style = self._styles.style(id)
        if style.is_contents:
            return []
        found = WordRuns(self._styles, carried)
        found.collect(paragraph, id, style.look)
        self._left_out["notes_left_out"] += found.notes
        made: list[Piece] = []
        if not _ends_deleted(paragraph):
            level = outline_level(paragraph) or style.level
            numbered = is_numbered(paragraph)
            is_item = style.is_item if numbered is None else numbered
            kind: BlockKind = "heading" if level else "item" if is_item else "paragraph"
            made += paragraph_pieces(kind, found.runs, level=level)
            carried.clear()
        made += [piece for box in found.boxes for piece in self.read(box)]
        drawn = (self._parts[id] for id in found.diagrams if id in self._parts)
        return made + [piece for part in drawn for piece in diagram(part.blob, WORD)]

    def _table(self, element: Element) -> list[Piece]:
        rows = [row for row in _nearest(element, _ROW) if row.find(f"{W}trPr/{W}del") is None]
        headers = sum(1 for _ in takewhile(lambda row: is_on(row.find(f"{W}trPr/{W}tblHeader")), rows))
        cells: list[list[Cell | None]] = []
        for row in rows:
            cells.append(self._row(row, cells[-1] if cells else ()))
        return merged_table(cells, headers)

    def _row(self, row: Element, above: Row) -> list[Cell | None]:
        """The cells of a row by column of the table's grid; one that goes on from the row above is repeated."""
        cells: list[Cell | None] = [None] * _count(row.find(f"{W}trPr/{W}gridBefore"), 0)
        for cell in _nearest(row, _CELL):
            down, across = (cell.find(f"{W}tcPr/{W}{tag}") for tag in ("vMerge", "hMerge"))
            begun = above[len(cells)] if len(cells) < len(above) else None
            if across is not None and across.get(VALUE) != "restart":
                cells.append(None)
            elif begun is not None and down is not None and down.get(VALUE) != "restart":
                cells.append(begun)
            else:
                cells.append(self.read(cell))
            cells += [None] * (_count(cell.find(f"{W}tcPr/{W}gridSpan"), 1) - 1)
        return cells


def _ends_deleted(paragraph: Element) -> bool:
    ends = (paragraph.find(f"{W}pPr/{W}rPr/{W}{tag}") for tag in ("del", "moveFrom"))
    return any(end is not None for end in ends)


def _count(property: Element, otherwise: int) -> int:
    raw = "" if property is None else property.get(VALUE, "")
    return min(int(raw), MOST_COLUMNS) if raw.isdecimal() else otherwise


def _nearest(node: Element, tag: str) -> Iterator[Element]:
    """The outermost elements with this tag below `node`."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in SKIPPED and not is_prompt(child):
            yield from _nearest(child, tag)
