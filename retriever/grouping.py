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
        self._ascending = bool((np.diff(self._order) > 0).all())
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
        if found.is_whole and count == 1 and self._ascending and len(self._order) and self._empty is None:
            return ScoredRows.whole(np.maximum.reduceat(found.scores[self._order], self._starts).astype(np.float32))
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

    def rows_of(self, groups: Rows) -> Rows:
        """Return the rows of the chunks of some groups, one group after the other."""
        starts, sizes = self._starts[groups], self.sizes[groups]
        if not len(groups):
            return np.zeros(0, dtype=np.int64)
        rows: Rows = self._order[np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(sizes.sum())]
        return rows
