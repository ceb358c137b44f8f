"""Kinds of question: what they begin to ask with, in both languages."""

import pytest

from corpus.text.question_kinds import measured_kinds, question_kind


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Wie viele Plätze gibt es?", "count"),
        ("how many people dropped out", "count"),
        ("Wie hoch ist der Zuschuss?", "amount"),
        ("what does it cost", "amount"),
        ("Wie lange dauert das?", "duration"),
        ("und wann geht es los?", "date"),
        ("how often do they meet?", "frequency"),
        ("wen ruf ich da an", "who"),
        ("Wo findet das statt?", "where"),
        ("Why was it set up?", "why"),
        ("In welchen Sprachen wird beraten?", "which"),
        ("Wie läuft das ab?", "how"),
        ("Was lernt man dort?", "what"),
        ("Gibt es ein Zeugnis?", "yes_no"),
        ("Is there a waiting list?", "yes_no"),
        ("Was it evaluated?", "yes_no"),
        ("Kinderbetreuung", "other"),
    ],
)
def test_a_question_shows_its_kind(question: str, kind: str) -> None:
    """By its first telling words; whether something is so comes before all else."""
    assert question_kind(question) == kind


def test_some_are_answered_by_a_figure() -> None:
    assert measured_kinds() == {"count", "amount", "duration", "date", "frequency"}
