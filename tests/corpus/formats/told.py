"""Documents told in short, to compare them with: one line a block."""

from corpus.formats.content import Extracted

_NAMES = {"heading": "h", "paragraph": "p", "item": "i", "row": "r", "pair": "=", "record": "record"}


def told(found: Extracted) -> list[str]:
    """One line a block: `h2 Title`, `p*4 Ziel: Arbeit` with the length of its bold start, `r+# Ort | Dauer`.

    `+` marks the first row of a table, `#` a header row.
    """
    lines = []
    for block in found.blocks:
        if block.cells:
            assert found.text[block.start : block.end].replace("\t", "") == "".join(
                found.text[slice(*span)] for span in block.cells
            )
        text = " | ".join(found.text[slice(*span)] for span in block.cells) or found.text[block.start : block.end]
        marks = f"{block.level or ''}{f'*{block.lead}' if block.lead else ''}{'+' * block.opens}{'#' * block.header}"
        lines.append(f"{_NAMES[block.kind]}{marks} {text}".rstrip(" "))
    return lines
