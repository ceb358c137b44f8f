"""Texts of cells and of JSON: markup that a content management system left in them made to text."""

import re

from corpus.formats.content import ReadOptions, tidy
from corpus.formats.pieces import Piece

_MARKUP = re.compile(
    r"</?(?:a|b|br|div|em|font|h[1-6]|hr|i|li|ol|p|span|strong|sub|sup|table|tbody|td|th|tr|u|ul)(?:\s[^<>]*)?/?>"
    r"|&(?:[a-zA-Z]{2,8}|#\d{1,6}|#x[0-9a-fA-F]{1,6});"
)
_PROTECTED = re.compile(r"'(?=[-=+@\d])|=(?=\"[^\"]*\"$)")  # how spreadsheets are told that a text is no formula
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FOOTNOTE = re.compile(r"[*†‡,;)\s]*")
# Square and cubic metres keep their exponent; every other small number points to a footnote.
_SMALL = re.compile(r"(?<![^\W\d_])([kdcm]?m[²³])|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")
_BOM = b"\xef\xbb\xbf"  # an encoding that the text declares isn't its own


def raised(text: str) -> str:
    """Superscript as characters: `m²`; marks of footnotes that aren't numbers are dropped."""
    return _FOOTNOTE.sub("", text).translate(_RAISED_DIGITS) if not re.search(r"[^\W\d_]", text) else text


def plain_value(text: str) -> str:
    """`text` tidied, without HTML, whose paragraphs and list items become lines, and without marks of footnotes."""
    if not text.isascii():
        text = _SMALL.sub(r"\1", text)
    if not _MARKUP.search(text):
        return tidy(text)
    from corpus.formats import html  # most files hold no markup

    read = html.read(_BOM + text.encode("utf-8", "replace"), ReadOptions())
    lines = (Piece(block.kind, read.text[block.start : block.end]) for block in read.blocks)
    return tidy("\n".join(f"- {line.text}" if line.kind == "item" else line.text for line in lines))


def plain_cell(text: str) -> str:
    """The text of a cell, tidied, without HTML and without the sign that protects a number from becoming one."""
    protected = _PROTECTED.match(text)
    if protected:
        text = text[protected.end() :].strip('"')
    return plain_value(text)
