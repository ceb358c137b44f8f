"""Bringing scores of different kinds together, and scores of chunks to their measures."""

from collections.abc import Sequence

import numpy as np

from index.arrays import FloatArray


def standardise(scores: FloatArray) -> FloatArray:
    """Scores `(n,)` with mean 0 and deviation 1 (z-scores; Montague and Aslam 2001), zeros where all are equal."""
    deviation = float(scores.std()) if len(scores) else 0.0
    if deviation < 1e-9:
        return np.zeros_like(scores)
    standardised: FloatArray = (scores - scores.mean()) / np.float32(deviation)
    return standardised


class Grouping:
    """Which chunks belong to which measure."""

    def __init__(self, owners: Sequence[int], groups: int) -> None:
        """`owners[i]` is the place of the measure of chunk `i`, -1 for none."""
        self.owners = np.asarray(owners, dtype=np.int64)
        order = np.argsort(self.owners, kind="stable")
        self._order = order[np.searchsorted(self.owners[order], 0) :]
        self._sorted_owners = self.owners[self._order]
        self._groups = groups
        self._starts = np.searchsorted(self._sorted_owners, np.arange(groups))
        self._sizes = np.bincount(self._sorted_owners, minlength=groups)

    def best_mean(self, scores: FloatArray, count: int) -> FloatArray:
        """The mean of each measure's `count` best chunk scores, `(groups,)`; several good chunks say more than one."""
        mine = scores[self._order]
        if count == 1 and len(mine) and self._sizes.all():  # the usual case, without a sort
            return np.maximum.reduceat(mine, self._starts).astype(np.float32)
        ranked = np.lexsort((-mine, self._sorted_owners))
        owners = self._sorted_owners[ranked]
        position = np.arange(len(owners)) - self._starts[owners]
        kept = position < count
        sums = np.bincount(owners[kept], weights=mine[ranked][kept], minlength=self._groups)
        counts = np.bincount(owners[kept], minlength=self._groups)
        return (sums / np.maximum(counts, 1)).astype(np.float32)
