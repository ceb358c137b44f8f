"""Silence: whether a measure or document answers what is asked of it."""

from collections.abc import Mapping

import numpy as np

from corpus.text.answer_types import asked_types, is_yes_no, strict_types, type_bits
from index.store import Index
from retriever.reader import FEATURES, Reader
from retriever.understanding import Understanding

# A logistic regression, fitted by tests/benchmarks/known.py to questions that a measure answers, asked by one writer
# while only those of the other are known, to near misses, and to questions about something else.
WEIGHTS: Mapping[str, float] = {
    "bias": -2.67, "cosine": 2.48, "known": 3.5, "nearest": 3.5, "elsewhere": -1.44, "lacks": -2.13,
}  # fmt: skip
_THRESHOLD, _LIKE = -1.1, 0.35
_NEAR, _COVERED = 0.15, 0.2
_NEAR_YES, _COVERED_YES = 0.25, 0.25
"""Below both of the latter the best sentence answers no better than chance, unless a known question is `_LIKE` the one
asked; `_YES` for questions that yes or no answers. Chosen on the `dev` answers of tests/relevance, as the threshold."""
_ELSEWHERE = 10
_KNOWN = FEATURES.index("known")


class SilenceDetector:
    """Tells the questions that a measure or document doesn't answer. Safe to share between threads."""

    def __init__(self, index: Index, reader: Reader) -> None:
        self._reader = reader
        self._sentences = index.sentences
        self._known = frozenset(index.known_questions.rows.tolist())

    def is_silent(self, question: Understanding, subject: str) -> bool:
        """Return whether a measure or document is silent: no value as asked for, or no sentence that comes near."""
        best = self._reader.best(question, subject, 1)[0]
        near, covered = (_NEAR_YES, _COVERED_YES) if is_yes_no(question.asking) else (_NEAR, _COVERED)
        far = best.cosine < near and best.coverage < covered and not best.field
        if not self._known.isdisjoint(self._sentences.rows_by_owner[subject].tolist()):
            found = self.features(question, subject)
            told = sum(WEIGHTS[name] * value for name, value in found.items())
            return told < _THRESHOLD or (far and found["nearest"] < _LIKE)
        if self._lacks(question, subject):
            return True
        return far and not self._gives_contact(question, subject)

    def features(self, question: Understanding, subject: str) -> dict[str, float]:
        """Return what speaks for an answer, or against it.

        `nearest` is how like the question is to those that the subject is known to answer, `elsewhere` to the likest
        that others answer: what is asked of others in just these words, and not of it, it doesn't say.
        """
        features = self._reader.features(question, self._reader.title_terms(subject))
        best = self._reader.best_of(features, subject, 1)[0]
        rows, known = self._sentences.rows_by_owner[subject], features[:, _KNOWN]
        others = np.delete(known, rows)
        return {
            "bias": 1.0,
            "cosine": best.cosine,
            "known": best.known,
            "nearest": float(known[rows].max()),
            "elsewhere": float(np.sort(others)[-_ELSEWHERE:].mean()) if len(others) else 0.0,
            "lacks": float(self._lacks(question, subject)),
        }

    def _lacks(self, question: Understanding, subject: str) -> bool:
        """Return whether none of its sentences holds a value of the kinds asked for."""
        bits = type_bits(strict_types(question.asking))
        return bool(bits) and not any(self._held(subject) & bit for bit in bits)

    def _gives_contact(self, question: Understanding, subject: str) -> bool:
        """Return whether a contact is asked for and given."""
        given = any(self._held(subject) & bit for bit in type_bits(["contact"]))
        return given and "contact" in asked_types(question.asking)

    def _held(self, subject: str) -> int:
        """Return the kinds of value that its sentences hold."""
        types = self._sentences.types[self._sentences.rows_by_owner[subject]]
        return int(np.bitwise_or.reduce(types, initial=0))
