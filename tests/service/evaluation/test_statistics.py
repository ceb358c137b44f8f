"""Intervals, tests and curves with known results."""

import math

import numpy as np
import pytest

from service.evaluation.statistics import (
    Interval,
    auroc,
    bootstrap_interval,
    mean_interval,
    randomisation_test,
    specificity_at_recall,
)

SCORES = np.array([0.9, 0.8, 0.4, 0.3, 0.8, 0.2])
POSITIVE = np.array([True, True, True, True, False, False])


def test_an_interval_is_as_wide_as_theory_says() -> None:
    """For 200 tosses of a coin 1.96 standard errors to each side, and the same every time."""
    values = [0.0, 1.0] * 100
    found = mean_interval(values)
    assert (found.mean, found.count) == (0.5, 200)
    assert found.low is not None
    assert found.high is not None
    expected = 1.96 * 0.5 / math.sqrt(200)
    assert found.high - 0.5 == pytest.approx(expected, abs=0.01)
    assert 0.5 - found.low == pytest.approx(expected, abs=0.01)
    assert mean_interval(values) == found


def test_values_that_depend_on_each_other_tell_no_more_than_one() -> None:
    """Each value twice, drawn together, gives the interval of each once; drawn apart a narrower one."""
    values = [0.0, 0.25, 0.5, 1.0]
    once, together, apart = (
        mean_interval(values),
        mean_interval(values * 2, list("abcd" * 2)),
        mean_interval(values * 2),
    )
    assert (together.low, together.high) == (once.low, once.high)
    assert apart.low is not None
    assert once.low is not None
    assert apart.low > once.low


def test_one_value_has_no_interval_and_none_no_mean() -> None:
    """Nothing can be resampled."""
    assert mean_interval([0.5]) == Interval(0.5, None, None, 1)
    assert mean_interval([0.5, 0.7], ["a", "a"]) == Interval(pytest.approx(0.6), None, None, 2)
    with pytest.raises(ValueError, match="no values"):
        mean_interval([])


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        ([0.1] * 5, 2 / 32),  # only all plus and all minus are as far from 0
        ([3.0, 2.0, 1.0], 2 / 8),
        ([3.0, -2.0, 1.0], 6 / 8),  # 2 or more: all sums of 3, 2 and 1 with signs but 0
        ([0.1] * 5 + [0.0] * 9, 2 / 32),  # questions that don't differ tell nothing
        ([0.0, 0.0], 1.0),
        ([0.1] * 40, 1 / 10_001),  # too many to toss all: none of the drawn ones is as far
    ],
)
def test_the_randomisation_test(differences: list[float], p: float) -> None:
    """Counted by hand."""
    assert randomisation_test(differences) == pytest.approx(p)


def test_auroc_counts_pairs() -> None:
    """Of eight pairs the positive one wins five, and is level once."""
    assert auroc(SCORES, POSITIVE) == pytest.approx((2 + 1.5 + 1 + 1) / 8)
    assert math.isnan(auroc(SCORES, np.ones(6, dtype=np.bool_)))


def test_what_is_recognised_at_a_threshold() -> None:
    """With all four kept, or three, one of two lies below; with only the best kept, both."""
    assert specificity_at_recall(SCORES, POSITIVE, 1.0) == 0.5
    assert specificity_at_recall(SCORES, POSITIVE, 0.75) == 0.5
    assert specificity_at_recall(SCORES, POSITIVE, 0.25) == 1.0
    assert math.isnan(specificity_at_recall(SCORES, np.ones(6, dtype=np.bool_), 0.95))


def test_a_resampled_curve_leaves_out_samples_without_both_kinds() -> None:
    """Of two questions half of the samples have no pair."""
    scores, positive = np.array([0.9, 0.1]), np.array([True, False])
    assert bootstrap_interval(lambda rows: auroc(scores[rows], positive[rows]), 2) == Interval(1.0, 1.0, 1.0, 2)
