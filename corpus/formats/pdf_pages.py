"""A page of a PDF: its lines with what was filled in, and the pieces that they make in reading order."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from corpus.formats.content import tidy
from corpus.formats.pdf_annotations import Added, added_to
from corpus.formats.pdf_bullets import bullets
from corpus.formats.pdf_columns import Flow, flows_of
from corpus.formats.pdf_drawings import Drawn, drawn_on
from corpus.formats.pdf_grids import Grid, grids_on
from corpus.formats.pdf_headings import Scale
from corpus.formats.pdf_layers import Layer, Lines, Rotation, Strip
from corpus.formats.pdf_letters import Letters
from corpus.formats.pdf_marks import lines_of, without_marks
from corpus.formats.pdf_paragraphs import Margin, groups_of, margin_of, piece_from
from corpus.formats.pdf_rows import Rows
from corpus.formats.pdf_strips import layers_of
from corpus.formats.pdf_tables import rows_in, table_of
from corpus.formats.pdfium import Box, PdfFile
from corpus.formats.pieces import Piece
from corpus.formats.unseen import Unseen

_SIZE, _HEIGHT = 11.0, 0.75  # of what was added if its size isn't known: points at most, share of its box
_WIDTH, _DISTANCE, _MIDDLE = 0.5, 1.2, 0.35  # ems
_PICTURE, _SHAPES = 0.1, 50  # share of the page, number
_UNKNOWN = 0.3  # share of a page's letters


@dataclass(frozen=True, slots=True)
class Page:
    """What is read on a page. `aside` are lines and texts that stand at another angle than most.

    `is_picture` says that so much is drawn on it that it may show text without letters, `is_garbled` that its fonts
    don't tell which letters they draw.
    """

    layer: Layer
    lines: Lines
    aside: list[Lines]
    is_picture: bool
    is_garbled: bool


class Laid(NamedTuple):
    """A piece on its page: the `lines` that make it, if no table, and the margin of its column.

    `begins` marks the first of a column; `table` is a table's left edge and its number of columns.
    """

    piece: Piece
    lines: Sequence[Strip] = ()
    margin: Margin | None = None
    begins: bool = False
    table: tuple[float, int] | None = None

    @property
    def size(self) -> float:
        """The size of its type, 0 for a table."""
        return self.lines[0].size if self.lines else 0.0


def read_page(file: PdfFile, index: int, unseen: Unseen) -> Page:
    """Read a page; what nobody sees on it is added to `unseen`. Raises Unreadable if it is damaged."""
    with file.page(index) as (page, text, box, quarters):
        drawn = drawn_on(page)
        added = list(added_to(page, file.form))
        struck = [_middle(each.box) for each in added if each.strikes]
        letters = Letters(text)
        layers, slanted = layers_of(letters, box, drawn.lines + struck, drawn, unseen)
        unknown = letters.unknown()
    main = layers[0] if layers else Layer(Rotation(quarters, box))
    for each in added:
        if not each.strikes:
            main.strips.extend(_strips(each, main.turn))
    main.strips.extend(bullets(drawn, main))
    lines, *aside = ([*lines_of(without_marks(layer.strips), layer)] for layer in layers or [main])
    aside += [[[Strip(text, 0.0, 0.0, 0.0, _SIZE)]] for text in slanted]
    return Page(main, lines, aside, _is_picture(drawn, box), unknown > _UNKNOWN)


def _middle(box: Box) -> Box:
    """The line through the middle of a line of text."""
    left, bottom, right, top = box
    return left, (bottom + top) / 2, right, (bottom + top) / 2


def _strips(added: Added, turn: Rotation) -> Iterator[Strip]:
    """What was added, where it is shown: in the middle of a low box, else from its top."""
    left, top, right, bottom = turn.box(added.box)
    texts = [text for text in map(tidy, added.text.split("\n")) if text]
    size = added.size or min(_SIZE, max(_HEIGHT * (bottom - top) / len(texts or " "), 1.0))
    first = (top + bottom) / 2 + _MIDDLE * size if bottom - top < 2 * size else top + size
    for number, text in enumerate(texts):
        end = min(right, left + _WIDTH * size * len(text))
        filled = 0 if added.is_value else -1
        yield Strip(text, left, end, first + number * _DISTANCE * size, size, filled=filled)


def _is_picture(drawn: Drawn, page: Box) -> bool:
    return len(drawn.others) + len(drawn.areas) >= _SHAPES or _area(drawn.pictures) >= _PICTURE * _area([page])


def _area(boxes: Iterable[Box]) -> float:
    return sum((right - left) * (top - bottom) for left, bottom, right, top in boxes)


def lay_out(page: Page, lines: Lines, scale: Scale) -> list[Laid]:
    """The pieces of a page in reading order, given its lines without headers and footers."""
    layer = page.layer
    layer.strips = [strip for line in lines for strip in line]
    grids = grids_on(layer)
    if grids:
        kept = {id(strip) for strip in layer.strips}
        lines = [held for line in lines if (held := [strip for strip in line if id(strip) in kept])]
    things: list[list[Strip | Grid]] = [[*line] for line in lines]
    things += [[grid] for grid in grids]
    things.sort(key=lambda row: row[0].baseline)
    flows = flows_of(things, layer.across)
    for other in page.aside:
        flows += flows_of([[*line] for line in other], [])
    return [piece for flow in flows for piece in _laid(flow, layer, scale)]


def _laid(flow: Flow | Rows | Grid, layer: Layer, scale: Scale) -> Iterator[Laid]:
    if isinstance(flow, Flow):
        margin = margin_of(flow.lines)
        for number, group in enumerate(groups_of(flow.lines, margin)):
            yield Laid(piece_from(group, scale, margin), group, margin, number == 0)
    else:
        rows = rows_in(flow, layer) if isinstance(flow, Grid) else flow.rows
        strips = [strip for row in rows for cell in row for strip in cell]
        place = min(strip.left for strip in strips), max(map(len, rows))
        yield from (Laid(piece, table=place) for piece in table_of(rows, scale))
