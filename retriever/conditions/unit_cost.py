"""What a place costs a month, worked out where a measure states what it costs in all."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.figures.figure import Figure
from index.figure_table import FigureTable

MONTHS_OF_A_YEAR = 12
_MONEY = ("cost", "budget")
_EURO = "EUR"


@dataclass(frozen=True, slots=True)
class UnitCost:
    """Euros for a place and a month, and what it was worked out from; without `lasting`, the cost is that of a year."""

    cost: Figure
    places: Figure
    lasting: Figure | None

    @property
    def months(self) -> float:
        return MONTHS_OF_A_YEAR if self.lasting is None else self.lasting.low or 0.0

    @property
    def value(self) -> float:
        return (self.cost.low or 0.0) / (self.places.low or 1.0) / self.months

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What it was worked out from."""
        return (self.cost, self.places, *([self.lasting] if self.lasting else ()))


def unit_cost(table: FigureTable, measure: str) -> UnitCost | None:
    """Return what a place of a measure costs a month; None unless cost, places and months are each stated exactly."""
    cost = next((each for each in _exact(table, measure, *_MONEY) if each.unit == _EURO), None)
    places = next((each for each in _exact(table, measure, "places") if not each.basis), None)
    if cost is None or places is None or set(cost.basis) - {"year"}:
        return None
    if cost.basis:
        return UnitCost(cost, places, None)
    lasting = next((each for each in _exact(table, measure, "duration", "stay") if not each.basis), None)
    return UnitCost(cost, places, lasting) if lasting else None


def _exact(table: FigureTable, measure: str, *fields: str) -> Iterator[Figure]:
    """The figures that state one number above 0; those that count the whole first."""
    found = [each for field in fields for each in table.of(measure, field)]
    stated = [each for each in found if each.low and each.low == each.high]
    yield from sorted(stated, key=lambda each: bool(each.basis))
