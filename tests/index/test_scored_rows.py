"""Scores of which only some are told: they are those of all rows, written out."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.scored_rows import ScoredRows, is_in, weighted

_COUNT = 8
_SCORES = st.lists(st.integers(-9, 9).map(float), min_size=_COUNT, max_size=_COUNT)


def partly(scores: list[float], rest: float) -> ScoredRows:
    """Of these scores, those that aren't `rest`."""
    rows = np.array([row for row, score in enumerate(scores) if score != rest], dtype=np.int64)
    return ScoredRows(len(scores), rows, np.array(scores, dtype=np.float32)[rows], rest)


@settings(derandomize=True, max_examples=80, deadline=None)
@given(_SCORES, _SCORES, st.integers(-9, 9).map(float), st.integers(1, 9))
def test_what_is_told_partly_is_as_if_all_were_told(one: list[float], other: list[float], rest: float, n: int) -> None:
    """Standard scores, sums and orders are those of plain arrays."""
    first, second = np.array(one, dtype=np.float32), np.array(other, dtype=np.float32)
    deviation = first.std() or 1.0
    assert partly(one, rest).standardised().dense() == pytest.approx((first - first.mean()) / deviation, abs=1e-5)
    total = weighted([(0.5, partly(one, rest)), (2.0, partly(other, rest))])
    assert total.dense() == pytest.approx(0.5 * first + 2 * second)
    whole = weighted([(0.5, ScoredRows.whole(first)), (2.0, partly(other, rest))])
    assert whole.dense() == pytest.approx(0.5 * first + 2 * second)
    assert total.ranked(n).tolist() == np.argsort(-total.dense(), kind="stable")[:n].tolist()
    allowed = np.arange(0, _COUNT, 2)
    order = allowed[np.argsort(-total.dense()[allowed], kind="stable")]
    assert total.ranked(n, allowed).tolist() == order[:n].tolist()


def test_blanks_have_a_score_of_their_own() -> None:
    """Groups without chunks score 0 whatever all others do."""
    blank = np.array([False, True, False, False])
    found = ScoredRows(4, np.array([0]), np.array([5.0], dtype=np.float32), 1.0, blank)
    assert found.dense().tolist() == [5, 0, 1, 1]
    plain = np.array([5, 0, 1, 1], dtype=np.float32)
    assert found.standardised().dense() == pytest.approx((plain - plain.mean()) / plain.std())
    assert found.plus(np.array([1]), 2.0).dense().tolist() == [5, 2, 1, 1]


def test_scores_that_become_known_are_told() -> None:
    """In place of those of before, whether or not these were told."""
    found = ScoredRows(5, np.array([1, 3]), np.array([7, 8], dtype=np.float32), 2.0)
    assert found.telling(np.array([0, 3]), np.array([1, 5], dtype=np.float32)).dense().tolist() == [1, 7, 2, 5, 2]
    assert found.telling(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32)).dense().tolist() == [2, 7, 2, 8, 2]


def test_the_best_are_told_with_the_spread_of_all() -> None:
    """Those beyond the limit count as 0, but for those that are asked for."""
    scores = np.array([0, 4, 0, 1, 9, 2], dtype=np.float32)
    found = ScoredRows.best(scores, 2, np.array([0, 3]))
    assert found.rows.tolist() == [0, 1, 3, 4]
    assert found.dense().tolist() == [0, 4, 0, 1, 9, 0]
    assert found.spread == pytest.approx((scores.mean(), scores.std()))
    assert ScoredRows.best(scores, 6, np.zeros(0, dtype=np.int64)).is_whole


def test_rows_are_looked_up_in_ascending_ones() -> None:
    """Also if there are none, and beyond the last."""
    assert is_in(np.array([3, 0, 9]), np.array([0, 3, 4])).tolist() == [True, True, False]
    assert is_in(np.array([1]), np.zeros(0, dtype=np.int64)).tolist() == [False]
