"""Word documents (.docx): paragraphs, headings, lists and tables in order.

The XML is read as it is: python-docx takes twice as long to import as a document takes to be read, and refuses
documents whose pictures are broken.
"""

from collections.abc import Iterator
from itertools import takewhile

from corpus.blocks import BlockKind
from corpus.formats.content import Extracted, Notice, ReadOptions, title_from
from corpus.formats.diagrams import diagram
from corpus.formats.grid import MOST_COLUMNS, Row, merged_table
from corpus.formats.package import WORD, Package
from corpus.formats.pieces import Cell, Piece, first_heading, render
from corpus.formats.runs import Run, paragraph_pieces
from corpus.formats.unseen import Unseen
from corpus.formats.word_runs import SKIPPED, WordRuns, is_prompt
from corpus.formats.word_styles import VALUE, Element, W, WordStyles, is_numbered, is_on, outline_level, value_of

_PARAGRAPH, _TABLE, _ROW, _CELL, _EMBEDDED = (f"{W}{tag}" for tag in ("p", "tbl", "tr", "tc", "altChunk"))
_LEFT_OUT = ("notes_left_out", "embedded_left_out")


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a Word document: `Heading 2` becomes `## `, list items `- `, table rows tab-separated lines.

    Text boxes follow the paragraph that holds them. Left out: hidden, deleted and struck-out text, prompts of empty
    form fields, the table of contents, headers, footers, comments; notices count foot- and endnotes, documents embedded
    in this one, and what is tiny or white on white.
    """
    package = WORD.opened(data)
    main = package.main()
    body = package.parsed(main).find(f"{W}body")
    if body is None:
        raise WORD.incomplete()
    named = package.target(main, "styles")
    reader = _Reader(package, main, WordStyles(package.parsed(named).iterchildren(f"{W}style") if named else ()))
    made = reader.read(body)
    title = title_from(package.title()) or title_from(first_heading(made))
    text, blocks = render(made)
    return Extracted(text, title=title, blocks=blocks, notices=tuple(reader.notices()))


class _Reader:
    def __init__(self, package: Package, main: str, styles: WordStyles) -> None:
        self._package = package
        self._related = package.related(main)
        self._styles = styles
        self._left_out = dict.fromkeys(_LEFT_OUT, 0)
        self._unseen = Unseen()

    def notices(self) -> Iterator[Notice]:
        yield from (Notice(code, {"count": count}) for code, count in self._left_out.items() if count)
        yield from self._unseen.notices()

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
        return made + paragraph_pieces("paragraph", carried) if carried else made

    def _paragraph(self, paragraph: Element, carried: list[Run]) -> list[Piece]:
        """The pieces of a paragraph; one whose end was deleted goes on with the next, and waits in `carried`."""
        properties = paragraph.find(f"{W}pPr")
        id = value_of(properties, "pStyle")
        style = self._styles.style(id)
        if style.is_contents:
            return []
        found = WordRuns(self._styles, carried)
        found.collect(paragraph, id, style.look)
        self._left_out["notes_left_out"] += found.notes
        self._unseen.add("".join(found.unseen))
        made: list[Piece] = []
        if not _end_is_deleted(properties):
            level = outline_level(properties) or style.level
            numbered = is_numbered(properties)
            is_item = style.is_item if numbered is None else numbered
            kind: BlockKind = "heading" if level else "item" if is_item else "paragraph"
            made += paragraph_pieces(kind, found.runs, level=level)
            carried.clear()
        made += [piece for box in found.boxes for piece in self.read(box)]
        drawn = (self._related[id].name for id in found.diagrams if id in self._related)
        return made + [piece for name in drawn for piece in diagram(self._package.parsed(name))]

    def _table(self, element: Element) -> list[Piece]:
        rows = [row for row in _nearest(element, _ROW) if not _is_left_out(row.find(f"{W}trPr"))]
        headers = sum(1 for _ in takewhile(lambda row: is_on(row.find(f"{W}trPr/{W}tblHeader")), rows))
        cells: list[list[Cell | None]] = []
        for row in rows:
            cells.append(self._row(row, cells[-1] if cells else ()))
        return merged_table(cells, headers)

    def _row(self, row: Element, above: Row) -> list[Cell | None]:
        """The cells of a row by column of the table's grid; one that goes on from the row above is repeated."""
        cells: list[Cell | None] = [None] * _count(value_of(row.find(f"{W}trPr"), "gridBefore"), 0)
        for cell in _nearest(row, _CELL):
            properties = cell.find(f"{W}tcPr")
            begun = above[len(cells)] if len(cells) < len(above) else None
            if _goes_on(properties, "hMerge"):
                cells.append(None)
            else:
                cells.append(begun if begun is not None and _goes_on(properties, "vMerge") else self.read(cell))
            cells += [None] * (_count(value_of(properties, "gridSpan"), 1) - 1)
        return cells


def _is_left_out(row: Element) -> bool:
    return row is not None and (row.find(f"{W}del") is not None or is_on(row.find(f"{W}hidden")))


def _end_is_deleted(paragraph: Element) -> bool:
    end = None if paragraph is None else paragraph.find(f"{W}rPr")
    return end is not None and any(end.find(f"{W}{tag}") is not None for tag in ("del", "moveFrom"))


def _goes_on(cell: Element, direction: str) -> bool:
    """Whether a cell is part of the one above or before it."""
    merge = None if cell is None else cell.find(f"{W}{direction}")
    return merge is not None and merge.get(VALUE) != "restart"


def _count(raw: str | None, otherwise: int) -> int:
    return min(int(raw), MOST_COLUMNS) if raw and raw.isdecimal() else otherwise


def _nearest(node: Element, tag: str) -> Iterator[Element]:
    """The outermost elements with this tag below `node`."""
    for child in node:
        if child.tag == tag:
            yield child
        elif child.tag not in SKIPPED and not is_prompt(child):
            yield from _nearest(child, tag)
