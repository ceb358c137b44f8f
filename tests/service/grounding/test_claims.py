"""Claims that a source must make as strongly."""

import pytest

from service.grounding import claims


@pytest.mark.parametrize(
    ("said", "source", "wrong"),
    [
        ("Nur für Frauen.", "Für Frauen.", True),
        ("Nur für Frauen.", "Ausschließlich für Frauen.", False),
        ("Everyone gets a certificate.", "Es gibt ein Zertifikat.", True),
        ("It has proven effective.", "Das Konzept wird erprobt.", True),
        ("You must take part every week.", "Die Teilnahme ist verpflichtend, wöchentlich.", False),
        ("It is free because the office belongs to the district.", "kostenfrei, da Eigentum des Landkreises", False),
        ("It is free because it helps.", "kostenfrei; es hilft", True),
        ("Each of the 15 participants costs 450 €.", "450 € pro Teilnehmer", False),
    ],
)
def test_strong_words_need_strong_sources(said: str, source: str, wrong: bool) -> None:
    """`only`, `always`, `because`, and success."""
    assert claims.overstates(said, source) is wrong


@pytest.mark.parametrize(
    ("said", "source", "wrong"),
    [
        ("15 participants were placed.", "Es sollen 15 Teilnehmende vermittelt werden.", True),
        ("15 participants are to be placed.", "Es sollen 15 Teilnehmende vermittelt werden.", False),
        ("15 participants were placed.", "15 sollten, 12 wurden vermittelt.", False),
    ],
)
def test_an_aim_is_no_result(said: str, source: str, wrong: bool) -> None:
    """What a source only aims at hasn't happened."""
    assert claims.reports_aim_as_result(said, source) is wrong
