"""Ranking by candidates beside exhaustive scoring: the same on the shipped catalogue, nearly so with far fewer."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.reference.places import Places
from index.encoders.encoder import Encoder
from index.store import Index
from index.vectors import FloatArray
from retriever.query import Question
from retriever.ranking import Ranker
from retriever.understanding import Interpreter, Understanding
from retriever.weights import Weights

RELEVANCE = Path(__file__).parents[1] / "relevance"
_EVERY = 12
"""One of so many questions is asked: `python -m tests.benchmarks.scale` asks all."""


@pytest.fixture(scope="module")
def questions(index: Index) -> list[Understanding]:
    """Questions of all sets of tests/relevance."""
    lines = (line for path in sorted(RELEVANCE.glob("*.jsonl")) for line in path.read_text("utf-8").splitlines())
    texts = [entry["text"] for entry in map(json.loads, lines) if "text" in entry]
    interpreter = Interpreter(index, Places.shipped(), Weights())
    return [interpreter.read(Question(text)) for text in texts[::_EVERY]]


def exhaustive(index: Index, encoder: Encoder, question: Understanding) -> FloatArray:
    """The scores of all measures before names, places, paragraphs and conflicts, each by all of its chunks."""
    weights = Weights()
    vector = encoder.encode_questions([question.text])[0]
    vector = index.examples.completed(vector, weights.examples)
    near, said = index.vectors.vectors() @ vector, index.words.scores(question.subject)
    of: dict[str, list[int]] = {}
    for row, chunk in enumerate(index.chunks):
        of.setdefault(chunk.measure or "", []).append(row)
    rows = [of[measure.id] for measure in index.measures]
    several = weights.several_chunks
    cosines = [sorted(near[own].tolist(), reverse=True) for own in rows]
    best, mean = z([own[0] for own in cosines]), z([float(np.mean(own[:several])) for own in cosines])
    inside, whole = z([said[own].max() for own in rows]), z(index.measure_words.scores(question.subject))
    total = weights.vectors * (weights.best_chunk * best + (1 - weights.best_chunk) * mean)
    total += weights.words * (weights.chunk_words * inside + (1 - weights.chunk_words) * whole)
    scores: FloatArray = total + weights.core * z(index.measure_vectors.vectors() @ vector)
    return scores


def z(scores: object) -> FloatArray:
    """Standard scores."""
    values: FloatArray = np.asarray(scores, dtype=np.float32)
    return (values - values.mean()) / (values.std() or np.float32(1))


def test_the_shipped_catalogue_is_ranked_as_by_exhaustive_scoring(
    index: Index, encoder: Encoder, questions: list[Understanding]
) -> None:
    """Every measure's score is that of all of its chunks, for questions of all sets."""
    ranker = Ranker(index, encoder, Weights(name=0, place=0, paragraph=0, conflict=0))
    for question in questions:
        expected = exhaustive(index, encoder, question)
        found = ranker.score(question).measures
        assert found.dense() == pytest.approx(expected, abs=2e-4), question.text
        assert [*found.ranked(10)] == [*np.argsort(-expected, kind="stable")[:10]], question.text


def test_few_candidates_find_nearly_the_same(index: Index, encoder: Encoder, questions: list[Understanding]) -> None:
    """With 200 of 726 chunks a search, nine of the ten best measures are those of all, the first nearly always."""
    every, few = Ranker(index, encoder, Weights()), Ranker(index, encoder, Weights(), most=200)
    best = [every.score(each).measures.ranked(10).tolist() for each in questions]
    found = [few.score(each).measures.ranked(10).tolist() for each in questions]
    shares = [len({*one} & {*other}) / 10 for one, other in zip(best, found, strict=True)]
    assert np.mean(shares) > 0.9
    assert np.mean([one[0] == other[0] for one, other in zip(best, found, strict=True)]) > 0.9
