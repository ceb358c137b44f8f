"""One slide of a presentation: its title, texts, tables and diagrams, in the order in which they are read out."""

from collections.abc import Iterator, Sequence

from corpus.formats.diagrams import diagram
from corpus.formats.grid import DATA_COLUMNS, Row, merged_table
from corpus.formats.package import Element, Package
from corpus.formats.pieces import Cell, Piece
from corpus.formats.pptx_text import FALLBACK, A, text_pieces, text_size, title_pieces

P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_SHAPE, _FRAME, _EMBEDDED = f"{P}sp", f"{P}graphicFrame", f"{P}oleObj"
_DIAGRAM = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_DATA = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}dm"
_TITLES, _BODY = ("title", "ctrTitle"), "body"
_OF_THE_PAGE = ("dt", "ftr", "sldNum", "hdr")  # placeholders
_OPENING = ("title", "secHead")  # layouts
_NAMES_A_PART, _NAMES_A_SLIDE = 1, 2  # levels of headings
_ON = ("1", "true")
_LARGER = 1.2
_LONGEST_TITLE = 120


class SlideReader:
    """Reads the slide in the part of this name."""

    def __init__(self, package: Package, name: str) -> None:
        self.embedded = 0
        self._package = package
        self._related = package.related(name)
        self._slide = package.parsed(name)
        layout = package.target(name, "slideLayout")
        master = package.target(layout, "slideMaster") if layout else None
        self._layout = package.parsed(layout) if layout else None
        self._master = package.parsed(master) if master else None

    def read(self) -> list[Piece]:
        """The pieces of the slide, its title first."""
        shapes = list(_shapes(self._slide.find(f"{P}cSld/{P}spTree")))
        title = next((shape for shape in shapes if _placeholder(shape) in _TITLES and _has_text(shape)), None)
        if title is None:
            title = self._largest([shape for shape in shapes if shape.tag == _SHAPE and _has_text(shape)])
        made: list[Piece] = []
        if title is not None:
            opens = self._layout is not None and self._layout.get("type") in _OPENING
            level = _NAMES_A_PART if opens else _NAMES_A_SLIDE
            made += title_pieces(title.find(f"{P}txBody"), self._styles(title), level)
        return made + [piece for shape in shapes if shape is not title for piece in self._shape(shape)]

    def _largest(self, shapes: Sequence[Element]) -> Element:
        """The shape that looks like a title where none is one: short, and clearly larger than the others."""
        if not shapes:
            return None
        bodies = [shape.find(f"{P}txBody") for shape in shapes]
        sizes = [text_size(body, self._styles(shape)) for body, shape in zip(bodies, shapes, strict=True)]
        place = sizes.index(max(sizes))
        others = [size for number, size in enumerate(sizes) if number != place]
        is_short = sum(len(text) for text in bodies[place].itertext()) <= _LONGEST_TITLE
        return shapes[place] if others and is_short and sizes[place] >= _LARGER * max(others) else None

    def _shape(self, shape: Element) -> list[Piece]:
        if shape.tag == _SHAPE:
            body = shape.find(f"{P}txBody")
            return [] if body is None else text_pieces(body, self._styles(shape))
        made: list[Piece] = []
        for table in shape.iter(f"{A}tbl"):
            made += _table(table)
        for related in shape.iter(_DIAGRAM):
            if related.get(_DATA) in self._related:
                made += diagram(self._package.parsed(self._related[related.get(_DATA)].name))
        self.embedded += next(shape.iter(_EMBEDDED), None) is not None
        return made

    def _styles(self, shape: Element) -> list[Element]:
        """The lists of styles that a shape inherits from, its own first."""
        found = [shape.find(f"{P}txBody/{A}lstStyle")]
        place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if place is not None:
            is_title = place.get("type") in _TITLES
            kinds = _TITLES if is_title else (_BODY,)
            in_layout = (
                each
                for each in _placeholders(self._layout)
                if (each.get("type") in _TITLES if is_title else each.get("idx") == place.get("idx"))
            )
            in_master = (each for each in _placeholders(self._master) if each.get("type") in kinds)
            models = (next(each, None) for each in (in_layout, in_master))
            found += [_shape_of(each).find(f"{P}txBody/{A}lstStyle") for each in models if each is not None]
            if self._master is not None:
                found.append(self._master.find(f"{P}txStyles/{P}{kinds[0]}Style"))
        return [each for each in found if each is not None]


def notes_text(notes: Element) -> str:
    """The text of a slide's notes."""
    bodies = (_shape_of(each) for each in _placeholders(notes) if each.get("type") == _BODY)
    return "".join(text.text or "" for body in bodies for text in body.iter(f"{A}t")).strip()


def _shapes(tree: Element) -> Iterator[Element]:
    """The visible shapes and frames, those in groups one by one, without what belongs to the page."""
    for child in tree:
        if child.tag == FALLBACK or _is_hidden(child):
            continue
        if child.tag not in (_SHAPE, _FRAME):
            yield from _shapes(child)
        elif _placeholder(child) not in _OF_THE_PAGE:
            yield child


def _is_hidden(shape: Element) -> bool:
    named = next(shape.iter(f"{P}cNvPr"), None)
    return named is not None and named.get("hidden") in _ON


def _placeholder(shape: Element) -> str | None:
    """The type of the placeholder that a shape fills; None for other shapes."""
    place = next(shape.iter(f"{P}ph"), None)
    return None if place is None else place.get("type", _BODY)


def _placeholders(sheet: Element) -> Iterator[Element]:
    yield from () if sheet is None else sheet.iter(f"{P}ph")


def _shape_of(placeholder: Element) -> Element:
    return placeholder.getparent().getparent().getparent()


def _has_text(shape: Element) -> bool:
    return any((text.text or "").strip() for text in shape.iter(f"{A}t"))


def _table(table: Element) -> list[Piece]:
    rows: list[Row] = []
    for row in table.iterchildren(f"{A}tr"):
        above = rows[-1] if rows else ()
        rows.append([_cell(cell, above[column : column + 1]) for column, cell in enumerate(row.iterchildren(f"{A}tc"))])
    # The first row is styled as a header unless somebody turns that off, so in a form it says nothing.
    properties = table.find(f"{A}tblPr")
    styled = properties is not None and properties.get("firstRow") in _ON
    return merged_table(rows, int(styled and len(rows[0]) >= DATA_COLUMNS) if rows else 0)


def _cell(cell: Element, above: Row) -> Cell | None:
    if cell.get("hMerge") in _ON:
        return None
    if cell.get("vMerge") in _ON and above:
        return above[0]
    body = cell.find(f"{A}txBody")
    return [] if body is None else text_pieces(body, ())
