"""Results as a notebook shows them. Text is escaped, and links lead to the service's page only."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

_PIECE = re.compile(r"\\(?P<literal>.)|(?P<bold>\*\*)|\[(?P<number>\d{1,4})\]", re.DOTALL)
_NUMBERED = re.compile(r"\d{1,4}\. ")
_WORDS = {
    "de": {
        "nearest": "Der Katalog hat dazu nichts. Was folgt, kommt nur in die Nähe.",
        "none": "Nichts gefunden.",
        "against": "Spricht dagegen:",
        "sources": "Quellen",
    },
    "en": {
        "nearest": "The catalogue has nothing on this. What follows only comes close.",
        "none": "Nothing found.",
        "against": "Speaks against it:",
        "sources": "Sources",
    },
}
_BOX = "max-width:50em;line-height:1.45"
_FAINT = "opacity:.7"
_CELL = "text-align:left;vertical-align:top"


def words_in(language: str) -> dict[str, str]:
    """Return the few words of its own that a result has."""
    return _WORDS.get(language, _WORDS["en"])


def box(inner: str) -> str:
    """Return what a notebook shows of a result."""
    return f'<div style="{_BOX}">{inner}</div>'


def linked(text: str, url: str | None) -> str:
    """Return `text`, which leads to `url` if there is one."""
    return f'<a href="{escape(url)}" target="_blank" rel="noopener">{escape(text)}</a>' if url else escape(text)


def measure_heading(title: str, url: str | None, *origin: str | None) -> str:
    """Return the title of a measure, and where it comes from."""
    whose = " – ".join(filter(None, origin))
    return f'<b>{linked(title, url)}</b> <span style="{_FAINT}">{escape(whose)}</span>'


def quoted_lines(quotes: Iterable[tuple[str, str | None]]) -> str:
    """Return quotes with their addresses, a line each."""
    return "<br>".join(linked(f"»{quote}«", url) for quote, url in quotes)


def two_columns(rows: Iterable[tuple[str, str]]) -> str:
    """Return a table of cells that are HTML already."""
    cells = (f'<th style="{_CELL}">{name}</th><td style="{_CELL}">{value}</td>' for name, value in rows)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def markdown_html(text: str, urls: Mapping[int, str | None]) -> str:
    """Return an answer, whose `[1]` leads to the address of that number."""
    return "".join(_block(block, urls) for block in text.split("\n\n") if block.strip())


def _block(block: str, urls: Mapping[int, str | None]) -> str:
    """A paragraph, list or table; answers hold no other Markdown."""
    lines = block.split("\n")
    if lines[0].startswith("| "):
        return _table([line for line in lines if not line.startswith("| ---")], urls)
    if all(map(_NUMBERED.match, lines)):
        start = lines[0].partition(".")[0]
        items = "".join(f"<li>{_inline(line.partition('. ')[2], urls)}</li>" for line in lines)
        return f"<ol start={start}>{items}</ol>"
    return f"<p>{'<br>'.join(_inline(line, urls) for line in lines)}</p>"


def _table(lines: Sequence[str], urls: Mapping[int, str | None]) -> str:
    rows = ("".join(f'<td style="{_CELL}">{_inline(cell, urls)}</td>' for cell in _cells(line)) for line in lines)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _cells(line: str) -> list[str]:
    """Between bars; those of the text have a backslash before them."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]


def _inline(text: str, urls: Mapping[int, str | None]) -> str:
    return "".join(_pieces(text, urls))


def _pieces(text: str, urls: Mapping[int, str | None]) -> Iterator[str]:
    bold, at = False, 0
    for match in _PIECE.finditer(text):
        yield escape(text[at : match.start()])
        at = match.end()
        if match["literal"]:
            yield escape(match["literal"])
        elif match["bold"]:
            bold = not bold
            yield "<b>" if bold else "</b>"
        else:
            yield linked(match[0], urls.get(int(match["number"])))
    yield escape(text[at:])
    yield "</b>" if bold else ""
