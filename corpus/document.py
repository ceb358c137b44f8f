"""A source text with its metadata."""

import hashlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus.text.cleaning import clean

Kind = Literal["catalogue", "report"]


@dataclass(frozen=True)
class Document:
    """One source text. `pages` are `(offset, number)` of the pages' first characters, where known."""

    id: str
    title: str
    publisher: str | None
    date: str | None
    language: str
    kind: Kind
    text: str
    pages: tuple[tuple[int, int], ...] = ()

    @cached_property
    def sha256(self) -> str:
        """Hash of text and metadata: what changes it changes the chunks."""
        parts = (self.id, self.title, self.publisher, self.date, self.language, self.kind, self.pages, self.text)
        return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def dated_title(self) -> str:
        """The title with the date behind it, where there is one."""
        return f"{self.title} ({self.date})" if self.date else self.title

    def page_at(self, offset: int) -> int | None:
        """Number of the page on which `offset` lies, None where pages aren't known."""
        place = bisect_right(self.pages, (offset, 2**63)) - 1
        return self.pages[place][1] if place >= 0 else None

    def quote(self, start: int, end: int) -> "Quote":
        """The cleaned text of a span, the only way in which text of a document is ever shown."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span [{start}, {end}) in document {self.id} of {len(self.text)} characters")
        return Quote(clean(self.text[start:end]), start, end)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document: `text` is what cleaning `document.text[start:end]` gives."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """`quote` is the cleaned text of `[start, end)` in the measure's document, `field` says its place."""

    field: str
    quote: str
    start: int
    end: int


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
