"""What a place costs a month, worked out where a measure states what it costs in all."""

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.figures.figure import Figure
from index.figure_table import FigureTable

MONTHS_OF_A_YEAR = 12
_MONEY = ("cost", "budget")
_EURO = "EUR"
_HEAD, _MONTH = "head", "month"


@dataclass(frozen=True, slots=True)
class UnitCost:
    """Euros for a place and a month, and what it was worked out from.

    Without `places` the cost is that of one; without `lasting` it is that of a year, or where it says so of a month.
    """

    cost: Figure
    places: Figure | None
    lasting: Figure | None

    @property
    def months(self) -> float:
        if self.lasting is not None:
            return self.lasting.low or 0.0
        return 1 if _MONTH in self.cost.basis else MONTHS_OF_A_YEAR

    @property
    def value(self) -> float:
        places = 1.0 if self.places is None else self.places.low or 1.0
        return (self.cost.low or 0.0) / places / self.months

    @property
    def figures(self) -> tuple[Figure, ...]:
        """What it was worked out from."""
        return tuple(each for each in (self.cost, self.places, self.lasting) if each)


def unit_cost(table: FigureTable, measure: str) -> UnitCost | None:
    """Return what a place of a measure costs a month, as it is stated or worked out.

    None unless that of a head and month, that of a head and months, or cost, places and months are each stated exactly.
    """
    costs = {frozenset(each.basis): each for each in _exact(table, measure, *_MONEY) if each.unit == _EURO}
    if (cost := costs.get(frozenset((_HEAD, _MONTH)))) is not None:
        return UnitCost(cost, None, None)
    if (cost := costs.get(frozenset((_HEAD,)))) is not None:
        return _over_months(table, measure, cost, None, "stay", "duration")
    places = next((each for each in _exact(table, measure, "places") if not each.basis), None)
    if places is None:
        return None
    if (cost := costs.get(frozenset(("year",)))) is not None:
        return UnitCost(cost, places, None)
    cost = costs.get(frozenset())
    return _over_months(table, measure, cost, places, "duration", "stay") if cost else None


def _over_months(
    table: FigureTable, measure: str, cost: Figure, places: Figure | None, *fields: str
) -> UnitCost | None:
    """A cost divided by the months of the first of `fields` that states them."""
    lasting = next((each for each in _exact(table, measure, *fields) if not each.basis), None)
    return UnitCost(cost, places, lasting) if lasting else None


def _exact(table: FigureTable, measure: str, *fields: str) -> Iterator[Figure]:
    """The figures that state one number above 0; those that count the whole first."""
    found = [each for field in fields for each in table.of(measure, field)]
    stated = [each for each in found if each.low and each.low == each.high]
    yield from sorted(stated, key=lambda each: bool(each.basis))
