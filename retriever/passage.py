"""Chunks as passages, with highlighted search terms and a citation."""

from collections.abc import Collection

from corpus.document import Document
from corpus.measure import Measure
from corpus.text.language import Language
from index.analyser import Analyser
from index.chunks import Chunk
from retriever.result import Passage

_LONGEST_TITLE = 90


def passage(
    chunk: Chunk,
    document: Document,
    measure: Measure | None,
    score: float,
    terms: Collection[str],
    analyser: Analyser,
    language: Language,
) -> Passage:
    """Return the chunk as a search result; `terms` are the question's, `score` is from 0 to 1."""
    return Passage(
        id=chunk.id,
        document=document.id,
        document_title=document.title,
        measure=chunk.measure,
        field=chunk.field,
        section=chunk.section,
        page=chunk.page,
        start=chunk.start,
        end=chunk.end,
        text=chunk.text,
        score=score,
        highlights=highlights(chunk.text, terms, analyser),
        citation=citation(chunk.section, chunk.page, document, measure, language),
    )


def highlights(text: str, terms: Collection[str], analyser: Analyser) -> tuple[tuple[int, int], ...]:
    """Return the spans of words in `text` whose stem, or the stem of a compound part, is among `terms`."""
    spans = analyser.spans(text)
    return tuple(sorted({span for term in terms for span in spans.get(term, ())}))


def citation(section: str, page: int | None, document: Document, measure: Measure | None, language: Language) -> str:
    """Return a human-readable citation: measure, section, document, date, page."""
    parts = [_shortened(measure.title)] if measure else []
    parts.append(section)
    parts.append(f"{_shortened(document.title)}{f' ({document.date})' if document.date else ''}")
    if page is not None:
        parts.append(_page(page, from_there=bool(measure and not document.pages), language=language))
    return ", ".join(parts)


def _page(page: int, *, from_there: bool, language: Language) -> str:
    """The page, or the first page of the measure's description if `from_there`."""
    if from_there:
        return f"ab S. {page}" if language == "de" else f"from p. {page}"
    return f"S. {page}" if language == "de" else f"p. {page}"


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    cut = title.rfind(" ", 0, _LONGEST_TITLE)
    return title[: cut if cut > 0 else _LONGEST_TITLE].rstrip(" ,;–-") + " …"
