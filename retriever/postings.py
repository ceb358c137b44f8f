"""Posting lists: what has a value, found without looking at all that hasn't."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from corpus.text.folding import fold
from index.scored_rows import Rows, is_in, united


class Postings:
    """The positions, ascending, of all that has a value; `values` gives those of each position in turn."""

    def __init__(self, values: Iterable[Iterable[str]]) -> None:
        found: dict[str, list[int]] = {}
        self.size = 0
        for place, own in enumerate(values):
            for value in dict.fromkeys(own):
                found.setdefault(value, []).append(place)
            self.size = place + 1
        self._rows: Mapping[str, Rows] = {value: np.array(rows, dtype=np.int64) for value, rows in found.items()}

    @cached_property
    def _folded(self) -> Mapping[str, Sequence[str]]:
        folded: dict[str, list[str]] = {}
        for value in self._rows:
            folded.setdefault(fold(value), []).append(value)
        return folded

    def of(self, values: Iterable[str]) -> Rows:
        """Return the positions that have any of these values, each once."""
        return united([self._rows[value] for value in dict.fromkeys(values) if value in self._rows])

    def of_all(self, values: Iterable[str]) -> Rows:
        """Return the positions that have all of these values, of which there is one at least."""
        first, *rest = (self.of((value,)) for value in values)
        for rows in rest:
            first = first[is_in(first, rows)]
        return first

    def like(self, value: str) -> Rows:
        """Return the positions that have a value, however it is capitalised and accented."""
        return self.of(self._folded.get(fold(value), ()))

    def where(self, holds: Callable[[str], bool]) -> Rows:
        """Return the positions that have a value for which `holds` is true."""
        return self.of(filter(holds, self._rows))

    def counts(self, allowed: Rows) -> dict[str, int]:
        """Return how many of the `allowed` positions have each value that any of them has, the most frequent first."""
        mask = np.zeros(self.size, dtype=np.bool_)
        mask[allowed] = True
        counted = {value: int(np.count_nonzero(mask[rows])) for value, rows in self._rows.items()}
        found = ((value, count) for value, count in counted.items() if count)
        return dict(sorted(found, key=lambda item: (-item[1], item[0])))
