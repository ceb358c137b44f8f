"""Quantities: numbers with unit, bounds and what they are counted by."""

from collections import deque

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text.quantities import quantities
from tests.pace import allowed, best

PARTS = [
    "12", "1.000", "1'200", "1 200", "3,50", "½", "€", "EUR", "T€", "Mio.", " ", "zwölf", "hundert", "and", "ein",
    "halbes", "Monate", "Jahr", "-", "–", "bis zu", "zwischen", "mindestens", "pro", "Monat", "/", "Teilnehmer/-in",
    "(", ")", ":", ".", ",-", "%", "von", "§", "1.10.2024", "0316 555 12", "je", "oder mehr", "sechsmonatig",
]  # fmt: skip


def read(text: str) -> list[tuple[str, float | None, float | None, str, tuple[str, ...]]]:
    """The words, bounds, unit and basis of each quantity."""
    return [(text[q.start : q.end], q.low, q.high, q.unit, q.basis) for q in quantities(text)]


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("12 bis 15 Plätze", 12, 15, "place"),
        ("12–15 Plätze", 12, 15, "place"),
        ("10.000 € – 12.000 €", 10_000, 12_000, "EUR"),
        ("€10,000 to €12,000", 10_000, 12_000, "EUR"),
        ("1-2 Mio. Euro", 1_000_000, 2_000_000, "EUR"),
        ("500.000 bis 1 Mio. Euro", 500_000, 1_000_000, "EUR"),
        ("10–12 T€", 10_000, 12_000, "EUR"),
        ("between 6 and 12 months", 6, 12, "month"),
        ("6- bis 12-monatige Kurse", 6, 12, "month"),
        ("drei Monate bis ein Jahr", 3, 12, "month"),
        ("bis zu 15 Plätze", None, 15, "place"),
        ("bis zu einer Dauer von 12 Monaten", None, 12, "month"),
        ("no more than 20 participants", None, 20, "place"),
        ("20 participants or fewer", None, 20, "place"),
        ("mindestens 8 Teilnehmende", 8, None, "place"),
        ("ab 5.000 Euro", 5_000, None, "EUR"),
        ("mehr als 100 Teilnehmende", 100, None, "place"),
        ("nicht mehr als 100 Teilnehmende", None, 100, "place"),
        ("12 oder 15 Plätze", None, None, "place"),
        ("12+3 Plätze", None, None, "place"),
        ("15 bis 12 Plätze", None, None, "place"),
        ("4 von 5 Teilnehmenden", None, None, "place"),
        ("75 % von 100.000 Euro", None, None, "EUR"),
    ],
)
def test_bounds_are_read(text: str, low: float | None, high: float | None, unit: str) -> None:
    """A range has both, a most or a least one of them, and a choice or a share neither."""
    assert [(q.low, q.high, q.unit) for q in quantities(text)][-1:] == [(low, high, unit)]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("CHF 1'200", 1_200, "CHF"),
        ("1200 Franken", 1_200, "CHF"),
        ("€1.5m", 1_500_000, "EUR"),
        ("2,375 Mio. Euro", 2_375_000, "EUR"),
        ("in Tsd. Euro: 250", 250_000, "EUR"),
        ("12 (zwölf) Wochen", 12, "week"),
        ("15 Teilnehmer*innen", 15, "place"),
        ("25¹ Plätze", 25, "place"),
        ("eintägiger Workshop", 1, "day"),
        ("30 Std./Woche", 30, "hour"),
        ("Weekly hours: 30", 30, "weekly_hour"),
        ("2 Jahre und 3 Monate", 27, "month"),
    ],
)
def test_a_plain_number_is_one_value(text: str, value: float, unit: str) -> None:
    """In whatever notation, the unit behind or before it."""
    (quantity,) = quantities(text)
    assert (quantity.value, quantity.unit) == (value, unit)


@pytest.mark.parametrize(
    ("text", "basis"),
    [
        ("450 € / Monat / Teilnehmer/-in", ("month", "head")),
        ("1.300 Euro/je Teilnehmer/-in monatlich", ("head", "month")),
        ("mtl. 450 Euro", ("month",)),
        ("Kosten pro Kopf (netto): 980 Euro", ("head",)),
        ("je Standort 50.000 Euro", ("other",)),
        ("zwei Kurse à 15 Plätze", ("each",)),
        ("€450 per participant and month", ("head", "month")),
        ("80.000 Euro im Jahr", ("year",)),
        ("im Jahr 2024 80.000 Euro", ()),
        ("je nach Umfang 5.000 Euro", ()),
        ("wöchentlich 25 Stunden", ("week",)),
        ("wöchentliche Treffen, 6 Monate", ()),
    ],
)
def test_what_it_is_counted_by(text: str, basis: tuple[str, ...]) -> None:
    """Before the number or behind it, the units of both joined."""
    assert [set(q.basis) for q in quantities(text)] == [set(basis)]


@pytest.mark.parametrize(
    "text",
    [
        "01.10.2012 – 31.08.2013",
        "vom 1.4. bis 30.6.",
        "2024-10-01",
        "10/2024",
        "9.00–16.30 Uhr",
        "Telefon +43 316 555 0",
        "0931/8003-446",
        "97070 Würzburg",
        "§ 45 SGB III",
        "seit 2013 Teilnehmende",
        "COVID-19 Teilnehmende",
        "im 3. Monat",
        "75 %",
        "50 Bedarfsgemeinschaften",
        "ein Teilnehmer",
        "U25",
    ],
)
def test_what_is_no_quantity(text: str) -> None:
    """Dates, times, telephone numbers, postal codes, paragraphs, years, names, ordinals, shares and articles."""
    assert [q for q in quantities(text) if q.unit or q.value is None] == []


@settings(max_examples=300, deadline=None, derandomize=True, database=None)
@given(st.lists(st.sampled_from(PARTS), max_size=14).map("".join) | st.lists(st.sampled_from(PARTS)).map(" ".join))
def test_spans_are_in_order_and_bounds_are_ordered(text: str) -> None:
    """Whatever the text: quantities follow each other, inside of it."""
    end = 0
    for quantity in quantities(text):
        assert end <= quantity.start < quantity.end <= len(text)
        assert quantity.low is None or quantity.high is None or quantity.low <= quantity.high
        end = quantity.end


@pytest.mark.timed
@pytest.mark.parametrize(
    "part",
    [
        "9 ",
        "1-",
        "0000 ",
        "12 Monate, ",
        "hundert ",
        "bis zu ",
        "von ",
        "pro Monat ",
        "1,000 x ",
        ": ",
        "zwanzig-",
        "0(0(",
    ],
)
def test_hostile_texts_take_linear_time(part: str) -> None:
    """Quadratic time would take minutes for so long a text."""
    text = part * (100_000 // len(part))
    assert best(lambda: deque(quantities(text), maxlen=0), times=1) < allowed(10)
