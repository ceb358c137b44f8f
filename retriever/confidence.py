"""How sure a result is: scores from 0 to 1, and whether the corpus answers at all."""

import math
import re

import numpy as np

from index.arrays import FloatArray
from index.german import fold
from index.store import Index
from retriever.ranking import Scores, cites
from retriever.understanding import Understanding

# Logistic regressions (Platt 1999), fitted on the `dev` questions by tests/benchmarks/calibration.py.
_MEASURE = (-2.37, 0.36)
_PASSAGE = (-2.3, 0.45)
_ANSWERABLE = {
    "bias": -0.59,
    "absent": -3.36,
    "related": -0.4,
    "missing": -3.47,
    "nearest": 3.13,
    "best": 0.19,
    "words": 0.12,
    "unknown_german": -2.99,
    "unknown_english": -1.17,
}
_THRESHOLD = 0.44
_MEASURE_WORDS = frozenset(
    map(fold, "Maßnahme Maßnahmen Projekt Projekte Angebot Angebote measure measures project projects".split())
)
_HIGHEST = 12.0


def measure_score(fused: float) -> float:
    """The share of measures with this fused score that fit at least partly."""
    return _logistic(_MEASURE[0] + _MEASURE[1] * fused)


def passage_score(fused: float) -> float:
    """The fused score of a chunk as a number from 0 to 1."""
    return _logistic(_PASSAGE[0] + _PASSAGE[1] * fused)


def answerable(question: Understanding, scores: Scores, index: Index) -> bool:
    """Whether the corpus holds an answer."""
    return suffices(probability(question, scores, index))


def suffices(probability: float) -> bool:
    """Whether an answer that is this probable is given."""
    return probability >= _THRESHOLD


def probability(question: Understanding, scores: Scores, index: Index) -> float:
    """How probable it is that the corpus holds an answer."""
    found = features(question, scores, index)
    return _logistic(sum(_ANSWERABLE[name] * value for name, value in found.items()))


def says_nothing(question: Understanding) -> bool:
    """Whether nothing can be searched for; a question for any measure at all ("Welche Maßnahmen gibt es?") can."""
    if question.terms or question.names or question.places or question.paragraphs:
        return False
    return _MEASURE_WORDS.isdisjoint(map(fold, re.findall(r"[^\W_]+", question.text)))


def features(question: Understanding, scores: Scores, index: Index) -> dict[str, float]:
    """What tells whether the corpus answers: things and concepts that it lacks, how near and good the best is."""
    return {
        "bias": 1.0,
        "absent": question.coverage.absent,
        "related": question.coverage.related,
        "missing": float(bool(missing(question, index))),
        "nearest": float(_highest(scores.cosine, 3).mean()),
        "best": min(float(scores.measures.max(initial=0.0)), _HIGHEST),
        "words": float(scores.lexical.max(initial=0.0)),
        "unknown_german": question.coverage.unknown if question.language == "de" else 0.0,
        "unknown_english": question.coverage.unknown if question.language == "en" else 0.0,
    }


def missing(question: Understanding, index: Index) -> list[str]:
    """The places and paragraphs that the question names and no document does; none where it names a measure."""
    if question.names:
        return []
    lacking = [mention.names[0] for mention in question.places if index.named_places.isdisjoint(mention.names)]
    return lacking + [paragraph for paragraph in question.paragraphs if not cites(index.named_paragraphs, paragraph)]


def _highest(scores: FloatArray, count: int) -> FloatArray:
    """The `count` highest scores in order, without sorting all of them."""
    return np.sort(np.partition(scores, -count)[-count:] if len(scores) > count else scores)


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))
