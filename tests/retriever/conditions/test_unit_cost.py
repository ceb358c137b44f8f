"""What a place costs a month, worked out."""

import pytest

from corpus.figures.figure import Figure
from index.figure_table import FigureTable
from retriever.conditions.unit_cost import unit_cost

COST = Figure("m", "budget", "EUR", 1200, 1200)
PLACES = Figure("m", "places", "place", 10, 10)
MONTHS = Figure("m", "duration", "month", 12, 12)


@pytest.mark.parametrize(
    ("figures", "value"),
    [
        ([COST, PLACES, MONTHS], 10),
        ([Figure("m", "budget", "EUR", 2400, 2400, basis=("year",)), PLACES], 20),
        ([COST, PLACES], None),
        ([Figure("m", "budget", "EUR", 1000, 1200), PLACES, MONTHS], None),
        ([Figure("m", "budget", "EUR", 1200, 1200, basis=("head",)), MONTHS], 100),
        ([Figure("m", "budget", "EUR", 1200, 1200, basis=("head",)), PLACES], None),
        ([Figure("m", "budget", "EUR", 450, 450, basis=("head", "month"))], 450),
        ([Figure("m", "budget", "CHF", 1200, 1200), PLACES, MONTHS], None),
    ],
)
def test_only_from_what_is_stated_exactly(figures: list[Figure], value: float | None) -> None:
    """Cost in all or of a year, places, months; or what it is a head."""
    found = unit_cost(FigureTable(figures), "m")
    assert (found and found.value) == value
    assert found is None or found.figures == tuple(figures)
