"""Chunks as passages, with highlighted search terms and a citation."""

from collections.abc import Collection, Mapping

from corpus.document import Document
from corpus.measure import Measure
from corpus.text.language import Language
from index.analyser import Analyser
from index.chunks import Chunk
from retriever.result import Passage

_LONGEST_TITLE = 90
_ABBREVIATIONS: Mapping[Language, tuple[str, str]] = {"de": ("S.", "ab S."), "en": ("p.", "from p.")}
"""Of a page, and of the one from which on: those of the service's catalogue, which the retriever can't import."""


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
        citation=citation(chunk.section, page_reference(chunk.page, document, measure, language), document, measure),
    )


def highlights(text: str, terms: Collection[str], analyser: Analyser) -> tuple[tuple[int, int], ...]:
    """Return the spans of words in `text` whose stem, or the stem of a compound part, is among `terms`."""
    spans = analyser.spans(text)
    return tuple(sorted({span for term in terms for span in spans.get(term, ())}))


def citation(section: str, page: str | None, document: Document, measure: Measure | None) -> str:
    """Where a passage stands, for people: measure, section, document, date, and its page as people write it."""
    parts = [_shortened(measure.title)] if measure else []
    parts.append(section)
    parts.append(f"{_shortened(document.title)}{f' ({document.date})' if document.date else ''}")
    return ", ".join([*parts, page] if page else parts)


def page_reference(page: int | None, document: Document, measure: Measure | None, language: Language) -> str | None:
    """The page, or the one from which on the measure is described."""
    if page is None:
        return None
    abbreviation = _ABBREVIATIONS[language][bool(measure and not document.pages)]
    return f"{abbreviation} {page}"


def _shortened(title: str) -> str:
    if len(title) <= _LONGEST_TITLE:
        return title
    cut = title.rfind(" ", 0, _LONGEST_TITLE)
    return title[: cut if cut > 0 else _LONGEST_TITLE].rstrip(" ,;–-") + " …"
