"""Ranking by candidates beside exhaustive scoring: the same for what is compared, nearly so by a sample."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.reference.places import Places
from index.encoders.encoder import Encoder
from index.store import Index
from index.vectors import FloatArray
from retriever import nearness
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
    ranker = Ranker(index, encoder, Weights(name=0, place=0, paragraph=0, conflict=0, known=0, needs=0, need_words=0))
    for question in questions:
        expected = exhaustive(index, encoder, question)
        found = ranker.score(question).measures
        assert found.dense() == pytest.approx(expected, abs=2e-4), question.text
        assert [*found.ranked(10)] == [*np.argsort(-expected, kind="stable")[:10]], question.text


def test_few_candidates_are_scored_as_by_all(index: Index, encoder: Encoder, questions: list[Understanding]) -> None:
    """With 200 of 726 chunks a search, every measure and document that is compared has the score it has by all."""
    every, few = Ranker(index, encoder, Weights()), Ranker(index, encoder, Weights(), most=200)
    for question in questions:
        expected, found = every.score(question), few.score(question)
        assert found.measures.dense() == pytest.approx(expected.measures.dense(), abs=1e-4), question.text
        assert found.documents.dense() == pytest.approx(expected.documents.dense(), abs=1e-4), question.text
        assert [*found.measures.ranked(10)] == [*expected.measures.ranked(10)], question.text
        best = np.argsort(-expected.chunks.dense(), kind="stable")[:10]
        assert found.chunks.at(best) == pytest.approx(expected.chunks.at(best), abs=1e-4), question.text


def test_a_sample_tells_how_scores_spread(
    index: Index, encoder: Encoder, questions: list[Understanding], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With the spread of half of the chunks, and a third compared, what is found is hardly worse than the best."""
    monkeypatch.setattr(nearness, "_SAMPLED", 363)
    monkeypatch.setattr(nearness, "_COMPARED", 242)
    every, few = Ranker(index, encoder, Weights()), Ranker(index, encoder, Weights(), most=200)
    lost, first = [], []
    for question in questions:
        scores, found = every.score(question).measures, few.score(question).measures.ranked(5)
        best = scores.ranked(5)
        lost.append(scores.at(best).mean() - scores.at(found).mean())
        first.append(best[0] == found[0])
    assert np.mean(lost) < 0.02
    assert np.mean(first) > 0.95


def test_those_that_pass_a_filter_are_compared_first(
    index: Index, encoder: Encoder, questions: list[Understanding], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the best of them would be told by the last that the search found."""
    monkeypatch.setattr(nearness, "_COMPARED", 150)
    allowed = np.arange(1, len(index.measures), 5)
    every, few = Ranker(index, encoder, Weights()), Ranker(index, encoder, Weights(), most=100)
    for question in questions:
        expected, found = every.score(question).measures, few.score(question, allowed).measures
        best = expected.ranked(3, allowed)
        assert found.at(best) == pytest.approx(expected.at(best), abs=1e-4), question.text
        assert [*found.ranked(3, allowed)] == [*best], question.text
