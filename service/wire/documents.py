"""Wire types of documents. Spans count Unicode code points."""

from typing import Self

from pydantic import Field

from corpus.document import Document
from service.wire.common import WireModel, WireRequest


class SpanQuery(WireRequest):
    """A span of a document, and the number of characters of context."""

    start: int | None = Field(None, ge=0)
    end: int | None = Field(None, ge=0)
    context: int = Field(300, ge=0, le=5_000)


class DocumentResponse(WireModel):
    """A document, or a span of it.

    `text` is the source text of `[start, end)`. For a span, `quote` is its cleaned text, and `before` and `after` are
    the cleaned text around it; for a whole document they are null.
    """

    id: str
    title: str
    publisher: str | None
    date: str | None
    language: str
    kind: str
    sha256: str = Field(description="Hash of text and metadata")
    characters: int
    start: int
    end: int
    page: int | None
    text: str
    quote: str | None = None
    before: str | None = None
    after: str | None = None

    @classmethod
    def of(cls, document: Document, start: int, end: int) -> Self:
        """Return the response with the text of `[start, end)`."""
        names = ("id", "title", "publisher", "date", "language", "kind", "sha256")
        own = {name: getattr(document, name) for name in names}
        text = document.text[start:end]
        span = {"start": start, "end": end, "text": text, "page": document.page_at(start)}
        return cls.model_validate({**own, **span, "characters": len(document.text)})
