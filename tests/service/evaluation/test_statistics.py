"""Intervals, the significance test and ROC statistics with known results."""

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


def test_an_interval_has_the_theoretical_width() -> None:
    """1.96 standard errors on each side for 200 coin tosses, and the same on every call."""
    values = [0.0, 1.0] * 100
    found = mean_interval(values)
    assert (found.mean, found.count) == (0.5, 200)
    assert found.low is not None
    assert found.high is not None
    expected = 1.96 * 0.5 / math.sqrt(200)
    assert found.high - 0.5 == pytest.approx(expected, abs=0.01)
    assert 0.5 - found.low == pytest.approx(expected, abs=0.01)
    assert mean_interval(values) == found


def test_clusters_are_resampled_as_one() -> None:
    """Duplicated values give the original interval as clusters, a narrower one independently."""
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


def test_one_value_has_no_interval_and_no_values_are_an_error() -> None:
    """A single value or cluster can't be resampled."""
    assert mean_interval([0.5]) == Interval(0.5, None, None, 1)
    assert mean_interval([0.5, 0.7], ["a", "a"]) == Interval(pytest.approx(0.6), None, None, 2)
    with pytest.raises(ValueError, match="no values"):
        mean_interval([])


@pytest.mark.parametrize(
    ("differences", "p"),
    [
        ([0.1] * 5, 2 / 32),  # only all plus and all minus are as far from 0
        ([3.0, 2.0, 1.0], 2 / 8),
        ([3.0, -2.0, 1.0], 6 / 8),  # all sums of ±3, ±2 and ±1 but those that are 0
        ([0.1] * 5 + [0.0] * 9, 2 / 32),  # zero differences don't count
        ([0.0, 0.0], 1.0),
        ([0.1] * 40, 1 / 10_001),  # too many for all combinations; none of those drawn is as far
    ],
)
def test_the_randomisation_test(differences: list[float], p: float) -> None:
    """p-values counted by hand."""
    assert randomisation_test(differences) == pytest.approx(p)


def test_auroc_counts_pairs() -> None:
    """Of eight pairs the positive wins five and ties once."""
    assert auroc(SCORES, POSITIVE) == pytest.approx((2 + 1.5 + 1 + 1) / 8)
    assert math.isnan(auroc(SCORES, np.ones(6, dtype=np.bool_)))


def test_specificity_at_recall() -> None:
    """At a recall of 4/4 or 3/4 one of two negatives is below, at 1/4 both."""
    assert specificity_at_recall(SCORES, POSITIVE, 1.0) == 0.5
    assert specificity_at_recall(SCORES, POSITIVE, 0.75) == 0.5
    assert specificity_at_recall(SCORES, POSITIVE, 0.25) == 1.0
    assert math.isnan(specificity_at_recall(SCORES, np.ones(6, dtype=np.bool_), 0.95))


def test_undefined_bootstrap_samples_are_left_out() -> None:
    """With two rows, half of the samples have no pair."""
    scores, positive = np.array([0.9, 0.1]), np.array([True, False])
    assert bootstrap_interval(lambda rows: auroc(scores[rows], positive[rows]), 2) == Interval(1.0, 1.0, 1.0, 2)
