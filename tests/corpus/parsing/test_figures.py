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


SENTENCES = [
    # durations
    ({"period": "Dauer 1,5 Monate"}, {"months": 1.5}),
    ({"period": "Dauer 0,5 Monate"}, {"months": 0.5}),
    ({"period": "Duration: 3.5 months"}, {"months": 3.5}),
    ({"period": "Dauer 6-12 Monate"}, {}),
    ({"period": "sechs bis zwölf Monate"}, {}),
    ({"period": "Between 6 and 12 months"}, {}),
    ({"period": "Dauer: 2 Jahre"}, {"months": 24}),
    ({"period": "anderthalb Jahre"}, {"months": 18}),
    ({"period": "1 Jahr und 6 Monate"}, {"months": 18}),
    ({"period": "6 Monate und 2 Wochen"}, {}),
    ({"period": "12 Wochen"}, {}),
    ({"period": "120 Tage"}, {}),
    ({"period": "Sechsmonatige Maßnahme mit Praktikum"}, {"months": 6}),
    ({"period": "a 6-month course"}, {"months": 6}),
    ({"period": "It lasts half a year"}, {"months": 6}),
    ({"period": "bis zu 6 Monate"}, {}),
    ({"period": "6 Monate, Verlängerung um 3 Monate möglich"}, {"months": 6}),
    ({"period": "Laufzeit 01.03.2024 – 31.08.2024"}, {}),
    ({"period": "vom 01.02.2024 an 12 Monate"}, {"months": 12}),
    ({"period": "01.02.2024 12 Monate"}, {"months": 12}),
    ({"period": "Treffen alle 3 Monate"}, {}),
    ({"period": "seit 2 Jahren"}, {}),
    ({"period": "Dauer in Monaten: 9"}, {"months": 9}),
    ({"period": "Einstieg im 3. Monat möglich"}, {}),
    ({"period": "zwölf Monate (ein Jahr)"}, {"months": 12}),
    ({"period": "für Personen ab 25 Jahren, 4 Monate"}, {"months": 4}),
    ({"period": "fünfundzwanzig Monate"}, {"months": 25}),
    ({"period": "6 Monate, 4 Tage pro Woche"}, {"months": 6}),
    ({"period": "two years"}, {"months": 24}),
    ({"period": "six months, extension by another three months possible"}, {"months": 6}),
    ({"period": "Die Maßnahme läuft über 12 Monate."}, {"months": 12}),
    # hours a week
    ({"hours": "Umfang 30 Stunden pro Woche"}, {"weekly_hours": 30}),
    ({"hours": "25 hours a week"}, {"weekly_hours": 25}),
    ({"hours": "20 bis 30 Wochenstunden"}, {}),
    ({"hours": "Umfang 38,5 Std./Woche"}, {"weekly_hours": 38.5}),
    ({"hours": "wöchentlich 15 Stunden, Teilzeit"}, {"weekly_hours": 15, "part_time": True}),
    ({"hours": "6 Stunden täglich"}, {}),
    ({"hours": "Wochenstunden: 19,5"}, {"weekly_hours": 19.5}),
    ({"hours": "Vollzeit, Teilzeit nicht möglich"}, {}),
    ({"hours": "Part-time, 20 hours per week"}, {"weekly_hours": 20, "part_time": True}),
    ({"hours": "480 Stunden insgesamt"}, {}),
    ({"hours": "höchstens 20 Stunden pro Woche"}, {}),
    # places
    ({"participants": "Teilnehmerzahl fünfzehn Plätze"}, {"places": 15}),
    ({"participants": "Teilnehmerzahl 1 200 Plätze"}, {"places": 1200}),
    ({"participants": "1\u202f200 Plätze"}, {"places": 1200}),
    ({"participants": "1'200 Teilnehmende"}, {"places": 1200}),
    ({"participants": "1.200 Teilnehmende"}, {"places": 1200}),
    ({"participants": "1,200 participants"}, {"places": 1200}),
    ({"participants": "12-15 Plätze"}, {}),
    ({"participants": "12/15 Plätze"}, {}),
    ({"participants": "2 x 15 Plätze"}, {}),
    ({"participants": "bis zu 15 Plätze"}, {}),
    ({"participants": "at least 8 participants"}, {}),
    ({"participants": "Plätze 25"}, {"places": 25}),
    ({"participants": "Teilnehmerzahl 18 Personen"}, {"places": 18}),
    ({"participants": "15 Plätze je Standort"}, {}),
    ({"participants": "20 Plätze, davon 5 Plätze für Frauen"}, {"places": 20}),
    ({"participants": "einundzwanzig Teilnehmende"}, {"places": 21}),
    ({"participants": "Plätze nach Absprache, Tel. 0316 555 12"}, {}),
    ({"participants": "seit 2013 Teilnehmende aus ganz Hessen"}, {}),
    ({"participants": "97070 Würzburg, 15 Plätze"}, {"places": 15}),
    ({"participants": "nach § 45 SGB III, zwölf Plätze"}, {"places": 12}),
    ({"participants": "15 Teilnehmer:innen"}, {"places": 15}),
    ({"participants": "15 Teilnehmer/-innen je Kurs"}, {}),
    ({"participants": "Places for 16 people"}, {"places": 16}),
    ({"participants": "one hundred and twenty places"}, {"places": 120}),
    # money
    ({"budget": "12 500 Euro"}, {"budget_eur": 12_500}),
    ({"budget": "12’500.00 EUR"}, {"budget_eur": 12_500}),
    ({"budget": "1.5 Mio. Euro"}, {"budget_eur": 1_500_000}),
    ({"budget": "2,3 Mrd. €"}, {"budget_eur": 2_300_000_000}),
    ({"budget": "250 Tsd. Euro"}, {"budget_eur": 250_000}),
    ({"budget": "250 T€"}, {"budget_eur": 250_000}),
    ({"budget": "€12,500.00 in total"}, {"budget_eur": 12_500}),
    ({"budget": "10.000 bis 12.000 Euro"}, {}),
    ({"budget": "450 Euro pro Monat, insgesamt 5.400 Euro"}, {"budget_eur": 5_400}),
    ({"budget": "monatlich 450 Euro"}, {}),
    ({"budget": "Kosten 1.240 Euro je Teilnehmer"}, {}),
    ({"budget": "1,240 euros per participant"}, {}),
    ({"budget": "Kosten pro Kopf: 980 Euro"}, {}),
    ({"cost": "Kosten 1.240 Euro"}, {}),
    ({"budget": "zwölftausend Euro"}, {"budget_eur": 12_000}),
    ({"budget": "120.000 Euro, davon 20.000 Euro Sachkosten"}, {"budget_eur": 120_000}),
    ({"budget": "Mittelvolumen in Euro 89.775"}, {"budget_eur": 89_775}),
    ({"budget": "Mittelvolumen in Tsd. Euro: 250"}, {"budget_eur": 250_000}),
    ({"budget": "mindestens 50.000 Euro"}, {}),
    ({"budget": "CHF 120'000"}, {}),
    ({"budget": "1.200.50 Euro"}, {}),
    ({"budget": "EUR 80.000,-"}, {"budget_eur": 80_000}),
    ({"budget": "about 80,000 euros a year"}, {"budget_eur": 80_000}),
    ({"budget": "eine halbe Million Euro"}, {"budget_eur": 500_000}),
    ({"budget": "2.500 bzw. 3.000 Euro"}, {}),
    ({"budget": "15.000 Euro (netto)"}, {"budget_eur": 15_000}),
    ({"budget": "12,500 Euro"}, {}),
    ({"start": "15.03.2025", "description": "500 Euro, 12 Monate, 15 Plätze"}, {}),
    ({"financing": "100.000 Euro aus dem ESF"}, {}),
    ({"implementation": "Los 3, 12 Plätze", "start": "in 2 Monaten"}, {}),
    # restated, added up, shared, glued
    ({"period": "zwölf (12) Monate"}, {"months": 12}),
    ({"period": "10 Module à 2 Monate"}, {}),
    ({"period": "drei Monate bis ein Jahr"}, {}),
    ({"period": "max. 6 Monate, in Ausnahmen 6 Monate"}, {}),
    ({"period": "6 Monate Theorie, 6 Monate Praxis"}, {}),
    (
        {"hours": "Teilzeit 20 Stunden je Woche, Vollzeit 38,5 Stunden je Woche"},
        {"weekly_hours": 38.5, "part_time": True},
    ),
    ({"hours": "10 Stunden pro Woche Unterricht, 20 Stunden pro Woche Betrieb"}, {}),
    ({"participants": "12 Plätze in Graz, 12 Plätze in Leoben"}, {}),
    ({"participants": "Teilnehmerzahl: 15 pro Durchgang"}, {"places": 15}),
    ({"participants": "Gruppengröße 8 Personen"}, {}),
    ({"participants": "3 Plätze frei"}, {}),
    ({"participants": "• Graz: 12 Plätze • Leoben: 12 Plätze"}, {}),
    ({"participants": "15 Plätze", "budget": "Für 15 Teilnehmer 89.775 Euro"}, {"places": 15, "budget_eur": 89_775}),
    ({"participants": "15 Plätze", "resources": "12 Teilnehmende"}, {}),
    ({"period": "Zeitraum (Dauer in Wochenstunden) 1. Projektphase 01.07.2012 – 31.07.2013"}, {}),
    ({"budget": "€1.5m"}, {"budget_eur": 1_500_000}),
    ({"budget": "75 % von 100.000 Euro"}, {}),
    ({"budget": "100.000 Euro zzgl. 20.000 Euro Fahrtkosten"}, {}),
    ({"budget": "80.000 Euro inklusive Sachkosten"}, {"budget_eur": 80_000}),
    ({"budget": "2024: 50.000 Euro, 2025: 50.000 Euro"}, {}),
    ({"budget": "Fahrtkosten bis zu 300 Euro, Volumen 80.000 Euro"}, {"budget_eur": 80_000}),
    ({"budget": "Teilnahmegebühr 50 Euro"}, {}),
]


@pytest.mark.parametrize(("fields", "expected"), SENTENCES, ids=[" ".join(fields.values()) for fields, _ in SENTENCES])
def test_a_number_is_taken_whole_or_not_at_all(fields: dict[str, str], expected: dict[str, float]) -> None:
    """Notations of four countries; what isn't plain, or counts something else, is no figure."""
    assert read_figures("Titel", fields) == Figures(**expected)  # type: ignore[arg-type]


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
