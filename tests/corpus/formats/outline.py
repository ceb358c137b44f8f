"""A document's blocks as one line of text each."""

from corpus.blocks import Block
from corpus.formats.extraction import Extracted


def outline(content: Extracted) -> list[str]:
    """The blocks in order: `## Heading`, `- item`, `[bold start] of text`, `| row | of a table |`, `label = value`.

    Line breaks are shown as ` / `, the first row of a table and the first pair of a list begin with `+`, a header row
    ends with `H`, and a record is `---`.
    """
    return [_line(content.text, block) for block in content.blocks]


def _line(text: str, block: Block) -> str:
    words = text[block.start : block.end].replace("\n", " / ")
    cells = [text[start:end].replace("\n", " / ") for start, end in block.cells]
    opens = "+" if block.opens else ""
    match block.kind:
        case "heading":
            return f"{'#' * block.level} {words}"
        case "row":
            return f"{opens}| {' | '.join(cells)} |{'H' if block.header else ''}"
        case "pair":
            return f"{opens}{' = '.join(cells)}"
        case "record":
            return "---"
    led = f"[{words[: block.lead]}]{words[block.lead :]}" if block.lead else words
    return f"- {led}" if block.kind == "item" else led
