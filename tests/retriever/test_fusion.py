"""Bringing scores together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retriever.fusion import Grouping, standardise


def floats(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Scores as they come from an index."""
    return np.array(values, dtype=np.float32)


def test_standard_scores_have_mean_0_and_deviation_1() -> None:
    """1, 2, 3 lie at the root of 3/2 on either side of 0."""
    assert standardise(floats(1, 2, 3)) == pytest.approx([-(1.5**0.5), 0.0, 1.5**0.5])


def test_standard_scores_ignore_scale_and_origin() -> None:
    """So that cosines and BM25 can be added."""
    assert standardise(floats(110, 120, 150)) == pytest.approx(standardise(floats(1.1, 1.2, 1.5)), abs=1e-4)


@pytest.mark.parametrize("scores", [(), (7.0,), (3.0, 3.0, 3.0)])
def test_scores_that_tell_nothing_apart_become_zeros(scores: tuple[float, ...]) -> None:
    """No division by zero, and no favourite."""
    assert standardise(floats(*scores)).tolist() == [0.0] * len(scores)


def test_the_best_chunks_of_each_measure_are_averaged() -> None:
    """Chunks of no measure (-1) count nowhere, and a measure without chunks gets 0."""
    grouping = Grouping([1, 0, -1, 0, 3, 0], 4)
    scores = floats(5, 1, 100, 3, -2, 2)
    assert grouping.best_mean(scores, 1).tolist() == [3, 5, 0, -2]
    assert grouping.best_mean(scores, 2).tolist() == [2.5, 5, 0, -2]
    assert grouping.best_mean(scores, 9).tolist() == [2, 5, 0, -2]


def test_owners_are_kept_in_the_order_of_the_chunks() -> None:
    """Others look up a chunk's measure by its row."""
    assert Grouping([1, -1, 0], 2).owners.tolist() == [1, -1, 0]


def test_a_corpus_without_measures_has_nothing_to_average() -> None:
    """Only chunks of documents, or no chunks at all."""
    assert Grouping([-1, -1], 0).best_mean(floats(1, 2), 3).tolist() == []
    assert Grouping([], 0).best_mean(floats(), 3).tolist() == []
    assert Grouping([-1, -1], 2).best_mean(floats(1, 2), 3).tolist() == [0, 0]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-1, 4), st.integers(-50, 50)), max_size=30), st.integers(1, 6))
def test_the_average_is_that_of_a_plain_loop(chunks: list[tuple[int, int]], count: int) -> None:
    """The vectorised sum says what sorting each measure's scores by hand says."""
    owners = [owner for owner, _ in chunks]
    scores = floats(*(score for _, score in chunks))
    best = [sorted((s for o, s in chunks if o == group), reverse=True)[:count] for group in range(5)]
    expected = [sum(kept) / len(kept) if kept else 0.0 for kept in best]
    assert Grouping(owners, 5).best_mean(scores, count) == pytest.approx(expected, rel=1e-5)
