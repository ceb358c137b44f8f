"""Spans of the documents: those that judges quoted, which make passages relevant, and those that a search quotes.

Passages are judged by the quoted spans that they contain, so the level doesn't depend on how a search cuts its texts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.text.cleaning import Aligned, align, clean
from service.evaluation.json_lines import QuestionError
from service.evaluation.metrics import FULLY_RELEVANT
from service.evaluation.questions import JudgedQuestion, JudgedQuote
from service.evaluation.searchers import MeasureSpan, QuotedSpan, Searcher

_MIN_OVERLAP = 0.5
"""The share of a relevant span that a passage must contain."""


@dataclass(frozen=True, slots=True)
class RelevantSpan:
    """A span that judges quoted. Without `start`: a text outside of measures, or (`part`) a numbered part of it."""

    id: str
    grade: int
    document: str
    start: int | None = None
    end: int = 0
    part: str = ""

    def is_in(self, passage: QuotedSpan) -> bool:
        """Whether a passage contains the span, or is part of the text."""
        if passage.document != self.document:
            return False
        if self.start is None:
            return passage.measure is None and passage.section.startswith(self.part)
        overlap = min(passage.end, self.end) - max(passage.start, self.start)
        return overlap >= _MIN_OVERLAP * (self.end - self.start)


class SpanLocator:
    """Locates the judges' quotes in the documents of a search."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._measures = searcher.measures()
        self._cleaned: dict[str, Aligned] = {}

    def locate(self, question: JudgedQuestion) -> tuple[RelevantSpan, ...]:
        """The relevant spans of a question. Raises QuestionError if a measure or a quote isn't in the documents."""
        for id in (*question.grades, *question.borderline):
            self._measure(question, "judgements", id)
        quoted = {self._span(question, evidence): evidence.measure for evidence in question.evidence}
        grades = {id: question.grades.get(id, FULLY_RELEVANT) for id in quoted.values()}
        spans = [
            RelevantSpan(f"{document}:{start}-{end}", grades[measure], document, start, end)
            for (document, start, end), measure in quoted.items()
        ]
        return (*spans, *(_graded_text(name, grade) for name, grade in question.documents.items()))

    def _measure(self, question: JudgedQuestion, field: str, id: str) -> MeasureSpan:
        if id not in self._measures:
            raise QuestionError(f"question {question.id}: `{field}` names {id!r}, which isn't in the index")
        return self._measures[id]

    def _span(self, question: JudgedQuestion, evidence: JudgedQuote) -> tuple[str, int, int]:
        """Document, start and end of a quote."""
        measure = self._measure(question, "evidence", evidence.measure)
        if evidence.measure not in self._cleaned:
            self._cleaned[evidence.measure] = align(
                self._searcher.document(measure.document)[measure.start : measure.end]
            )
        aligned, wanted = self._cleaned[evidence.measure], clean(evidence.quote)
        place = aligned.text.find(wanted)
        if place < 0:
            quote = f"{evidence.quote[:60]!r}"
            raise QuestionError(f"question {question.id}: `evidence` quotes {quote}, not found in {evidence.measure}")
        start, end = aligned.span(place, place + len(wanted))
        return measure.document, measure.start + start, measure.start + end


def rank_spans(passages: Sequence[QuotedSpan], spans: Sequence[RelevantSpan], borderline: Sequence[str]) -> list[str]:
    """A ranking of spans: ids of relevant spans, and of passages that contain none, in the order of the passages.

    A span has the rank of the first passage that contains it. Passages that contain only spans seen before, or belong
    to a borderline measure, are left out.
    """
    ranking: dict[str, None] = {}
    best_first = sorted(spans, key=lambda span: -span.grade)
    for passage in passages:
        contained = [span.id for span in best_first if span.is_in(passage)]
        if contained:
            ranking |= dict.fromkeys(contained)
        elif passage.measure not in borderline:
            ranking[passage.id] = None
    return list(ranking)


def span_grades(spans: Sequence[RelevantSpan]) -> Mapping[str, int]:
    """Grades by span id."""
    return {span.id: span.grade for span in spans}


def _graded_text(name: str, grade: int) -> RelevantSpan:
    document, _, number = name.partition("#")
    return RelevantSpan(name, grade, document, part=f"{number}. " if number else "")


class CitationCheck:
    """Counts the distinct quoted spans, and collects those whose text isn't what the document says there."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._correct: dict[tuple[str, int, int, str], bool] = {}
        self.wrong: list[tuple[str, QuotedSpan]] = []

    def check(self, question: str, spans: Iterable[QuotedSpan]) -> None:
        """Check the spans returned for a question; `question` is its id."""
        for span in spans:
            key = (span.document, span.start, span.end, span.text)
            if key not in self._correct:
                source = self._searcher.document(span.document)
                self._correct[key] = clean(source[span.start : span.end]) == span.text
                if not self._correct[key]:
                    self.wrong.append((question, span))

    @property
    def count(self) -> int:
        """The number of distinct spans."""
        return len(self._correct)

    @property
    def share(self) -> float | None:
        """The share of spans that reproduce their source; None if nothing was quoted."""
        return sum(self._correct.values()) / self.count if self.count else None
