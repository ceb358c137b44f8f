"""Scores of rows of which only some are told one by one, so that a search costs what it finds, not what there is."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class ScoredRows:
    """Scores of `count` rows: `scores` `(k,)` are those of `rows` `(k,)`, in ascending order; all others have `rest`.

    Of the others, those that `blank` `(count,)` marks have `blank_score`. `spread` is the mean and the deviation of all
    scores where more is known of them than what is told.
    """

    count: int
    rows: Rows
    scores: NDArray[np.float32]
    rest: float = 0.0
    blank: NDArray[np.bool_] | None = None
    blank_score: float = 0.0
    spread: tuple[float, float] | None = None

    @classmethod
    def whole(cls, scores: NDArray[np.float32]) -> "ScoredRows":
        """All scores, one a row."""
        return cls(len(scores), np.arange(len(scores)), scores)

    @classmethod
    def best(cls, scores: NDArray[np.float32], limit: int, also: Rows) -> "ScoredRows":
        """The `limit` best of scores of which most are 0, and those of the rows `also`, which ascend."""
        if (count := len(scores)) <= limit:
            return cls.whole(scores)
        told = np.flatnonzero(scores)
        if len(told) > limit:
            told = told[np.argpartition(scores[told], -limit)[-limit:]]
        told = united([told, also])
        mean = float(scores.sum(dtype=np.float64)) / count
        deviation = np.sqrt(max(float(np.dot(scores, scores)) / count - mean**2, 0.0))
        return cls(count, told, scores[told], spread=(mean, float(deviation)))

    @classmethod
    def same(cls, count: int, score: float = 0.0) -> "ScoredRows":
        """The same score for every row."""
        return cls(count, np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float32), score)

    @classmethod
    def bonus(cls, count: int, rows: Rows, score: float) -> "ScoredRows":
        """A score for some rows, which ascend, and 0 for all others."""
        return cls(count, rows, np.full(len(rows), score, dtype=np.float32))

    @property
    def is_whole(self) -> bool:
        """Whether every row is told."""
        return len(self.rows) == self.count

    def at(self, rows: Rows) -> NDArray[np.float32]:
        """Return the scores of these rows, in their order."""
        if self.is_whole:
            return self.scores[rows]
        found = np.full(len(rows), self.rest, dtype=np.float32)
        if self.blank is not None:
            found[self.blank[rows]] = self.blank_score
        if len(self.rows):
            places = np.minimum(np.searchsorted(self.rows, rows), len(self.rows) - 1)
            told = self.rows[places] == rows
            found[told] = self.scores[places[told]]
        return found

    def of(self, row: int) -> float:
        """Return the score of one row."""
        if self.is_whole:
            return float(self.scores[row])
        return float(self.at(np.array([row]))[0])

    def dense(self) -> NDArray[np.float32]:
        """Return the scores of all rows, `(count,)`."""
        return self.at(np.arange(self.count))

    def standardised(self) -> "ScoredRows":
        """Return z-scores (Montague and Aslam 2001); all zeros if all scores are equal."""
        mean, deviation = self.spread or self._spread()
        if deviation < 1e-9:
            return ScoredRows(self.count, self.rows, np.zeros_like(self.scores), 0.0, self.blank)
        scores = (self.scores - np.float32(mean)) / np.float32(deviation)
        rest, blank_score = (self.rest - mean) / deviation, (self.blank_score - mean) / deviation
        return ScoredRows(self.count, self.rows, scores, rest, self.blank, blank_score)

    def highest(self, count: int) -> NDArray[np.float32]:
        """Return the `count` highest of the scores that are told, in ascending order."""
        scores = self.scores
        return np.sort(np.partition(scores, -count)[-count:] if len(scores) > count else scores)

    def ranked(self, limit: int | None = None, allowed: Rows | None = None) -> Rows:
        """Return rows by their scores, the best first, equal ones in order; at most `limit`, only `allowed` ones."""
        if limit is not None and not self.is_whole:
            rows, scores = self.rows, self.scores
            kept = scores >= self.rest
            if allowed is not None:
                kept &= is_in(rows, allowed)
            if int(kept.sum()) >= limit:
                rows = rows[kept]
                return rows[np.argsort(-scores[kept], kind="stable")[:limit]]
        if allowed is None:
            return np.argsort(-self.dense(), kind="stable")[:limit]
        return allowed[np.argsort(-self.at(allowed), kind="stable")[:limit]]

    def telling(self, rows: Rows, scores: NDArray[np.float32]) -> "ScoredRows":
        """Return the scores with those of `rows`, which ascend, told to be `scores`."""
        told = united([self.rows, rows])
        found = self.at(told)
        found[np.searchsorted(told, rows)] = scores
        return replace(self, rows=told, scores=found)

    def plus(self, rows: Rows, score: float) -> "ScoredRows":
        """Return the scores with `score` added to that of some rows, which ascend."""
        return weighted([(1.0, self), (1.0, ScoredRows.bonus(self.count, rows, score))]) if len(rows) else self

    def _spread(self) -> tuple[float, float]:
        """The mean and deviation of all scores."""
        if self.is_whole:
            return (float(self.scores.mean()), float(self.scores.std())) if self.count else (0.0, 0.0)
        blanks = 0 if self.blank is None else int(self.blank.sum())
        others = self.count - len(self.rows) - blanks
        told = self.scores.astype(np.float64)
        mean = (told.sum() + others * self.rest + blanks * self.blank_score) / self.count
        squares = ((told - mean) ** 2).sum()
        squares += others * (self.rest - mean) ** 2 + blanks * (self.blank_score - mean) ** 2
        return float(mean), float(np.sqrt(squares / self.count))


def weighted(parts: Sequence[tuple[float, ScoredRows]]) -> ScoredRows:
    """Return the weighted sum of scores of the same rows; what any part tells is told."""
    first = parts[0][1]
    if first.is_whole and all(part.blank is None for _, part in parts):
        total = np.zeros(first.count, dtype=np.float32)
        for weight, part in parts:
            if part.is_whole:
                total += np.float32(weight) * part.scores
            else:
                total += np.float32(weight * part.rest)
                total[part.rows] += np.float32(weight) * (part.scores - np.float32(part.rest))
        return replace(first, scores=total, spread=None)
    rows = united([part.rows for _, part in parts])
    total = np.zeros(len(rows), dtype=np.float32)
    for weight, part in parts:
        total += np.float32(weight) * part.at(rows)
    blank = next((part.blank for _, part in parts if part.blank is not None), None)
    return ScoredRows(
        first.count,
        rows,
        total,
        sum(weight * part.rest for weight, part in parts),
        blank,
        sum(weight * (part.rest if part.blank is None else part.blank_score) for weight, part in parts),
    )


def united(lists: Sequence[Rows]) -> Rows:
    """Return the rows that are in any of these lists, ascending, each once."""
    if not lists:
        return np.zeros(0, dtype=np.int64)
    rows = np.sort(np.concatenate(lists), kind="stable")  # which is quick for lists that ascend; np.unique hashes
    return rows[np.diff(rows, prepend=-1) > 0]


def is_in(rows: Rows, wanted: NDArray[np.signedinteger]) -> NDArray[np.bool_]:
    """Return which of `rows` are among `wanted`, which ascend."""
    if not len(wanted):
        return np.zeros(len(rows), dtype=np.bool_)
    rows = rows.astype(wanted.dtype, copy=False)  # else all of `wanted` would be copied
    places = np.minimum(np.searchsorted(wanted, rows), len(wanted) - 1)
    found: NDArray[np.bool_] = wanted[places] == rows
    return found
