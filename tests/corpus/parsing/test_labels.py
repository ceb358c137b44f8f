"""What labels name, however catalogues print them."""

import pytest

from corpus.parsing.labels import KNOWN_LABELS, match_label


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
