"""What questions ask of figures, in German and English, and what they don't."""

from datetime import date

import pytest

from retriever.conditions.condition import Inquiry
from retriever.query import Question
from retriever.retriever import Retriever

DAY = date.toordinal


def inquiry(retriever: Retriever, text: str, *without: str) -> Inquiry:
    """What a question asks of the table."""
    return retriever.read(Question(text, without=without)).inquiry


@pytest.mark.parametrize(
    ("text", "field", "operator", "value", "upper"),
    [
        ("Welche Maßnahmen haben mehr als 50 Plätze?", "places", ">", 50, None),
        ("Zeig mir alles mit zwischen 15 und 20 Plätzen", "places", "between", 15, 20),
        ("Welche Maßnahmen dauern mindestens sechs Monate?", "duration", ">=", 6, None),
        ("Was dauert länger als ein Jahr?", "duration", ">", 12, None),
        ("measures with at least 20 hours a week", "hours", ">=", 20, None),
        ("at least 20 hours a week", "hours", ">=", 20, None),
        ("Maßnahmen mit einem Betreuungsschlüssel von höchstens 1:20", "staff_ratio", "<=", 20, None),
        ("measures with a budget of at least half a million euros", "budget", ">=", 500_000, None),
        ("List the measures that started before 2010", "start", "<", DAY(date(2010, 1, 1)), None),
        ("Welche Angebote endeten 2013?", "end", "between", DAY(date(2013, 1, 1)), DAY(date(2013, 12, 31))),
        ("Welche gehen in Teilzeit?", "part_time", "is", 1, None),
        ("Welche Maßnahmen nutzen § 16f SGB II?", "legal", "is", "§ 16f SGB II", None),
        ("Welche Maßnahmen gibt es in Bayern?", "state", "is", "Bayern", None),
    ],
)
def test_conditions(
    retriever: Retriever, text: str, field: str, operator: str, value: float | str, upper: float | None
) -> None:
    """A field, an operator and a value in the field's unit."""
    found = inquiry(retriever, text)
    assert found.demand == "list"
    (condition,) = found.conditions
    assert (condition.field, condition.operator, condition.value, condition.upper) == (field, operator, value, upper)


def test_negation_either_and_both(retriever: Retriever) -> None:
    """`nicht` negates what it is before; Länder joined by `oder` share a group, others must all hold."""
    first, second = inquiry(retriever, "Welche Maßnahmen sind nicht in Bayern und in Teilzeit?").conditions
    assert (first.field, first.negated, second.field, second.negated) == ("state", True, "part_time", False)
    first, second = inquiry(retriever, "Alle Maßnahmen in Bayern oder Hessen bitte auflisten").conditions
    assert first.group == second.group != 0


@pytest.mark.parametrize(
    ("text", "demand", "field", "basis"),
    [
        ("Which measure has the most places?", "most", "places", ()),
        ("What is the cheapest measure per participant and month?", "least", "cost", ("head", "month")),
        ("Which measure has the largest annual budget?", "most", "budget", ("year",)),
        ("Welches Projekt im Katalog ist das älteste?", "least", "start", ()),
        ("Which measure has the best staff ratio?", "least", "staff_ratio", ()),
        ("Welche Maßnahme hat die höchste Vermittlungsquote?", "most", "placement_rate", ()),
    ],
)
def test_superlatives(retriever: Retriever, text: str, demand: str, field: str, basis: tuple[str, ...]) -> None:
    """The best is the least where less is better."""
    found = inquiry(retriever, text)
    assert (found.demand, found.field, found.basis) == (demand, field, basis)


def test_which_of_two(retriever: Retriever) -> None:
    """They are named, or found by the place that is named."""
    found = inquiry(retriever, "Was kostet pro Teilnehmer mehr: BAHN FREI oder die Maßnahme in Oberhavel?")
    assert (found.demand, found.field, found.most, found.basis) == ("compare", "cost", True, ("head",))
    assert found.compared == ("bahn-frei-in-100-tagen-zum-ziel", "stabilisierung-und-orientierung")


def test_counts(retriever: Retriever) -> None:
    """Measures are counted, rather than something in one of them."""
    assert inquiry(retriever, "Wie viele Maßnahmen haben mehr als 20 Plätze?").demand == "count"
    assert inquiry(retriever, "Wie viele Teilnehmer haben bei der Jobschmiede eine Ausbildung begonnen?").demand is None


@pytest.mark.parametrize(
    "text",
    [
        "Kundin, 58, seit mehr als 4 Jahren arbeitslos, wohnt in Bayern",
        "Mein Kunde ist 27, hat zwei Kinder und 3000 Euro Schulden",
        "Hilfen für Leute, die länger als ein Jahr arbeitslos sind",
        "Wie viele Plätze hat BAHN FREI?",
        "Was hilft bei den größten Problemen?",
        "What's the recommended ratio in the doctors project, the migration one?",
        "Was gibt es für Alleinerziehende ohne Kinderbetreuung?",
        "Teilzeit",
    ],
)
def test_questions_without_conditions(retriever: Retriever, text: str) -> None:
    """What is said of a client, a fact of one measure, and a topic ask nothing of the table."""
    assert not inquiry(retriever, text).asks


def test_what_cant_be_checked_is_told(retriever: Retriever) -> None:
    """Numbers of what no field is of, and what is to be left out."""
    assert inquiry(retriever, "measures with fewer than 10 sessions").unapplied == ("fewer than 10 sessions",)
    assert inquiry(retriever, "ohne Praktikum: was gibt es für Langzeitarbeitslose?").unapplied == ("ohne Praktikum",)


def test_a_condition_can_be_taken_back(retriever: Retriever) -> None:
    """Its words in `without` are none any more."""
    text = "Welche Maßnahmen haben mehr als 50 Plätze?"
    assert not inquiry(retriever, text, "mehr als 50 Plätze").asks
