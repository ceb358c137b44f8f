"""What labels name, however catalogues print them."""

import pytest

from corpus.parsing.labels import KNOWN_LABELS, match_label
from corpus.parsing.questions import asked_in


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Was lernt man da?", "description"),
        ("Und wer kann mitmachen?", "target_group"),
        ("Ab wann?", "start"),
        ("Wie viel Zeit muss ich einplanen?", "hours"),
        ("Wie viel kostet das?", "cost"),
        ("Wer bezahlt das?", "financing"),
        ("Wer steckt dahinter?", "provider"),
        ("WEN FRAGEN", "contact"),
        ("What it costs", "cost"),
        ("Who to call", "contact"),
        ("How to join", "application"),
        ("Where", "place"),
    ],
)
def test_a_question_names_what_it_asks_for(label: str, field: str) -> None:
    """By its first words, and by how a later one begins."""
    match = match_label(label)
    assert match is not None
    assert match.field == field


@pytest.mark.parametrize("label", ["Und die Kinder?", "Was gibt es sonst?", "Was verdiene ich?"])
def test_a_question_may_name_no_field(label: str) -> None:
    """Which keeps its own name."""
    assert match_label(label) is None


@pytest.mark.parametrize(
    ("label", "field"),
    [
        ("Laufzeit – von", "start"),
        ("Laufzeit – bis", "period"),
        ("Kosten (EUR) – je Platz/Monat", "budget"),
        ("Kosten – gesamt", "budget"),
        ("Kosten – für Selbstzahler", "cost"),
        ("Ort und Zeit – Wochenstunden", "hours"),
        ("Ansprechpartner – Name", "contact"),
    ],
)
def test_a_column_below_others_is_told_by_both(label: str, field: str) -> None:
    """A side of a time, what costs are counted by, and otherwise what stands below."""
    match = KNOWN_LABELS.match_column(label)
    assert match is not None
    assert match.field == field


@pytest.mark.parametrize(
    ("text", "field", "stem"),
    [
        ("Mein Kunde hat keinen Gutschein – was zahlt er beim Kurs Nordlicht?", "cost", "zahl"),
        ("Wie lässt sich das Bewerber Coaching fördern?", "financing", "forder"),
        ("Who can benefit from Northern Light?", "target_group", "benefit"),
    ],
)
def test_a_message_asks_in_its_last_question(text: str, field: str, stem: str) -> None:
    """Told by a word that is no name's."""
    asked = asked_in(text, {"bewerber", "coaching"})
    assert asked is not None
    assert asked.field == field
    assert stem in asked.stems


@pytest.mark.parametrize("text", ["Was verdiene ich dort?", "Was ist Nordlicht?", "Nordlicht, was hat es auf sich?"])
def test_a_message_may_ask_for_no_field(text: str) -> None:
    """For what none holds, or for anything."""
    assert asked_in(text, ()) is None
