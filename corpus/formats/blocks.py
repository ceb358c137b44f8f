"""Headings, paragraphs, list items and table rows, and the Markdown-like text made of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from corpus.formats.content import tidy

BlockKind = Literal["paragraph", "heading", "item", "row"]


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document; `level` is a heading's, from 1; `opens` marks the first row of a table."""

    kind: BlockKind
    text: str
    level: int = 0
    opens: bool = False

    @property
    def line(self) -> str:
        """The block as text: `## Heading`, `- item`, cells separated by tabs, or the paragraph itself."""
        if self.kind == "heading":
            return f"{'#' * min(self.level, 6)} {_folded(self.text)}"
        return f"- {self.text}" if self.kind == "item" else self.text


Cell = Sequence[Block]


def block(kind: BlockKind, raw: str, level: int = 0) -> list[Block]:
    """Make a block of `raw`, tidied; an empty list if nothing is left of it."""
    text = tidy(raw)
    return [Block(kind, text, level)] if text else []


def render(blocks: Sequence[Block]) -> str:
    """The text of `blocks`, with blank lines between them except within a list or a table."""
    parts: list[str] = []
    for before, this in zip((None, *blocks), blocks, strict=False):
        if before:
            goes_on = before.kind == this.kind and this.kind in ("item", "row") and not this.opens
            parts.append("\n" if goes_on else "\n\n")
        parts.append(this.line)
    return "".join(parts)


def first_heading(blocks: Sequence[Block]) -> str | None:
    """The text of the first heading."""
    return next((block.text for block in blocks if block.kind == "heading"), None)


def table_blocks(rows: Iterable[Sequence[Cell]]) -> list[Block]:
    """The rows of a table as lines of cells separated by tabs; empty cells keep their place.

    Only the last cell may run over several blocks, as the value does in a form of labels and values. Rows whose
    cells hold headings or tables are layout: their cells simply follow each other.
    """
    blocks = [block for cells in rows for block in _row(cells)]
    first = next((place for place, block in enumerate(blocks) if block.kind == "row"), None)
    if first is not None:
        blocks[first] = replace(blocks[first], opens=True)
    return blocks


def _row(cells: Sequence[Cell]) -> list[Block]:
    filled = [cell for cell in cells if cell]
    if len(filled) <= 1 or _is_layout(filled):
        return [block for cell in filled for block in cell]
    last = max(place for place, cell in enumerate(cells) if cell)
    labels = [_folded(*(block.text for block in cell)) for cell in cells[:last]]
    value, *rest = cells[last]
    if value.kind != "paragraph":
        return [Block("row", "\t".join(labels).rstrip("\t")), value, *rest]
    return [Block("row", "\t".join((*labels, value.text))), *rest]


def _is_layout(cells: Sequence[Cell]) -> bool:
    if any(block.kind == "heading" for cell in cells for block in cell):
        return True
    return any(block.kind == "row" for cell in cells[:-1] for block in cell)


def _folded(*texts: str) -> str:
    return " ".join(" ".join(texts).split())
