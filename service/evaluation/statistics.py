"""Bootstrap intervals, a significance test and ROC statistics over questions; seeded, so that they are repeatable."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SAMPLES = 10_000
SEED = 20_261_126
_EXACT = 14
_STATISTIC_SAMPLES = 2_000
_PERCENTILES = (2.5, 97.5)

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """A mean over `count` questions with its 95 % interval; the ends are None if there is nothing to resample."""

    mean: float
    low: float | None
    high: float | None
    count: int


def mean_interval(values: Sequence[float], clusters: Sequence[str] | None = None) -> Interval:
    """The mean of `values` with its percentile bootstrap interval (Efron 1979).

    Values of the same cluster depend on each other and are drawn together (Davison and Hinkley 1997, 3.8).
    Raises ValueError if there are no values.
    """
    if not values:
        raise ValueError("cannot take the mean of no values")
    array = np.asarray(values, dtype=np.float64)
    _, places = np.unique(np.asarray(clusters), return_inverse=True) if clusters else (None, np.arange(len(array)))
    sums, counts = np.bincount(places, weights=array), np.bincount(places)
    mean = float(array.mean())
    if len(sums) < 2:
        return Interval(mean, None, None, len(array))
    drawn = np.random.default_rng(SEED).multinomial(len(sums), np.full(len(sums), 1 / len(sums)), size=SAMPLES)
    low, high = np.percentile((drawn @ sums) / (drawn @ counts), _PERCENTILES)
    return Interval(mean, float(low), float(high), len(array))


def bootstrap_interval(statistic: Callable[[NDArray[np.int64]], float], count: int) -> Interval:
    """A statistic of the rows 0 to `count` - 1, with its percentile bootstrap interval.

    `statistic` takes row numbers. Samples for which it is undefined (NaN) are left out.
    """
    mean = statistic(np.arange(count))
    rows = np.random.default_rng(SEED).integers(count, size=(_STATISTIC_SAMPLES, count))
    drawn = np.array([statistic(row) for row in rows])
    defined = drawn[~np.isnan(drawn)]
    if not len(defined):
        return Interval(mean, None, None, count)
    low, high = np.percentile(defined, _PERCENTILES)
    return Interval(mean, float(low), float(high), count)


def randomisation_test(differences: Sequence[float]) -> float:
    """Two-sided p-value of Fisher's paired randomisation test for a mean difference of 0.

    Under the null hypothesis either system could have produced either value, so the sign of each difference is random
    (Smucker, Allan and Carterette 2007, "A comparison of statistical significance tests for information retrieval
    evaluation"). Exact over all 2^n signs for up to 14 non-zero differences; otherwise over 10,000 seeded draws and
    the observed one (Phipson and Smyth 2010).
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
    """Area under the ROC curve: the share of pairs in which the positive scores higher, ties half; NaN if no pairs."""
    wins = scores[positive][:, None] - scores[~positive][None, :]
    return float(np.mean((wins > 0) + 0.5 * (wins == 0))) if wins.size else float("nan")


def specificity_at_recall(scores: Floats, positive: NDArray[np.bool_], recall: float) -> float:
    """The share of negatives below the highest threshold that at least the share `recall` of the positives reaches.

    NaN if there are no positives or no negatives.
    """
    positives = np.sort(scores[positive])
    if not len(positives) or positive.all():
        return float("nan")
    threshold = positives[int(np.floor((1 - recall) * len(positives) + 1e-9))]
    return float(np.mean(scores[~positive] < threshold))
