"""What a file's blocks say, short enough to compare at a glance."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from corpus.blocks import Block
from corpus.formats.content import Extracted, ReadOptions
from corpus.formats.extraction import extract

Shown = tuple[object, ...]


def shown(content: Extracted) -> list[Shown]:
    """Blocks as tuples: `("heading", 1, "Kurse")`, `("header", "Titel", "Dauer")`, `("row", "Nord", "6 Monate")`."""
    return [_shown(content.text, block) for block in content.blocks]


def read_file(path: Path, **options: Any) -> Extracted:
    """The content of a file, read with these options."""
    return extract(path, options=ReadOptions(**options))


def rows(content: Extracted) -> list[Sequence[object]]:
    """The cells of all rows, header rows included."""
    return [each[1:] for each in shown(content) if each[0] in ("header", "row")]


def _shown(text: str, block: Block) -> Shown:
    cells = [text[slice(*cell)] for cell in block.cells]
    if block.kind == "row":
        return ("header" if block.header else "row", *cells)
    if block.kind == "pair":
        return ("pair", *cells)
    words = () if block.kind == "record" else (text[block.start : block.end],)
    return (block.kind, *((block.level,) if block.level else ()), *words)
