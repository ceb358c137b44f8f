"""Pieces of a document as a reader finds them, and the Markdown-like text with its blocks that is made of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.blocks import Block, BlockKind, Span
from corpus.formats.content import Extracted, tidy

_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Piece:
    """A block that has no place in a text yet; its other fields are those of `corpus.blocks.Block`.

    A row and a pair hold their `cells`, the others their `text`.
    """

    kind: BlockKind
    text: str = ""
    level: int = 0
    lead: int = 0
    cells: tuple[str, ...] = ()
    opens: bool = False
    header: bool = False

    @property
    def mark(self) -> str:
        """What stands before the words: `## ` or `- `."""
        if self.kind == "heading":
            return f"{'#' * min(self.level, _DEEPEST)} "
        return "- " if self.kind == "item" else ""

    @property
    def words(self) -> str:
        """The piece as text: cells separated by tabs, label and value by a colon, or the text itself."""
        if self.kind == "pair":
            return ": ".join(self.cells)
        return "\t".join(self.cells).rstrip("\t") if self.kind == "row" else self.text


Cell = Sequence[Piece]


def pieces(kind: BlockKind, raw: str, *, level: int = 0, lead: int = 0) -> list[Piece]:
    """Make a piece of `raw`, tidied; an empty list if nothing is left of it. A heading becomes one line."""
    text = tidy(raw)
    if kind == "heading":
        text = _folded(text)
    return [Piece(kind, text, level, min(lead, len(text)))] if text else []


def pair(label: str, value: str, *, opens: bool = False) -> list[Piece]:
    """Make a pair of label and value, tidied; just a paragraph if one of them is empty."""
    cells = (_folded(tidy(label)).removesuffix(":").rstrip(), tidy(value))
    return [Piece("pair", cells=cells, opens=opens)] if all(cells) else pieces("paragraph", "".join(cells))


def table(rows: Iterable[Sequence[Cell]], headers: int = 0) -> list[Piece]:
    """Make rows of a table's cells; the first `headers` rows are marked as its header. Empty cells keep their place.

    A table of one column, and rows whose cells hold headings or tables, are layout: their cells follow each other.
    """
    found = [tuple(cells) for cells in rows]
    if all(len(cells) <= 1 for cells in found):
        return [piece for cells in found for cell in cells for piece in cell]
    made: list[Piece] = []
    for number, cells in enumerate(found):
        if any(piece.kind in ("heading", "row", "pair") for cell in cells for piece in cell):
            made += [piece for cell in cells for piece in cell]
        elif any(cells):
            made.append(Piece("row", cells=tuple(map(_cell, cells)), header=number < headers))
    return _opened(made)


def _opened(made: list[Piece]) -> list[Piece]:
    """Mark the first row."""
    first = next((place for place, piece in enumerate(made) if piece.kind == "row"), None)
    if first is not None:
        made[first] = replace(made[first], opens=True)
    return made


def _cell(cell: Cell) -> str:
    return "\n".join(piece.mark + piece.words for piece in cell).replace("\t", " ")


def render(made: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """The text of pieces, with blank lines between them except within a list or a table, and their blocks."""
    parts: list[str] = []
    blocks: list[Block] = []
    position = 0
    before: Piece | None = None
    for piece in made:
        if piece.kind != "record":
            lead = _separator(before, piece) + piece.mark
            parts += (lead, piece.words)
            position += len(lead)
            before = piece
        end = position + (len(piece.words) if piece.kind != "record" else 0)
        cells = tuple(_cell_spans(piece, position))
        blocks.append(Block(piece.kind, position, end, piece.level, piece.lead, cells, piece.opens, piece.header))
        position = end
    return "".join(parts), tuple(blocks)


def _separator(before: Piece | None, this: Piece) -> str:
    if before is None:
        return ""
    goes_on = before.kind == this.kind and this.kind in ("item", "row", "pair") and not this.opens
    return "\n" if goes_on else "\n\n"


def _cell_spans(piece: Piece, start: int) -> Iterable[Span]:
    between = len(": " if piece.kind == "pair" else "\t")
    last = start + len(piece.words)
    for text in piece.cells:
        yield min(start, last), min(start + len(text), last)
        start += len(text) + between


def unrendered(content: Extracted) -> list[Piece]:
    """The pieces that a text is made of, to be rendered as part of another one; paragraphs where it has no blocks."""
    text = content.text
    if not content.blocks:
        return [piece for part in re.split(r"\n[^\S\n]*\n", text) for piece in pieces("paragraph", part)]
    return [
        Piece(
            block.kind,
            "" if block.cells else text[block.start : block.end],
            block.level,
            block.lead,
            tuple(text[slice(*span)] for span in block.cells),
            block.opens,
            block.header,
        )
        for block in content.blocks
    ]


def first_heading(made: Sequence[Piece]) -> str | None:
    """The text of the first heading."""
    return next((piece.text for piece in made if piece.kind == "heading"), None)


def _folded(text: str) -> str:
    return " ".join(text.split())
