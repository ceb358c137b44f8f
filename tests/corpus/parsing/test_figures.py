"""Numbers that a measure states plainly, and those it doesn't."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.measure import Figures
from corpus.parsing.figures import amounts, read_figures

PARTS = [
    "12", "1.000", "1.2", "3,50", "€", "EUR", "Euro", "Mio.", " ", "zwölf", "Zwölf", "ſechs", "eın", "drei", "Monate",
    "Monaten", "Teilnehmer", "Plätze", "Wochenstunden", "bis zu", "max.", "٣", "२", "12.345.678,90", ",-", "für",
    "Personen ausgelegt", "Teilnehmerzahl:", "pro Monat",
]  # fmt: skip
TEXT = st.lists(st.sampled_from(PARTS), max_size=14).map(" ".join)


@pytest.mark.parametrize(
    ("text", "euro"),
    [
        ("89.775,00 €", 89_775.0),
        ("1,5 Mio. Euro", 1_500_000.0),
        ("4 Millionen €", 4_000_000.0),
        ("1.300,- €", 1_300.0),
        ("<= 300 €", 300.0),
        ("7626,39 EUR", 7_626.39),
    ],
)
def test_an_amount_of_money(text: str, euro: float) -> None:
    """German notation, millions and cents."""
    assert [value for value, _, _ in amounts(text)] == [euro]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"budget": "Insgesamt 89.775 €"}, Figures(budget_eur=89_775.0)),
        ({"budget": "450 € pro Monat und Teilnehmer"}, Figures()),
        ({"budget": "weniger als 216.000 Euro"}, Figures()),
        ({"budget": "270.000 € und 315.000 €"}, Figures()),
        ({"budget": "13.650 € pro Monat, 163.800 € im Jahr"}, Figures(budget_eur=163_800.0)),
        ({"period": "12 Monate"}, Figures(months=12)),
        ({"period": "längstens 24 Monate"}, Figures()),
        ({"period": "in der Regel sechs Monate, 39 Wochenstunden"}, Figures(months=6, weekly_hours=39.0)),
        ({"period": "ſechs Monate"}, Figures(months=6)),
        ({"participants": "15 Teilnehmer"}, Figures(places=15)),
        ({"participants": "Zwölf Plätze"}, Figures(places=12)),
        ({"participants": "jeweils 20 Teilnehmer"}, Figures()),
        ({"period": "19,5 Stunden pro Woche in Teilzeit"}, Figures(weekly_hours=19.5, part_time=True)),
        ({"description": "12 Monate, 500 €"}, Figures()),
        ({}, Figures()),
    ],
)
def test_figures_are_read_only_where_they_are_plain(fields: dict[str, str], expected: Figures) -> None:
    """Limits, shares, monthly sums and several totals are no figure."""
    assert read_figures("Titel", fields) == expected


def test_part_time_may_stand_in_the_title() -> None:
    """A measure called so is part-time."""
    assert read_figures("„Teilzeit aktiv“", {}).part_time is True


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(TEXT, TEXT, TEXT)
def test_no_wording_stops_the_reading_of_figures(money: str, period: str, people: str) -> None:
    """Any mixture of numbers and units is read or left; amounts lie inside the text."""
    read_figures(money, {"budget": money, "period": period, "participants": people, "description": money})
    assert all(0 <= start < end <= len(money) for _, start, end in amounts(money))
