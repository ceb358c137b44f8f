"""A source text with its metadata."""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from corpus.text.cleaning import align, clean
from corpus.text.sentences import sentences

DocumentKind = Literal["catalogue", "report"]


@dataclass(frozen=True)
class Document:
    """One source text. `pages` holds `(offset of its first character, number)` for each page, where known.

    `file` is its path in the folder of its `catalogue`, which has a name only if its settings give one.
    """

    id: str
    title: str
    publisher: str | None
    date: str | None
    language: str
    kind: DocumentKind
    text: str
    pages: tuple[tuple[int, int], ...] = ()
    file: str | None = None
    catalogue: str | None = None

    @cached_property
    def sha256(self) -> str:
        """Hash of text and metadata: whatever changes the chunks changes the hash."""
        parts = (self.id, self.title, self.publisher, self.date, self.language, self.kind, self.pages, self.text)
        return hashlib.sha256("\0".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()

    @property
    def dated_title(self) -> str:
        """The title, followed by the date if there is one."""
        return f"{self.title} ({self.date})" if self.date else self.title

    def page_at(self, offset: int) -> int | None:
        """Number of the page that holds `offset`, None if pages aren't known."""
        place = bisect_right(self.pages, (offset, 2**63)) - 1
        return self.pages[place][1] if place >= 0 else None

    def quote(self, start: int, end: int) -> "Quote":
        """The cleaned text of a span: the only form in which a document's text is ever shown.

        Raises ValueError for a span outside of the text.
        """
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is not a span of the {len(self.text)} characters of {self.id}")
        return Quote(clean(self.text[start:end]), start, end)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of a document: `text` is `document.text[start:end]`, cleaned."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SourceSpan:
    """Words of a measure: `quote` is the cleaned text of `[start, end)` in its document, `field` its section."""

    field: str
    quote: str
    start: int
    end: int

    def overlaps(self, other: "SourceSpan") -> bool:
        """Return whether both share a character, given that they are of the same document."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A quote with the cleaned text before and after it."""

    before: str
    quote: str
    after: str


def excerpt(document: Document, start: int, end: int, context: int) -> Excerpt:
    """The quote `[start, end)` with `context` characters of the source on either side."""
    text = document.text
    before, after = clean(text[max(0, start - context) : start]), clean(text[end : end + context])
    return Excerpt(before, document.quote(start, end).text, after)


def sentence_spans(document: Document, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the sentences and list items of spans of a document, as spans of it."""
    for start, end in spans:
        aligned = align(document.text[start:end])
        for first, last in sentences(aligned.text):
            low, high = aligned.span(first, last)
            yield start + low, start + high
