"""What a sentence denies or affirms against its source."""

import pytest

from corpus.text.language import Language
from service.grounding.polarity import opposes, reverses_negation
from tests.service.grounding.conftest import Reading

ABSENCE = "Fehltage (entschuldigt, krank) werden an die Laufzeit der Maßnahme angehängt, bis 100 Tage erreicht sind."


@pytest.mark.parametrize(
    ("said", "source", "wrong"),
    [
        ("Fehltage werden an die Laufzeit angehängt.", ABSENCE, False),
        ("Fehltage werden von der Laufzeit abgezogen.", ABSENCE, True),
        ("Die Teilnahme ist freiwillig.", "Die Teilnahme ist verpflichtend.", True),
        ("It takes place in the morning.", "Nachmittags, 3 Stunden", True),
        ("Die Teilnahme ist freiwillig.", "Freiwillig, aber verpflichtend bei Zuweisung", False),
        ("Die Zahl nimmt stark zu.", "Die Zahl der Teilnehmer sinkt.", True),
    ],
)
def test_opposites(said: str, source: str, wrong: bool) -> None:
    """Only where the source has the one and not the other."""
    assert opposes(said, source) is wrong


@pytest.mark.parametrize(
    ("language", "said", "source", "wrong"),
    [
        ("en", "No results are available.", "Daher liegen noch keine Ergebnisse vor.", False),
        ("de", "Es liegen bereits Ergebnisse vor.", "Es liegen keine Ergebnisse vor.", True),
        ("de", "Die Maßnahme dauert nicht 12 Monate.", "Die Maßnahme dauert 12 Monate.", True),
        ("de", "Tagesmütter werden nicht betreut.", "Tagesmütter werden nicht betreut. Gründer werden betreut.", False),
    ],
)
def test_negations(reading: Reading, language: Language, said: str, source: str, wrong: bool) -> None:
    """What is denied in the one must be denied in the other."""
    assert reverses_negation(said, source, reading(language)) is wrong
