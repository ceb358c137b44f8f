"""Values that questions ask for in words of their own."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from corpus.measure import Measure
from service.chat.values import value_called


@pytest.fixture
def measure(tmp_path: Path) -> Measure:
    """A measure with a label that names no field."""
    (tmp_path / "katalog.md").write_text(
        "## Bewerber Coaching\nZielgruppe: Arbeitssuchende\nFörderung: AVGS\nAbschluss: Zeugnis der Kammer\n"
        "Ziel: Vermittlung in Arbeit\n"
        "Ergebnisse und Quoten, soweit vorhanden, zur Arbeit: Keine\nKosten: 20 Euro im Monat\n"
        "Kontakt: Frau Berg, 0551 43 21\n",
        encoding="utf-8",
    )
    (found,) = Corpus.from_folder(tmp_path).measures
    return found


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("Wie lässt sich das Bewerber Coaching fördern?", ("fördern",), "financing"),
        ("Was soll beim Bewerber Coaching herauskommen?", ("herauskommen",), "goal"),
        ("Mein Sohn hat wenig Geld – was zahlt er?", ("Sohn", "Geld"), "cost"),
        ("Wen ruft man an wegen Bewerber Coaching?", ("ruft",), "contact"),
        ("Welchen Abschluss gibt es beim Bewerber Coaching?", ("Abschluss",), "other"),
    ],
)
def test_a_question_calls_a_value_in_its_own_words(
    measure: Measure, text: str, own: tuple[str, ...], expected: str
) -> None:
    """By what it asks for, or by the name of the label."""
    found = value_called(measure, text, own, ("bewerber coaching",))
    assert found is not None
    assert found.field == expected


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("Was muss man beim Bewerber Coaching vorher wissen?", ("vorher", "wissen")),
        ("Was kostet die Kinderbetreuung am Nachmittag?", ("Kinderbetreuung", "Nachmittag")),
        ("Gibt es Parkplätze?", ("Parkplätze",)),
        ("Wie viele Leute arbeiten beim Bewerber Coaching?", ("arbeiten",)),
    ],
)
def test_a_question_of_something_else_has_none(measure: Measure, text: str, own: tuple[str, ...]) -> None:
    """What the record lacks, or what is asked of more than its field."""
    assert value_called(measure, text, own, ("bewerber coaching",)) is None
