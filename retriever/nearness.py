"""How near measures or documents are to a question by their chunks, of which a search has found only some."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.scored_rows import Rows, ScoredRows
from index.vectors import FloatArray, VectorIndex
from retriever.grouping import Grouping, best_means
from retriever.weights import Weights

_SAMPLED = 30_000
"""Of groups with about so many chunks the mean and deviation of all are taken."""
_COMPARED = 2_500
"""So many chunks of the groups that come into question are compared with the question one by one."""


@dataclass(frozen=True, slots=True)
class Near:
    """The cosines of each group's best chunk and the mean ones of its several best."""

    best: ScoredRows
    several: ScoredRows


@dataclass(frozen=True, slots=True)
class _Sample:
    """The chunks of some groups one behind the other: their vectors, how many each group has, and groups without."""

    vectors: FloatArray
    sizes: NDArray[np.int64]
    blanks: int


class Nearness:
    """Nearness of the groups of one grouping.

    What a search didn't find counts as the last that it found, so that no group is nearer than `found` says. The mean
    and deviation of such scores are far from those of all: they are those of a sample of groups, all of whose chunks
    are compared, and so are those of the best groups, by `compared`.
    """

    def __init__(self, grouping: Grouping, vectors: VectorIndex, weights: Weights, most: int) -> None:
        """`most` is how many chunks a search finds at most."""
        self._grouping = grouping
        self._vectors = vectors
        self._weights = weights
        self._sample = self._drawn() if len(vectors) > most else None

    def found(self, cosine: ScoredRows, vector: FloatArray) -> Near:
        """Return how near all groups are by the chunks that a search for `vector` found, of all chunks or some."""
        several = self._weights.several_chunks
        near = Near(self._grouping.best_mean(cosine, 1), self._grouping.best_mean(cosine, several))
        if self._sample is None:
            return near
        cosines = self._sample.vectors @ vector
        best, mean = (self._spread(self._sample, cosines, count) for count in (1, several))
        return Near(replace(near.best, spread=best), replace(near.several, spread=mean))

    def compared(self, near: Near, vector: FloatArray, groups: Rows) -> tuple[Near, Rows]:
        """Return `near` with exact values for the first of `groups`, and the rows of the chunks that were compared."""
        sizes = self._grouping.sizes
        groups = np.sort(groups[(np.cumsum(sizes[groups]) - sizes[groups] < _COMPARED) & (sizes[groups] > 0)])
        rows = self._grouping.rows_of(groups)
        cosines = self._vectors.at(rows) @ vector
        best, several = (best_means(cosines, sizes[groups], n) for n in (1, self._weights.several_chunks))
        return Near(near.best.telling(groups, best), near.several.telling(groups, several)), np.sort(rows)

    def parts(self, near: Near) -> list[tuple[float, ScoredRows]]:
        """Return the weighted parts of a score."""
        whole, share = self._weights.vectors, self._weights.best_chunk
        return [(whole * share, near.best.standardised()), (whole * (1 - share), near.several.standardised())]

    def _drawn(self) -> _Sample:
        """Groups drawn by chance, always the same."""
        sizes = self._grouping.sizes
        order = np.random.default_rng(0).permutation(len(sizes))
        drawn = order[np.cumsum(sizes[order]) - sizes[order] < _SAMPLED]
        filled = np.sort(drawn[sizes[drawn] > 0])
        return _Sample(self._vectors.at(self._grouping.rows_of(filled)), sizes[filled], len(drawn) - len(filled))

    @staticmethod
    def _spread(sample: _Sample, cosines: FloatArray, count: int) -> tuple[float, float]:
        """The mean and deviation of the groups of a sample."""
        means = np.concatenate((best_means(cosines, sample.sizes, count), np.zeros(sample.blanks, dtype=np.float32)))
        return (float(means.mean()), float(means.std())) if len(means) else (0.0, 0.0)
