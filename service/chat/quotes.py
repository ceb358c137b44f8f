"""Quotes with numbers: each is a span of a document, and each span has one citation."""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.document import Document, SourceSpan, sentence_spans
from corpus.fields import CORE_FIELDS
from corpus.measure import Measure, Section
from corpus.text.cleaning import align
from corpus.text.sentences import sentences
from index.analyser import Analyser
from index.store import Index
from retriever.passage import citation, highlights
from retriever.reader import ReadSentence
from retriever.result import Passage, SearchResult
from service.chat.answer import Citation, Quoted
from service.summary import page_line
from service.texts import Texts

Span = tuple[int, int]

_LONGEST_QUOTE = 320
_YEAR = re.compile(r"(?P<vague>\b(?:um|ca\.?|circa|etwa)\s+)?(?P<year>\b(?:19|20)\d\d)\b")
_OVERVIEW = (("description",), ("period",), ("cost", "budget", "resources", "financing"))
"""The fields of an overview after those that say whom a measure is for, each with those that may stand for it."""


class Quotes:
    """Takes quotes out of one index, and numbers their passages in the order in which they are taken."""

    def __init__(self, index: Index, texts: Texts, terms: Iterable[str]) -> None:
        self.index = index
        self.texts = texts
        self._terms = frozenset(terms)
        self._citations: dict[tuple[str, int, int], Citation] = {}

    @property
    def citations(self) -> tuple[Citation, ...]:
        return tuple(self._citations.values())

    def dated(self) -> tuple[str, ...]:
        """Say from which years the quoted documents are, once."""
        documents = (self.index.documents[cited.passage.document] for cited in self.citations)
        found = (_YEAR.search(document.date or "") for document in documents)
        named = {match["year"]: bool(match["vague"]) for match in found if match}
        years = [self.texts.text("common.about_year", year=year) if named[year] else year for year in sorted(named)]
        return (self.texts.text("common.dated", years=self.texts.listed(years)),) if years else ()

    def evidence(self, evidence: SourceSpan, measure: Measure, score: float) -> Quoted:
        """A sentence that speaks for or against a measure."""
        return self.span(measure.document, measure, evidence.field, (evidence.start, evidence.end), score)

    def span(self, document: str, measure: Measure | None, field: str, span: Span, score: float = 1.0) -> Quoted:
        """The words of a span, whole."""
        passage = self._passage(self.index.documents[document], measure, field, span, score)
        return Quoted(passage.text, self._number(passage))

    def beginning(self, measure: Measure, section: Section, most: int) -> Quoted | None:
        """The first sentence of a section, cut at a word where it is longer than `most`."""
        document = self.index.documents[measure.document]
        first = next(sentence_spans(document, section.spans), None)
        if first is None:
            return None
        whole = document.quote(*first).text
        if len(whole) <= most:
            return self.span(measure.document, measure, section.field, first)
        aligned = align(document.text[slice(*first)])
        end = aligned.text.rfind(" ", 0, most)
        start, stop = aligned.span(0, end if end > 0 else most)
        quoted = self.span(measure.document, measure, section.field, (first[0] + start, first[0] + stop))
        return Quoted(quoted.text, quoted.number, cut=True)

    def overview(self, measure: Measure) -> tuple[Quoted, ...]:
        """Quote whom a measure is for, what is done, how long, what it costs, and who answers for it."""
        sections = [measure.section(*fields) for fields in (CORE_FIELDS, *_OVERVIEW)]
        quoted = [self.beginning(measure, section, _LONGEST_QUOTE) for section in sections if section]
        contact = measure.contact.spans[:1] if measure.contact else ()
        quoted += [self.span(measure.document, measure, "contact", span) for span in contact]
        return tuple(quote for quote in quoted if quote)

    def answering(self, read: Sequence[ReadSentence], measure: Measure | None) -> tuple[Quoted, ...]:
        """Quote sentences that answer; a contact is quoted whole."""
        if measure and measure.contact and read[0].sentence.field == "contact":
            spans = measure.contact.spans
            return tuple(self.span(measure.document, measure, "contact", span) for span in spans)
        found = (each.sentence for each in read)
        return tuple(self.span(each.document, measure, each.field, (each.start, each.end)) for each in found)

    def from_passage(self, passage: Passage, spans: Sequence[Span]) -> tuple[Quoted, ...]:
        """Spans of the document of a passage, which lie in it."""
        measure = self.measure(passage.measure)
        return tuple(self.span(passage.document, measure, passage.field, span, passage.score) for span in spans)

    def measure(self, id: str | None) -> Measure | None:
        return self.index.measures[self.index.measure_places[id]] if id else None

    def _number(self, passage: Passage) -> int:
        key = (passage.document, passage.start, passage.end)
        if key not in self._citations:
            self._citations[key] = Citation(len(self._citations) + 1, passage)
        return self._citations[key].number

    def _passage(self, document: Document, measure: Measure | None, field: str, span: Span, score: float) -> Passage:
        quote = document.quote(*span)
        page = document.page_at(quote.start) if document.pages or not measure else measure.page
        label = self.texts.text(f"fields.{field}")
        return Passage(
            id=f"{document.id}:{quote.start}-{quote.end}",
            document=document.id,
            document_title=document.title,
            measure=measure.id if measure else None,
            field=field,
            section=label,
            page=page,
            start=quote.start,
            end=quote.end,
            text=quote.text,
            score=score,
            highlights=highlights(quote.text, self._terms, self.index.analyser),
            citation=citation(label, page_line(page, document, measure, self.texts), document, measure),
        )


def mentioning(result: SearchResult, analyser: Analyser) -> Iterator[Passage]:
    """Yield the passages that mention a name which no title bears, best first."""
    names = [{*analyser.word_stems(unborne.name)} for unborne in result.unborne]
    for passage in result.passages:
        said = {*analyser.word_stems(passage.text)}
        if any(name <= said for name in names):
            yield passage


def telling_sentences(document: Document, passage: Passage, most: int) -> list[Span]:
    """The sentences of a passage with the most highlights, at most `most`, in the order of the text."""
    aligned = align(document.text[passage.start : passage.end])
    spans = sentences(aligned.text)
    short = [span for span in spans if span[1] - span[0] <= _LONGEST_QUOTE] or spans
    telling = [span for span in short if _highlighted(passage, *span)] or short
    best = sorted(telling, key=lambda span: -_highlighted(passage, *span))[:most]
    found = (aligned.span(*span) for span in sorted(best))
    return [(passage.start + low, passage.start + high) for low, high in found]


def _highlighted(passage: Passage, start: int, end: int) -> int:
    return sum(start <= first and last <= end for first, last in passage.highlights)
