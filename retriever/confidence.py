"""How sure a result is: scores from 0 to 1, and whether the corpus answers at all."""

import math
import re

import numpy as np

from index.arrays import FloatArray
from index.german import fold
from index.store import Index
from retriever.ranking import Scores, cites
from retriever.understanding import Understanding

# Logistic regressions (Platt 1999), fitted on sample and `dev` questions by tests/benchmarks/calibration.py.
_MEASURE = (-2.4, 0.39)
_PASSAGE = (-2.3, 0.45)
_ANSWERABLE = {
    "bias": -0.16,
    "absent": -1.95,
    "related": -1.04,
    "nearest": 2.74,
    "best": 0.21,
    "words": 0.09,
    "unknown_german": -2.51,
    "unknown_english": -0.99,
    "familiarity": 5.44,
}
_THRESHOLD = 0.16
_MEASURE_WORDS = frozenset(
    map(fold, "Maßnahme Maßnahmen Projekt Projekte Angebot Angebote measure measures project projects".split())
)
_HIGHEST = 12.0
_PLACE_ASKED = 0.2


def measure_score(fused: float) -> float:
    """The share of measures with this fused score that fit at least partly."""
    return _logistic(_MEASURE[0] + _MEASURE[1] * fused)


def passage_score(fused: float) -> float:
    """The fused score of a chunk as a number from 0 to 1."""
    return _logistic(_PASSAGE[0] + _PASSAGE[1] * fused)


def suffices(probability: float) -> bool:
    """Whether an answer that is this probable is given."""
    return probability >= _THRESHOLD


def probability(question: Understanding, scores: Scores, index: Index) -> float:
    """How probable it is that the corpus holds an answer."""
    if says_nothing(question) or asks_elsewhere(question, index):
        return 0.0
    found = features(question, scores, index.domain.familiarity(scores.vector))
    return _logistic(sum(_ANSWERABLE[name] * value for name, value in found.items()))


def says_nothing(question: Understanding) -> bool:
    """Whether nothing can be searched for; a question for any measure at all ("Welche Maßnahmen gibt es?") can."""
    if question.terms or question.names or question.places or question.paragraphs:
        return False
    return _MEASURE_WORDS.isdisjoint(map(fold, re.findall(r"[^\W_]+", question.text)))


def asks_elsewhere(question: Understanding, index: Index) -> bool:
    """Whether it asks for a paragraph or mainly for a place that no document names; clients may come from anywhere."""
    named = index.analyser.words(" ".join(_missing_places(question, index)))
    telling = index.analyser.question_terms(question.text)
    return bool(_missing_paragraphs(question, index)) or (bool(named) and len(named) >= _PLACE_ASKED * len(telling))


def features(question: Understanding, scores: Scores, familiarity: float) -> dict[str, float]:
    """What tells whether the corpus answers: what it lacks, how near and good the best is, how usual the question."""
    return {
        "bias": 1.0,
        "absent": float(question.coverage.absent > 0),
        "related": float(question.coverage.related > 0),
        "nearest": float(_highest(scores.cosine, 3).mean()),
        "best": min(float(scores.measures.max(initial=0.0)), _HIGHEST),
        "words": float(scores.lexical.max(initial=0.0)),
        "unknown_german": question.coverage.unknown if question.language == "de" else 0.0,
        "unknown_english": question.coverage.unknown if question.language == "en" else 0.0,
        "familiarity": familiarity,
    }


def missing(question: Understanding, index: Index) -> list[str]:
    """The places and paragraphs that the question names and no document does; none where it names a measure."""
    return _missing_places(question, index) + _missing_paragraphs(question, index)


def _missing_places(question: Understanding, index: Index) -> list[str]:
    mentions = () if question.names else question.places
    return [mention.names[0] for mention in mentions if index.named_places.isdisjoint(mention.names)]


def _missing_paragraphs(question: Understanding, index: Index) -> list[str]:
    paragraphs = () if question.names else question.paragraphs
    return [paragraph for paragraph in paragraphs if not cites(index.named_paragraphs, paragraph)]


def _highest(scores: FloatArray, count: int) -> FloatArray:
    """The `count` highest scores in order, without sorting all of them."""
    return np.sort(np.partition(scores, -count)[-count:] if len(scores) > count else scores)


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))
