"""Titles of entries as they are printed: without their numbering and the word for an entry before a colon."""

import re

from corpus.blocks import Span
from corpus.parsing.labels import Labels

_NUMBERING = re.compile(
    r"(?:\d{1,3}\.\d{0,3}\.?\d{0,3}\.?|[A-Z]\.\d{1,3}\.?|[IVX]{1,5}\.|[A-Za-z]\)|\d{1,3}\))\s+(?=\S)"
)
_NUMBER_BEHIND = re.compile(r"\W{0,5}\d{1,5}$")


def bare_title(text: str, span: Span, labels: Labels) -> Span:
    """The span of a title's own words: `3. Kurs: Nordlicht` becomes `Nordlicht`, `18 plus` stays."""
    words = text[slice(*span)]
    numbering = _NUMBERING.match(words)
    start = numbering.end() if numbering else 0
    before, colon, behind = words[start:].partition(":")
    named = labels.match(_NUMBER_BEHIND.sub("", before)) if colon and behind.strip() else None
    if named and named.field == "title":
        start += len(before) + 1 + len(behind) - len(behind.lstrip())
    return span[0] + start, span[1]
