"""What a question for a list wants its measures to have or to lack."""

from collections.abc import Sequence

import pytest

from corpus.reference.places import Places
from index.store import Index
from retriever.features.feature import Feature
from retriever.query import Question
from retriever.understanding import Interpreter
from retriever.weights import Weights


@pytest.fixture(scope="module")
def interpreter(index: Index) -> Interpreter:
    """An interpreter over the shipped corpus."""
    return Interpreter(index, Places.shipped(), Weights())


def features(interpreter: Interpreter, text: str) -> Sequence[Feature]:
    """The features that are read from a question."""
    return interpreter.read(Question(text)).features.features


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Welche Maßnahmen arbeiten mit Hausbesuchen?", ["Hausbesuchen"]),
        ("Bei welchen gibts nen Bildungsgutschein?", ["Bildungsgutschein"]),
        ("Alle Maßnahmen ohne Ausschreibung", ["ohne Ausschreibung"]),
        ("Which measures are not for young people under 25?", ["not for young people under 25"]),
        ("davon nur die mit Hausbesuchen", ["Hausbesuchen"]),
    ],
)
def test_features_are_read_with_what_denies_them(interpreter: Interpreter, text: str, told: list[str]) -> None:
    """In the question's own words."""
    assert [each.told for each in features(interpreter, text)] == told


@pytest.mark.parametrize(
    "text",
    [
        "Was kostet JUMITA?",
        "Kundin, 28, will eine Ausbildung, welche Maßnahmen gibt es?",
        "Welche vier Berufsfelder gibt es in der Maßnahme?",
        "Wer hilft bei Schulden?",
        "Welche Maßnahmen in Jena sind für Gründer?",
    ],
)
def test_other_questions_have_no_features(interpreter: Interpreter, text: str) -> None:
    """A fact, a client, a noun that is asked for, help, a town."""
    assert features(interpreter, text) == ()


def test_either_is_enough_and_one_breath_is_joined(interpreter: Interpreter) -> None:
    """`oder` makes one group, a subsidy for employers stands in one sentence."""
    either = features(interpreter, "In welchen Maßnahmen gibts Deutschunterricht oder Sprachförderung?")
    assert [each.group for each in either] == [1, 1]
    joined = features(interpreter, "List measures that pay employers a subsidy")
    assert [(each.words, each.joined) for each in joined] == [("employers", False), ("subsidy", True)]


def test_what_is_not_understood_is_kept(interpreter: Interpreter) -> None:
    """One word more than features can stand for."""
    request = interpreter.read(Question("Bei welchen Maßnahmen wird aufsuchend gearbeitet, auch daheim?")).features
    assert request.unread == ("daheim",)
