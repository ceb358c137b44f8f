"""What numbers count, against sources made for it."""

import pytest

from corpus.text.language import Language
from service.grounding import counting
from tests.service.grounding.conftest import Reading

PARTICIPANTS = "Teilnehmerzahl: 2.428 Personen (davon 2.212 Ingenieure und 216 Ärzte)"
COSTS = "Auftragsvolumen: 167.502,96 EUR Maßnahmekosten/Teilnehmer/-in: 6.979,29 EUR"
LAW = "• Darlehen/Zuschuss und Beratungsleistungen nach § 16c SGB II • Einstiegsgeld nach § 16b SGB II"
PLACES = "Kosten pro Platz je Monat: 910 €; bei 15 Plätzen: 163.800 €/Jahr"


@pytest.mark.parametrize(
    ("language", "said", "source", "wrong"),
    [
        ("de", "2.212 Ingenieure und 216 Ärzte nahmen teil.", PARTICIPANTS, False),
        ("de", "2.212 Ärzte nahmen teil.", PARTICIPANTS, True),
        ("en", "216 engineers took part.", PARTICIPANTS, True),
        ("en", "It cost 6,979.29 EUR per participant.", COSTS, False),
        ("en", "It cost 167,502.96 EUR per participant.", COSTS, True),
        ("de", "Einstiegsgeld gibt es nach § 16b SGB II.", LAW, False),
        ("de", "Einstiegsgeld gibt es nach § 16c SGB II.", LAW, True),
        ("de", "Ein Platz kostet 910 € im Monat.", PLACES, False),
    ],
)
def test_what_a_number_counts(reading: Reading, language: Language, said: str, source: str, wrong: bool) -> None:
    """A number keeps to the words beside it; a word that the source doesn't count says nothing."""
    assert counting.misattributes_number(said, source, reading(language)) is wrong


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ("Es sind 4 Termine zu 6 Stunden.", False),
        ("Es sind 6 Termine zu 4 Stunden.", True),
        ("There are six sessions.", True),
        ("There are six modules.", False),
    ],
)
def test_counts_of_sessions_and_the_like(said: str, wrong: bool) -> None:
    """The source must count the same with this number; what it doesn't count is left to the other rules."""
    assert counting.counts_otherwise(said, "vier Termine mit je sechs Stunden") is wrong
