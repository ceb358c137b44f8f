"""How sure a figure is: intervals, tests and curves over questions, seeded, so that they repeat exactly."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAMPLES = 10_000
SEED = 20_261_126
_EXACT = 14
_EACH_SAMPLES = 2_000
_PERCENTILES = (2.5, 97.5)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure over `count` questions with the ends of its 95 % interval; None where one group says nothing of it."""

    mean: float
    low: float | None
    high: float | None
    count: int


def interval(values: Sequence[float], clusters: Sequence[str] | None = None) -> Interval:
    """The mean of `values` with the percentiles of resampled means (Efron 1979).

    Values of one cluster are drawn together, for they depend on each other (Davison and Hinkley 1997, 3.8).
    Raises ValueError if there is no value.
    """
    if not values:
        raise ValueError("no values to take a mean of")
    array = np.asarray(values, dtype=np.float64)
    _, places = np.unique(np.asarray(clusters), return_inverse=True) if clusters else (None, np.arange(len(array)))
    sums, counts = np.bincount(places, weights=array), np.bincount(places)
    mean = float(array.mean())
    if len(sums) < 2:
        return Interval(mean, None, None, len(array))
    drawn = np.random.default_rng(SEED).multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=SAMPLES)
    low, high = np.percentile((drawn @ sums) / (drawn @ counts), _PERCENTILES)
    return Interval(mean, float(low), float(high), len(array))


def resampled(statistic: Callable[[NDArray[np.int64]], float], count: int) -> Interval:
    """`statistic` of all `count` places with the percentiles of what it is for resampled ones.

    Samples for which it isn't defined (it gives NaN) are left out.
    """
    mean = statistic(np.arange(count))
    rows = np.random.default_rng(SEED).integers(count, size=(_EACH_SAMPLES, count))
    drawn = np.array([statistic(row) for row in rows])
    defined = drawn[~np.isnan(drawn)]
    if not len(defined):
        return Interval(mean, None, None, count)
    low, high = np.percentile(defined, _PERCENTILES)
    return Interval(mean, float(low), float(high), count)


def randomisation(differences: Sequence[float]) -> float:
    """Two-sided p-value of Fisher's paired randomisation test for a mean difference of 0.

    Under the null hypothesis either system could have given either value, so the sign of each difference is tossed
    (Smucker, Allan and Carterette 2007, "A comparison of statistical significance tests for information retrieval
    evaluation"). All 2^n tosses for up to 14 differences that aren't 0, else 10,000 seeded ones and the observed one
    (Phipson and Smyth 2010).
    """
    array = np.asarray([each for each in differences if each], dtype=np.float64)
    if not len(array):
        return 1.0
    observed = abs(array.sum()) - 1e-12
    if len(array) <= _EXACT:
        bits = (np.arange(2 ** len(array))[:, None] >> np.arange(len(array))) & 1
        return float(np.mean(np.abs((1 - 2 * bits) @ array) >= observed))
    signs = np.random.default_rng(SEED).choice((-1.0, 1.0), size=(SAMPLES, len(array)))
    return float((1 + np.sum(np.abs(signs @ array) >= observed)) / (1 + SAMPLES))


def auroc(scores: Floats, positive: NDArray[np.bool_]) -> float:
    """The share of pairs in which the positive one has the higher score, equal ones half; NaN without a pair."""
    wins = scores[positive][:, None] - scores[~positive][None, :]
    return float(np.mean((wins > 0) + 0.5 * (wins == 0))) if wins.size else float("nan")


def recognised(scores: Floats, positive: NDArray[np.bool_], kept: float) -> float:
    """The share of the negative ones below the highest threshold at which `kept` of the positive ones are not below it.

    NaN if there are none of the one or the other.
    """
    own = np.sort(scores[positive])
    if not len(own) or positive.all():
        return float("nan")
    threshold = own[int(np.floor((1 - kept) * len(own) + 1e-9))]
    return float(np.mean(scores[~positive] < threshold))
