"""A quote with what stands around it in its document."""

from dataclasses import dataclass

from corpus.cleaning import clean
from corpus.document import Document


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote, and the cleaned text before and after it."""

    before: str
    quote: str
    after: str


def excerpt(document: Document, start: int, end: int, context: int) -> Excerpt:
    """The quote `[start, end)` with `context` characters of the source on both sides."""
    text = document.text
    before, after = clean(text[max(0, start - context) : start]), clean(text[end : end + context])
    return Excerpt(before, document.quote(start, end).text, after)
