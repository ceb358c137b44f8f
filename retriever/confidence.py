"""Calibrated scores from 0 to 1, and the probability that the corpus holds an answer."""

import math
import re

from corpus.reference.places import PlaceMention
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import word_set
from index.coverage import place_kinds
from index.store import Index
from retriever.ranking import Scores, cites
from retriever.understanding import Understanding

# Logistic regressions (Platt 1999), fitted on the sample and `dev` questions by tests/benchmarks/calibration.py.
_MEASURE = (-2.49, 0.3)
_UNSERVED = (-2.4, 0.39)
"""The same for what no need is known to be served by, whose scores have fewer parts."""
_PASSAGE = (-2.3, 0.45)
_ANSWERABLE = {
    "bias": -1.19,
    "absent": -1.73,
    "unspoken": -1.71,
    "named": 1.49,
    "asks": -2.14,
    "length": 4.17,
    "nearest": 3.32,
    "unknown_german": -2.6,
    "unknown_english": -1.56,
    "familiarity": 2.97,
}
_THRESHOLD = 0.23
_MEASURE_WORDS = "measure_words.txt"
_PLACE_ASKED = 0.2
_USUALLY_ASKS = 0.5
_USUAL, _LONG = 8, 12
"""The usual length of a question, in words, and that from which on more words don't count."""
_ASKS = re.compile(r"\W*(?:(?:ab|bis|seit) )?(?:wie|wann|wer|wen|was|how|when|who|what)\b", re.IGNORECASE)
_OFFICE = re.compile(r"\b(?:jobcenter[ns]?|job cent(?:er|re)s?)(?: in| of)? $", re.IGNORECASE)
_ORIGIN = re.compile(r"\b(\w+),? (?:aus|from) $|\b(?:wohnt|wohnhaft|lebt|lives|living) in $", re.IGNORECASE)


def hit_score(fused: float, *, served: bool = True) -> float:
    """Return the fused score of a measure or document scaled to 0 to 1: so many such measures fit at least partly.

    `served` tells whether known needs are part of it.
    """
    bias, slope = _MEASURE if served else _UNSERVED
    return _logistic(bias + slope * fused)


def passage_score(fused: float) -> float:
    """Return the fused score of a chunk scaled to 0 to 1."""
    return _logistic(_PASSAGE[0] + _PASSAGE[1] * fused)


def suffices(probability: float) -> bool:
    """Return whether this probability is high enough to answer."""
    return probability >= _THRESHOLD


def probability(question: Understanding, scores: Scores, index: Index) -> float:
    """Return the probability that the corpus holds an answer, 0 to 1."""
    if says_nothing(question) or question.unborne or asks_elsewhere(question, index):
        return 0.0
    if names_only_known(question, index):
        return 1.0
    found = features(question, scores, index, index.familiarity.score(scores.vector))
    return _logistic(sum(_ANSWERABLE[name] * value for name, value in found.items()))


def says_nothing(question: Understanding) -> bool:
    """Return whether there is nothing to search for; asking for any measure ("Welche Maßnahmen gibt es?") is enough."""
    if question.terms or question.names or question.places or question.paragraphs:
        return False
    return word_set(_MEASURE_WORDS).isdisjoint(map(fold, WORD.findall(question.text)))


def names_only_known(question: Understanding, index: Index) -> bool:
    """Return whether it asks for nothing but places and paragraphs that the documents name: "Was gibt es in Jena?"."""
    if not (question.places or question.paragraphs) or missing(question, index):
        return False
    analyser = index.analyser
    named = [question.text[mention.start : mention.end] for mention in question.places]
    idle = word_set(_MEASURE_WORDS) | (place_kinds() if named else set())
    known = {term for words in (*named, *question.paragraphs, *idle) for term in analyser.terms(words)}
    return all(whole in known for whole, *_ in analyser.question_terms(question.text))


def asks_elsewhere(question: Understanding, index: Index) -> bool:
    """Return whether it asks for a paragraph, office or (mainly) a place in no document; home towns don't count."""
    missing = _missing_places(question, index)
    before = [question.text[: mention.start] for mention in missing]
    if _missing_paragraphs(question, index) or any(map(_OFFICE.search, before)):
        return True
    asked = " ".join(mention.names[0] for mention, text in zip(missing, before, strict=True) if not _is_origin(text))
    named, telling = index.analyser.words(asked), index.analyser.question_terms(question.text)
    return bool(named) and len(named) >= _PLACE_ASKED * len(telling)


def features(question: Understanding, scores: Scores, index: Index, familiarity: float) -> dict[str, float]:
    """Return the features of answerability: what is missing, how good the best match is, how typical the question is.

    `length` separates case descriptions from look-ups; `asks` marks questions with who, what, when or how that name
    no measure or place: these often ask about the law. Both say something only as far as a corpus consists of measures.
    """
    asks = _ASKS.match(question.text) is not None and not question.pinned
    words = len(WORD.findall(question.text))
    return {
        "bias": 1.0,
        "absent": float(question.coverage.absent > 0),
        "unspoken": float(bool(question.unspoken)),
        "named": float(bool(question.names)),
        "asks": index.share_of_measures * (float(asks) - _USUALLY_ASKS),
        "length": index.share_of_measures * (min(words, _LONG) - _USUAL) / _LONG,
        "nearest": float(scores.cosine.highest(3).mean()),
        "unknown_german": question.coverage.unknown if question.language == "de" else 0.0,
        "unknown_english": question.coverage.unknown if question.language == "en" else 0.0,
        "familiarity": familiarity,
    }


def missing(question: Understanding, index: Index) -> list[str]:
    """Return places, paragraphs and things in the question but in no document; empty if it names a measure."""
    places = [mention.names[0] for mention in _missing_places(question, index)]
    paragraphs = _missing_paragraphs(question, index)
    return places + paragraphs + ([] if question.names or paragraphs else list(question.unspoken))


def _missing_places(question: Understanding, index: Index) -> list[PlaceMention]:
    mentions = () if question.names else question.places
    return [mention for mention in mentions if index.named_places.isdisjoint(mention.names)]


def _is_origin(text: str) -> bool:
    """Whether the place after `text` is where a client comes from: "Kunde aus", not "Projekte aus"."""
    found = _ORIGIN.search(text)
    return found is not None and fold(found[1] or "") not in word_set(_MEASURE_WORDS)


def _missing_paragraphs(question: Understanding, index: Index) -> list[str]:
    paragraphs = () if question.names else question.paragraphs
    return [paragraph for paragraph in paragraphs if not cites(index.named_paragraphs, paragraph)]


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))
