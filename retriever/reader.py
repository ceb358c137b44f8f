"""The reader: picks the sentences that answer a question, out of those in scope."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from corpus.text.answer_types import asked_types, type_bits
from index.encoders.encoder import Encoder
from index.scored_rows import Rows, ScoredRows, is_in
from index.sentences import Sentence
from index.store import Index
from index.vectors import FloatArray
from retriever.understanding import Understanding

FEATURES = ("cosine", "coverage", "typed", "field", "known", "short", "question")
# A conditional logit over the sentences in scope (McFadden 1974), fitted by tests/benchmarks/reader.py.
WEIGHTS: Mapping[str, float] = {
    "cosine": 5.02, "coverage": 2.17, "typed": 2.58, "field": 3.4, "known": 11.0, "short": -1.78, "question": -4.44,
}  # fmt: skip
_MOST_COVERAGE = 1.5
_SHORT = 25


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with its score and what it rests on.

    `coverage` is the share of what is asked that its words say, `typed` the share of the asked kinds of value that it
    holds, `field` how well the field in which it stands answers, `known` how like it is to a question that the sentence
    is known to answer.
    """

    row: int
    sentence: Sentence
    score: float
    cosine: float
    coverage: float
    typed: float
    field: float
    known: float


class Reader:
    """Scores the sentences of one index. Safe to share between threads."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self._index = index
        self._encoder = encoder
        self._weights = np.array([WEIGHTS[name] for name in FEATURES], dtype=np.float32)
        own = index.sentences.sentences
        self._shape = np.array(
            [(len(each.text) < _SHORT, each.text.endswith("?")) for each in own], dtype=np.float32
        ).reshape(-1, 2)
        self._fields = np.array([each.field for each in own])
        self._all = np.arange(len(own))
        _ = index.known_questions.kinds  # worked out here, not while the first question waits

    def scores(self, question: Understanding, rows: Rows) -> FloatArray:
        """Return the scores of some sentences, in their order."""
        scores: FloatArray = self.features(question, rows=rows) @ self._weights
        return scores

    def best(self, question: Understanding, subject: str, limit: int = 3) -> list[ReadSentence]:
        """Return the sentences of a measure or document that answer best, at most `limit`, the best first.

        Words of its title count for nothing: they say what is asked about, not what is asked.
        """
        rows = self._index.sentences.rows_by_owner[subject]
        return self.best_of(self.features(question, self.title_terms(subject), rows), rows, limit)

    def best_of(self, features: FloatArray, rows: Rows, limit: int) -> list[ReadSentence]:
        """Return the best of some sentences by their `features`, at most `limit`, the best first."""
        scores = features @ self._weights
        order = np.argsort(-scores, kind="stable")[:limit]
        return [self._read(int(rows[place]), float(scores[place]), features[place]) for place in order]

    def features(
        self, question: Understanding, without: frozenset[str] = frozenset(), rows: Rows | None = None
    ) -> FloatArray:
        """Return what the scores of the sentences in `rows` rest on, `(len(rows), len(FEATURES))`; of all if None.

        The terms `without` aren't asked for.
        """
        own = self._index.sentences
        rows = self._all if rows is None else rows
        vector = self.vector(question)
        columns = (
            _products(own.vectors, rows, vector),
            self._coverage(question, without, rows),
            self._typed(question, rows),
            self._field(question, rows),
            self._index.known_questions.likeness(vector, rows),
            self._shape[rows],
        )
        return np.column_stack(columns).astype(np.float32)

    def vector(self, question: Understanding) -> FloatArray:
        """Return the embedding of what a question asks, `(dimension,)`."""
        vector: FloatArray = self._encoder.encode_questions([question.asking])[0]
        return vector

    def likeness(self, vector: FloatArray, kind: str) -> ScoredRows:
        """Return how like each sentence's known questions of its own kind are to a question with this vector."""
        known = self._index.known_questions
        return ScoredRows(len(self._all), known.answering_rows, known.likest(vector, kind))

    def title_terms(self, subject: str) -> frozenset[str]:
        """Return the terms of the title of a measure or document, and of the organisation behind it."""
        place = self._index.measure_places.get(subject)
        if place is None:
            return frozenset(self._index.analyser.terms(self._index.documents[subject].title))
        measure = self._index.measures[place]
        return frozenset(self._index.analyser.terms(f"{measure.title} {measure.organisation or ''}"))

    def _coverage(self, question: Understanding, without: frozenset[str], rows: Rows) -> FloatArray:
        """Return how much of what is asked each sentence says, by idf-weighted terms and those of the thesaurus."""
        words = self._index.sentences.words
        asked = {terms[0] for terms in self._index.analyser.question_terms(question.asking)} - without
        unknown = float(words.idf_of(0))
        total = sum(words.idf(term) if term in words else unknown for term in asked) or 1.0
        covered = np.zeros(len(rows), dtype=np.float32)
        for term, weight in question.asking_terms.items():
            if term in without:
                continue
            covered[is_in(rows, words.rows_with(term))] += weight * words.idf(term) / total
        return np.minimum(covered, _MOST_COVERAGE)

    def _typed(self, question: Understanding, rows: Rows) -> FloatArray:
        """Return the share of the asked kinds of value that each sentence holds, 0 where any sentence may answer."""
        bits = type_bits(asked_types(question.asking))
        held = self._index.sentences.types[rows]
        shares = [(held & bit > 0).astype(np.float32) / len(bits) for bit in bits]
        return np.sum(shares, axis=0, dtype=np.float32) if bits else np.zeros(len(held), dtype=np.float32)

    def _field(self, question: Understanding, rows: Rows) -> FloatArray:
        """Return 1 for sentences in the field that is asked for, less for the fields that may say it as well."""
        found, fields = np.zeros(len(rows), dtype=np.float32), self._fields[rows]
        for rank, field in reversed(list(enumerate(question.fields))):
            found[fields == field] = 1 / (1 + 0.25 * rank)
        return found

    def _read(self, row: int, score: float, features: FloatArray) -> ReadSentence:
        return ReadSentence(row, self._index.sentences.sentences[row], score, *map(float, features[:5]))


def _products(vectors: FloatArray, rows: Rows, vector: FloatArray) -> FloatArray:
    """Inner products of some `vectors` with one; many are compared where they lie, which takes less than a copy."""
    if len(rows) * 4 > len(vectors):
        every: FloatArray = (vectors @ vector)[rows]
        return every
    return vectors[rows] @ vector
