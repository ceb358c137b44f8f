"""The table of figures: what each measure states, looked up by field and measure."""

from collections.abc import Iterable, Mapping
from functools import cached_property

from corpus.figures.figure import Figure


class FigureTable:
    """All figures of one index. Rows of a measure stand in the order in which they were read."""

    def __init__(self, rows: Iterable[Figure]) -> None:
        self.rows = tuple(rows)

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str], tuple[Figure, ...]]:
        cells: dict[tuple[str, str], list[Figure]] = {}
        for row in self.rows:
            cells.setdefault((row.measure, row.field), []).append(row)
        return {key: tuple(found) for key, found in cells.items()}

    def of(self, measure: str, field: str) -> tuple[Figure, ...]:
        """Return what a measure states in a field, nothing if it states none."""
        return self._cells.get((measure, field), ())
