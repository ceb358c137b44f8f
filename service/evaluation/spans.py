"""Passages as a level of their own: what counts are the spans that judges quoted, however a search cuts its texts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from corpus.text.cleaning import Aligned, align, clean
from service.evaluation.json_lines import QuestionError
from service.evaluation.metrics import ASKED_FOR
from service.evaluation.questions import Evidence, Judged
from service.evaluation.searchers import Piece, Range, Searcher

_ENOUGH = 0.5
"""The share of a quoted span that a passage must hold."""


@dataclass(frozen=True, slots=True)
class Unit:
    """What a passage can hold: a quoted span. Without `start`: a text outside of measures, or a numbered part of it."""

    id: str
    grade: int
    document: str
    start: int | None = None
    end: int = 0
    part: str = ""

    def held_by(self, piece: Piece) -> bool:
        """Whether a passage holds it, or stands in it."""
        if piece.document != self.document:
            return False
        if self.start is None:
            return piece.measure is None and piece.section.startswith(self.part)
        shared = min(piece.end, self.end) - max(piece.start, self.start)
        return shared >= _ENOUGH * (self.end - self.start)


class Units:
    """Finds the units of questions in the documents of a search."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._measures = searcher.measures()
        self._cleaned: dict[str, Aligned] = {}

    def of(self, question: Judged) -> tuple[Unit, ...]:
        """The units of a question. Raises QuestionError if a measure isn't there or doesn't say what is quoted."""
        for id in (*question.grades, *question.borderline):
            self._range(question, "judgements", id)
        quoted = {self._span(question, evidence): evidence.measure for evidence in question.evidence}
        units = [
            Unit(f"{document}:{start}-{end}", question.grades.get(measure, ASKED_FOR), document, start, end)
            for (document, start, end), measure in quoted.items()
        ]
        return (*units, *(_text(name, grade) for name, grade in question.documents.items()))

    def _range(self, question: Judged, field: str, id: str) -> Range:
        if id not in self._measures:
            raise QuestionError(f"question {question.id}: `{field}` names {id!r}, which isn't in the index")
        return self._measures[id]

    def _span(self, question: Judged, evidence: Evidence) -> tuple[str, int, int]:
        """Where a quote stands in its measure."""
        own = self._range(question, "evidence", evidence.measure)
        if evidence.measure not in self._cleaned:
            self._cleaned[evidence.measure] = align(self._searcher.document(own.document)[own.start : own.end])
        aligned, wanted = self._cleaned[evidence.measure], clean(evidence.quote)
        place = aligned.text.find(wanted)
        if place < 0:
            quote = f"{evidence.quote[:60]!r} of {evidence.measure}"
            raise QuestionError(f"question {question.id}: `evidence` quotes {quote}, where this doesn't stand")
        start, end = aligned.span(place, place + len(wanted))
        return own.document, own.start + start, own.start + end


def ranking(passages: Sequence[Piece], units: Sequence[Unit], borderline: Sequence[str]) -> list[str]:
    """Ids of units and of passages that hold none, in the order of the passages.

    A unit stands where the first passage holds it; a passage that only repeats one, or is of a borderline measure, is
    left out.
    """
    ranked: dict[str, None] = {}
    best_first = sorted(units, key=lambda unit: -unit.grade)
    for piece in passages:
        held = [unit.id for unit in best_first if unit.held_by(piece)]
        if held:
            ranked |= dict.fromkeys(held)
        elif piece.measure not in borderline:
            ranked[piece.id] = None
    return list(ranked)


def grades(units: Sequence[Unit]) -> Mapping[str, int]:
    """Grades by id."""
    return {unit.id: unit.grade for unit in units}


def _text(name: str, grade: int) -> Unit:
    document, _, number = name.partition("#")
    return Unit(name, grade, document, part=f"{number}. " if number else "")


class Citations:
    """Counts the quoted spans that give their text again, each span once, and keeps those that don't."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._right: dict[tuple[str, int, int, str], bool] = {}
        self.wrong: list[tuple[str, Piece]] = []

    def check(self, asked: str, pieces: Iterable[Piece]) -> None:
        """Check what `asked` was answered with."""
        for piece in pieces:
            key = (piece.document, piece.start, piece.end, piece.text)
            if key not in self._right:
                source = self._searcher.document(piece.document)
                self._right[key] = clean(source[piece.start : piece.end]) == piece.text
                if not self._right[key]:
                    self.wrong.append((asked, piece))

    @property
    def count(self) -> int:
        """How many spans there were."""
        return len(self._right)

    @property
    def share(self) -> float | None:
        """The share that reproduces its source; None if nothing was quoted."""
        return sum(self._right.values()) / self.count if self.count else None
