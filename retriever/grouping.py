"""Chunks by what they belong to: a measure, or a document."""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from index.scored_rows import Rows, ScoredRows


class Grouping:
    """The assignment of chunks to measures, or to documents."""

    def __init__(self, owners: Sequence[int], groups: int) -> None:
        """`owners[i]` is the position of chunk `i`'s group, or -1."""
        self.owners = np.asarray(owners, dtype=np.int64)
        order = np.argsort(self.owners, kind="stable")
        self._order = order[np.searchsorted(self.owners[order], 0) :]
        self._sorted_owners = self.owners[self._order]
        self._groups = groups
        self._starts = np.searchsorted(self._sorted_owners, np.arange(groups))
        self.sizes = np.bincount(self._sorted_owners, minlength=groups)

    @cached_property
    def _empty(self) -> NDArray[np.bool_] | None:
        """The groups without chunks, None if there are none."""
        empty = self.sizes == 0
        return empty if empty.any() else None

    @cached_property
    def filled(self) -> Rows:
        """The groups with chunks, ascending."""
        return np.flatnonzero(self.sizes)

    def best_mean(self, found: ScoredRows, count: int) -> ScoredRows:
        """Return the mean of each group's `count` best chunk scores; 0 for a group without chunks."""
        if found.is_whole:
            means = best_means(found.scores[self._order], self.sizes[self.filled], count)
            return ScoredRows(self._groups, self.filled, means, found.rest, self._empty)
        owners = self.owners[found.rows]
        inside = owners >= 0
        owners, scores = owners[inside], found.scores[inside]
        order = np.lexsort((-scores, owners))
        owners, scores = owners[order], scores[order]
        firsts = np.flatnonzero(np.diff(owners, prepend=-1))
        groups, told = owners[firsts], np.diff(firsts, append=len(owners))
        position = np.arange(len(owners)) - np.repeat(firsts, told)
        sums = np.zeros(0) if not len(firsts) else np.add.reduceat(np.where(position < count, scores, 0.0), firsts)
        wanted = np.minimum(self.sizes[groups], count)
        means = (sums + found.rest * np.maximum(wanted - told, 0)) / wanted
        return ScoredRows(self._groups, groups, means.astype(np.float32), found.rest, self._empty)

    def members(self, group: int) -> Rows:
        """Return the rows of the chunks of one group."""
        start = self._starts[group]
        return self._order[start : start + self.sizes[group]]

    def rows_of(self, groups: Rows) -> Rows:
        """Return the rows of the chunks of some groups, one group after the other."""
        starts, sizes = self._starts[groups], self.sizes[groups]
        if not len(groups):
            return np.zeros(0, dtype=np.int64)
        rows: Rows = self._order[np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())]
        return rows


def best_means(scores: NDArray[np.float32], sizes: NDArray[np.int64], count: int) -> NDArray[np.float32]:
    """Return the mean of the `count` best scores of each group, groups of these `sizes` lying one behind the other.

    No group is empty. Scores are sorted as whole numbers with the group before them, which is several times as quick as
    sorting by two keys, and loses nothing of the scores.
    """
    starts = np.cumsum(sizes) - sizes
    if not len(sizes):
        return np.zeros(0, dtype=np.float32)
    if count == 1:
        best: NDArray[np.float32] = np.maximum.reduceat(scores, starts)
        return best
    groups = np.repeat(np.arange(len(sizes)) << 32, sizes)
    ordered = groups - np.sort(groups - _whole_numbers(scores.view(np.int32)))
    ranked = _whole_numbers(ordered.astype(np.int32)).astype(np.int32).view(np.float32)
    position = np.arange(len(scores)) - np.repeat(starts, sizes)
    sums = np.add.reduceat(np.where(position < count, ranked, 0.0), starts)
    means: NDArray[np.float32] = (sums / np.minimum(sizes, count)).astype(np.float32)
    return means


def _whole_numbers(bits: NDArray[np.int32]) -> NDArray[np.int64]:
    """The bits of numbers as whole numbers in the same order, and back again."""
    return (bits ^ ((bits >> 31) & np.int32(0x7FFFFFFF))).astype(np.int64)
