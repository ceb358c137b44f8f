"""OpenDocument texts (.odt), as LibreOffice writes them: paragraphs, headings, lists and tables in order."""

from collections.abc import Iterator, Mapping

from corpus.blocks import BlockKind
from corpus.formats.content import Extracted, Notice, ReadOptions, Unreadable, title_from
from corpus.formats.grid import MOST_COLUMNS, Row, merged_table
from corpus.formats.odt_runs import NOT_STATED, OdtRuns, form_fields
from corpus.formats.odt_styles import OFFICE, TABLE, TEXT, OdtStyles, heading_level
from corpus.formats.package import OPEN_DOCUMENT, Element
from corpus.formats.pieces import Cell, Piece, first_heading, render
from corpus.formats.runs import paragraph_pieces
from corpus.formats.unseen import Unseen

_CONTENT, _STYLES, _META, _MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
_ENCRYPTED = b"encryption-data"
_NAMED = "{http://purl.org/dc/elements/1.1/}title"
_HEADING, _PARAGRAPH, _LIST, _ITEM = (f"{TEXT}{name}" for name in ("h", "p", "list", "list-item"))
_TABLE, _HEADERS, _ROW, _CELL, _COVERED = (
    f"{TABLE}{name}" for name in ("table", "table-header-rows", "table-row", "table-cell", "covered-table-cell")
)
_ROW_GROUPS = frozenset((_HEADERS, f"{TABLE}table-rows", f"{TABLE}table-row-group"))
_DIGITS = 6  # of a number, the longest that a table may need
_HIDDEN = ("none", "collapse")


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read an OpenDocument text: headings become `## `, list items `- `, table rows tab-separated lines.

    Frames and shapes follow the paragraph that holds them. Left out: hidden, deleted and struck-out text, indexes,
    placeholders, headers, footers, comments; notices count foot- and endnotes, and what is tiny or white on white.
    """
    package = OPEN_DOCUMENT.opened(data)
    if _MANIFEST in package and _ENCRYPTED in package.read(_MANIFEST):
        raise Unreadable("encrypted; save it without a password")
    text = package.parsed(_CONTENT).find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise Unreadable(f"an OpenDocument file, but no text; save it as {OPEN_DOCUMENT.suffix}")
    roots = (package.parsed(name) for name in (_STYLES, _CONTENT) if name in package)
    reader = _Reader(OdtStyles(roots), form_fields(text.iter(f"{OFFICE}forms")))
    made = reader.read(text)
    named = package.parsed(_META).findtext(f".//{_NAMED}") if _META in package else None
    title = title_from(named) or title_from(first_heading(made))
    rendered, blocks = render(made)
    notices = (Notice("notes_left_out", {"count": reader.notes}),) if reader.notes else ()
    return Extracted(rendered, title=title, blocks=blocks, notices=(*notices, *reader.unseen.notices()))


class _Reader:
    def __init__(self, styles: OdtStyles, fields: Mapping[str, str]) -> None:
        self._styles = styles
        self._fields = fields
        self.notes = 0
        self.unseen = Unseen()

    def read(self, container: Element) -> list[Piece]:
        """The pieces of a body, a section, a cell or a frame."""
        made: list[Piece] = []
        for child in container:
            if child.tag in (_HEADING, _PARAGRAPH):
                made += self._paragraph(child, "paragraph")
            elif child.tag == _LIST:
                made += self._list(child)
            elif child.tag == _TABLE:
                made += self._table(child)
            elif child.tag not in NOT_STATED and not _is_hidden(child):
                made += self.read(child)
        return made

    def _paragraph(self, paragraph: Element, kind: BlockKind) -> list[Piece]:
        style = self._styles.paragraph(paragraph.get(f"{TEXT}style-name"))
        found = OdtRuns(self._styles, self._fields, around=paragraph)
        found.collect(paragraph, style.look)
        self.unseen.add("".join(found.unseen))
        self.notes += found.notes
        level = style.level
        if paragraph.tag == _HEADING:
            level = heading_level(paragraph.get(f"{TEXT}outline-level")) or style.level or 1
        made = paragraph_pieces("heading" if level else kind, found.runs, level=level)
        return made + [piece for frame in found.frames for piece in self.read(frame)]

    def _list(self, element: Element) -> list[Piece]:
        made: list[Piece] = []
        for item in element:
            kind: BlockKind = "item" if item.tag == _ITEM else "paragraph"
            for child in item:
                if child.tag in (_HEADING, _PARAGRAPH):
                    made += self._paragraph(child, kind)
                    kind = "paragraph"
                else:
                    made += self.read([child])
        return made

    def _table(self, element: Element) -> list[Piece]:
        rows: list[list[Cell | None]] = []
        remaining: dict[int, int] = {}
        headers = 0
        for row, is_header in _rows(element):
            rows.append(self._row(row, rows[-1] if rows else (), remaining))  # once: repeated, it says nothing more
            headers = len(rows) if is_header else headers
        return merged_table(rows, headers)

    def _row(self, row: Element, above: Row, remaining: dict[int, int]) -> list[Cell | None]:
        """The cells of a row; `remaining` says by column for how many more rows the one above is repeated."""
        cells: list[Cell | None] = []
        for cell in row.iterchildren(_CELL, _COVERED):
            found = self.read(cell) if cell.tag == _CELL else []
            for column in range(len(cells), min(len(cells) + _count(cell, "columns-repeated"), MOST_COLUMNS)):
                if cell.tag == _CELL:
                    remaining[column] = _count(cell, "rows-spanned") - 1
                    cells.append(found)
                else:
                    goes_on = remaining.get(column, 0) > 0 and column < len(above)
                    cells.append(above[column] if goes_on else None)
                    remaining[column] = remaining.get(column, 0) - 1
        return cells


def _rows(element: Element) -> Iterator[tuple[Element, bool]]:
    """The visible rows of a table, each with whether the format marks it as header."""
    for child in element:
        if child.tag == _ROW and not _is_hidden(child):
            yield child, element.tag == _HEADERS
        elif child.tag in _ROW_GROUPS:
            yield from _rows(child)


def _count(element: Element, name: str) -> int:
    raw = element.get(f"{TABLE}number-{name}", "")[:_DIGITS]
    return max(1, int(raw)) if raw.isdecimal() else 1


def _is_hidden(element: Element) -> bool:
    shown = element.get(f"{TEXT}display") or element.get(f"{TABLE}visibility")
    return shown in _HIDDEN or element.get(f"{TEXT}is-hidden") == "true"
