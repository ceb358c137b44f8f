"""Text of slides: paragraphs of a shape or a cell, with what they inherit from layout and master."""

from collections.abc import Iterator, Sequence

from corpus.blocks import BlockKind
from corpus.formats.package import Element
from corpus.formats.pieces import Piece
from corpus.formats.runs import Appearance, Run, paragraph_pieces
from corpus.formats.symbols import is_symbol_font, symbols
from corpus.formats.unseen import SMALLEST_TYPE

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_PARAGRAPH, _RUN, _BREAK, _FIELD = (f"{A}{tag}" for tag in ("p", "r", "br", "fld"))
_NO_BULLET, _BULLETS = f"{A}buNone", frozenset((f"{A}buChar", f"{A}buAutoNum", f"{A}buBlip"))
_OF_THE_PAGE = ("slidenum", "datetime")  # fields
_STRUCK = ("sngStrike", "dblStrike")
_ON = ("1", "true")
_PLAIN_SIZE = 1800  # hundredths of a point
_SMALLEST_SIZE = 100 * SMALLEST_TYPE


def text_pieces(body: Element, styles: Sequence[Element]) -> list[Piece]:
    """Make pieces of the paragraphs in a text body; `styles` are lists of styles, the nearest first."""
    made: list[Piece] = []
    for paragraph in body.iterchildren(_PARAGRAPH):
        levels = _levels(paragraph, styles)
        kind: BlockKind = "item" if _has_bullet(levels) else "paragraph"
        made += paragraph_pieces(kind, _runs(paragraph, levels))
    return made


def title_pieces(body: Element, styles: Sequence[Element], level: int) -> list[Piece]:
    """Make a heading of all paragraphs in a text body."""
    runs = [run for each in body.iterchildren(_PARAGRAPH) for run in (*_runs(each, _levels(each, styles)), Run("\n"))]
    return paragraph_pieces("heading", runs, level=level)


def text_size(body: Element, styles: Sequence[Element]) -> int:
    """The size of the largest text in a text body, in hundredths of a point."""
    sizes = [0]
    for paragraph in body.iterchildren(_PARAGRAPH):
        levels = _levels(paragraph, styles)
        sizes += (_size(run, levels) for run in paragraph.iterchildren(_RUN))
    return max(sizes)


def _levels(paragraph: Element, styles: Sequence[Element]) -> list[Element]:
    """What is said of a paragraph of this depth, the nearest first."""
    own = paragraph.find(f"{A}pPr")
    depth = "0" if own is None else own.get("lvl", "0")
    tag = f"{A}lvl{int(depth) + 1 if depth.isdecimal() else 1}pPr"
    return [each for each in (own, *(style.find(tag) for style in styles)) if each is not None]


def _has_bullet(levels: Sequence[Element]) -> bool:
    tags = (child.tag for level in levels for child in level)
    return next((tag for tag in tags if tag == _NO_BULLET or tag in _BULLETS), _NO_BULLET) != _NO_BULLET


def _runs(node: Element, levels: Sequence[Element]) -> Iterator[Run]:
    for child in node:
        if child.tag == _BREAK:
            yield Run("\n")
        elif child.tag == _RUN or (child.tag == _FIELD and not child.get("type", "").startswith(_OF_THE_PAGE)):
            look = _look(child.find(f"{A}rPr"), levels)
            text = symbols((child.findtext(f"{A}t") or "").replace("\v", "\n"), look.font)
            if text and not look.is_left_out and _size(child, levels) >= _SMALLEST_SIZE:
                yield Run(text, bool(look.bold), bool(look.raised))
        elif child.tag == _MATHS:
            yield Run(child.text or "")
        elif child.tag not in (_FIELD, FALLBACK):
            yield from _runs(child, levels)


def _look(properties: Element, levels: Sequence[Element]) -> Appearance:
    bold = _said(properties, levels, "b")
    if properties is None:
        return Appearance(bold in _ON)
    raised = properties.get("baseline", "0")
    fonts = (properties.find(f"{A}{name}") for name in ("sym", "latin"))
    names = (font.get("typeface", "") for font in fonts if font is not None)
    return Appearance(
        bold=bold in _ON,
        struck=properties.get("strike") in _STRUCK,
        raised=raised.rstrip("%") not in ("0", "") and not raised.startswith("-"),
        font=next(filter(is_symbol_font, names), ""),
    )


def _size(run: Element, levels: Sequence[Element]) -> int:
    raw = _said(run.find(f"{A}rPr"), levels, "sz") or ""
    return int(raw) if raw.isdecimal() else _PLAIN_SIZE


def _said(properties: Element, levels: Sequence[Element], name: str) -> str | None:
    """What a run, else the nearest style, says of an attribute."""
    inherited = (level.find(f"{A}defRPr") for level in levels)
    said = (each.get(name) for each in (properties, *inherited) if each is not None)
    return next((value for value in said if value is not None), None)
