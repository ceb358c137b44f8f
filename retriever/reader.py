"""The reader: picks the sentences that answer a question, out of those in scope."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders.encoder import Encoder
from index.sentences import Sentence
from index.store import Index
from index.vectors import FloatArray
from retriever.answer_types import AnswerType, asked_types, holds_type
from retriever.understanding import Understanding

FEATURES = ("cosine", "coverage", "typed", "field", "short", "question")
# A conditional logit over the sentences in scope (McFadden 1974), fitted by tests/benchmarks/reader.py.
WEIGHTS: Mapping[str, float] = {
    "cosine": 3.14, "coverage": 2.8, "typed": 2.0, "field": 5.44, "short": -1.54, "question": -4.5,
}  # fmt: skip
_MOST_COVERAGE = 1.5
_SHORT = 25


@dataclass(frozen=True, slots=True)
class ReadSentence:
    """A sentence with its score and what it rests on; `typed` is the share of the asked kinds of value it holds."""

    row: int
    sentence: Sentence
    score: float
    cosine: float
    coverage: float
    typed: float
    field: float


class Reader:
    """Scores the sentences of one index. Safe to share between threads."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self._index = index
        self._encoder = encoder

    def best(self, question: Understanding, rows: NDArray[np.int64], limit: int = 3) -> list[ReadSentence]:
        """Return the sentences in `rows` that answer best, at most `limit`, the best first."""
        features = self.features(question, rows)
        scores = features @ np.array([WEIGHTS[name] for name in FEATURES], dtype=np.float32)
        order = np.argsort(-scores, kind="stable")[:limit]
        return [self._read(int(rows[place]), float(scores[place]), features[place]) for place in order]

    def features(self, question: Understanding, rows: NDArray[np.int64]) -> FloatArray:
        """Return what the scores rest on, `(len(rows), len(FEATURES))`."""
        own = self._index.sentences
        texts = [own.sentences[row].text for row in rows]
        types = asked_types(question.asking)
        fields = question.fields
        return np.column_stack(
            [
                own.vectors[rows] @ self._encoder.encode_questions([question.asking])[0],
                self._coverage(question)[rows],
                [_typed(text, types) for text in texts],
                [_field(own.sentences[row].field, fields) for row in rows],
                [len(text) < _SHORT for text in texts],
                [text.endswith("?") for text in texts],
            ]
        ).astype(np.float32)

    def _coverage(self, question: Understanding) -> FloatArray:
        """Return how much of what is asked each sentence says, by idf-weighted terms and those of the thesaurus."""
        words = self._index.sentences.words
        asked = {terms[0] for terms in self._index.analyser.question_terms(question.asking)}
        unknown = float(words.idf_of(0))
        total = sum(words.idf(term) if term in words else unknown for term in asked) or 1.0
        covered = np.zeros(len(words), dtype=np.float32)
        for term, weight in question.asking_terms.items():
            covered[words.rows_with(term)] += weight * words.idf(term) / total
        return np.minimum(covered, _MOST_COVERAGE)

    def _read(self, row: int, score: float, features: FloatArray) -> ReadSentence:
        cosine, coverage, typed, field = map(float, features[:4])
        return ReadSentence(row, self._index.sentences.sentences[row], score, cosine, coverage, typed, field)


def _typed(text: str, types: tuple[AnswerType, ...]) -> float:
    return sum(holds_type(text, each) for each in types) / len(types) if types else 0.0


def _field(field: str, asked: tuple[str, ...]) -> float:
    return 1 / (1 + 0.25 * asked.index(field)) if field in asked else 0.0
