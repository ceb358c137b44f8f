"""HTML, parsed by Lexbor: the content of a page as headings, paragraphs, lists, tables and labelled values."""

from collections.abc import Iterable

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from corpus.formats.content import Extracted, Notice, ReadOptions, title_from
from corpus.formats.html_blocks import PageReader
from corpus.formats.html_cards import alike_elements
from corpus.formats.html_encoding import decoded_page
from corpus.formats.page_parts import PageParts
from corpus.formats.pieces import Piece, first_heading, render

# If (almost) nothing is left of a page, fewer characters than said here, what is usually around the content holds it.
_AROUND = (
    (frozenset(("form",)), 300),
    (frozenset(("header",)), 300),
    (frozenset(("aside", "banner", "footer", "navigation")), 1),
)
_MUCH_MORE = 5  # times as much there is to be


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a page: `<h2>` becomes `## `, list items `- `, table rows tab-separated lines, labelled values pairs.

    Left out: struck-out and hidden text, footnote marks, navigation, header and footer of the page, forms, buttons,
    dialogs and banners, unless nothing else is left: then a notice says so. Another one tells of text that is in the
    colour of its ground, tiny or off the page, and so left out as well.
    """
    tree = _parsed(decoded_page(data))
    made, notices = _content(tree)
    text, blocks = render(made)
    title = tree.css_first("head > title")
    named = title_from(title.text() if title else None) or title_from(first_heading(made))
    return Extracted(text, title=named, blocks=blocks, notices=notices)


def page_pieces(html: str) -> tuple[list[Piece], tuple[Notice, ...]]:
    """The pieces of a page, or of a part of one, and what is to be said of reading it."""
    return _content(_parsed(html))


def _parsed(text: str) -> LexborHTMLParser:
    try:
        return LexborHTMLParser(text)
    except SelectolaxError as error:  # any text parses as HTML, so memory must have run out
        raise MemoryError from error


def _content(tree: LexborHTMLParser) -> tuple[list[Piece], tuple[Notice, ...]]:
    body = tree.body
    if body is None:
        return [], ()
    parts = PageParts(body)
    made = PageReader(parts, alike_elements(body, parts)).read(body)
    size, kept = _size(made), frozenset[str]()
    for more, little in _AROUND:
        kept |= more
        if size < little and parts.dropped & more:
            fuller = PageParts(body, kept)
            other = PageReader(fuller, alike_elements(body, fuller)).read(body)
            if _size(other) > _MUCH_MORE * size:
                left = Notice("page_parts_kept", {"parts": ", ".join(sorted(fuller.dropped & kept))})
                return other, (left, *fuller.shown.unseen.notices())
    return made, tuple(parts.shown.unseen.notices())


def _size(made: Iterable[Piece]) -> int:
    return sum(character.isalnum() for piece in made for character in piece.words)
