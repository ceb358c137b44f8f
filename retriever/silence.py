"""Silence: whether a measure or document answers what is asked of it."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.text.answer_types import AnswerType, asked_types, is_yes_no, strict_types, type_bits
from corpus.text.question_kinds import measured_kinds, question_kind
from index.facts import PARTLY, SILENT, STATED, UNKNOWN
from index.store import Index
from index.vectors import FloatArray
from retriever.reader import FEATURES, Reader, ReadSentence
from retriever.understanding import Understanding

# A logistic regression, fitted by tests/benchmarks/known.py to questions that a measure answers, asked by one writer
# while only those of the other are known, to near misses, and to questions about something else.
WEIGHTS: Mapping[str, float] = {
    "bias": 0.41, "score": 1.67, "same": 3.2, "valued": 4.71, "measured": -1.34, "count": -0.91, "which": -1.23,
    "read": -1.83, "stated": 2.4, "partly": -2.15, "unstated": -5.06,
}  # fmt: skip
_THRESHOLD, _LIKE = -1.2, 0.35
_NEAR, _COVERED = 0.15, 0.2
_NEAR_YES, _COVERED_YES = 0.25, 0.25
"""Below both of the latter the best sentence answers no better than chance, unless a known question is `_LIKE` the one
asked; `_YES` for questions that yes or no answers. Chosen on the `dev` answers of tests/relevance, as the threshold."""
_SCALE = 10.0
_KNOWN = FEATURES.index("known")


class SilenceDetector:
    """Tells the questions that a measure or document doesn't answer. Safe to share between threads."""

    def __init__(self, index: Index, reader: Reader) -> None:
        self._reader = reader
        self._sentences = index.sentences
        self._facts, self._places = index.facts, index.measure_places
        _ = index.facts.asked.kinds  # worked out here, not while the first question waits
        self._known = frozenset(index.known_questions.rows.tolist())

    def is_silent(self, question: Understanding, subject: str) -> bool:
        """Return whether a measure or document is silent: no value as asked for, or no sentence that comes near."""
        rows = self._sentences.rows_by_owner[subject]
        read = self._reader.features(question, self._reader.title_terms(subject), rows)
        best = self._reader.best_of(read, rows, 1)[0]
        near, covered = (_NEAR_YES, _COVERED_YES) if is_yes_no(question.asking) else (_NEAR, _COVERED)
        far = best.cosine < near and best.coverage < covered and not best.field
        if not self._known.isdisjoint(rows.tolist()):
            found = self._evidence(question, subject, read, best)
            told = sum(WEIGHTS[name] * value for name, value in found.items())
            return told < _THRESHOLD or (far and found["valued"] < _LIKE)
        return not self._answering(question, subject).any() or (far and not self._gives_contact(question, subject))

    def features(self, question: Understanding, subject: str) -> dict[str, float]:
        """Return what speaks for an answer, or against it.

        `score` is that of the best sentence. The others are likenesses to questions that are known to be answered:
        `same` by the best sentence, where only questions that begin to ask alike count, and `valued` by sentences of
        the subject that hold a value of the kind asked for. `stated`, `partly` and `unstated` are likenesses to
        questions for facts that the subject states, or doesn't, and `read` tells that this is known of it. The rest is
        the kind of question.
        """
        rows = self._sentences.rows_by_owner[subject]
        read = self._reader.features(question, self._reader.title_terms(subject), rows)
        return self._evidence(question, subject, read, self._reader.best_of(read, rows, 1)[0])

    def _evidence(
        self, question: Understanding, subject: str, read: FloatArray, best: ReadSentence
    ) -> dict[str, float]:
        """Return the features, given those of the subject's sentences and the best of these."""
        valued, kind = self._answering(question, subject), question_kind(question.asking)
        vector = self._reader.vector(question)
        return {
            "bias": 1.0,
            "score": best.score / _SCALE,
            "same": self._reader.likeness(vector, kind).of(best.row),
            "valued": float(read[valued, _KNOWN].max(initial=0.0)),
            "measured": float(kind in measured_kinds()),
            "count": float(kind == "count"),
            "which": float(kind == "which"),
            **self._of_facts(vector, kind, subject),
        }

    def _of_facts(self, vector: FloatArray, kind: str, subject: str) -> dict[str, float]:
        """How like the question is to those for facts that the subject states, states in part and doesn't state."""
        facts, place = self._facts, self._places.get(subject)
        standing = None if place is None else facts.standing[place]
        if standing is None or UNKNOWN in standing or not len(standing):
            return {"read": 0.0, "stated": 0.0, "partly": 0.0, "unstated": 0.0}
        like = facts.asked.likest(vector, kind)
        return {
            "read": 1.0,
            "stated": float(like[standing == STATED].max(initial=0.0)),
            "partly": float(like[standing == PARTLY].max(initial=0.0)),
            "unstated": float(like[standing == SILENT].max(initial=0.0)),
        }

    def _answering(self, question: Understanding, subject: str) -> NDArray[np.bool_]:
        """Return which sentences of a subject hold a value of a kind asked for, all where any may answer."""
        asked = strict_types(question.asking)
        return self._holding(subject, asked) | (not asked)

    def _gives_contact(self, question: Understanding, subject: str) -> bool:
        """Return whether a contact is asked for and given."""
        return "contact" in asked_types(question.asking) and bool(self._holding(subject, ["contact"]).any())

    def _holding(self, subject: str, types: Sequence[AnswerType]) -> NDArray[np.bool_]:
        """Return which sentences of a subject hold a value of one of these kinds."""
        held: NDArray[np.bool_] = (
            self._sentences.types[self._sentences.rows_by_owner[subject]] & sum(type_bits(types)) > 0
        )
        return held
