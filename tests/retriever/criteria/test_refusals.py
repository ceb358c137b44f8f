"""Things that somebody doesn't want."""

import pytest

from retriever.criteria.refusals import refusal


@pytest.mark.parametrize(
    ("text", "topic", "words"),
    [
        ("client has no interest in internships whatsoever", "internships", "no interest in internships"),
        ("bewerbungen hat er oft geubt, das bitte nicht noch mal.", "bewerbungen",
         "bewerbungen hat er oft geubt, das bitte nicht noch mal"),
        ("in eine gruppe setzt sie sich auf gar keinen fall, sagt sie", "gruppe",
         "gruppe setzt sie sich auf gar keinen fall"),
        ("mochte wieder in ihren beruf und nicht in die pflege", "pflege", "nicht in die pflege"),
        ("lieber arbeit statt wieder irgendein kurs", "kurs", "statt wieder irgendein kurs"),
        ("would rather work than sit in class", "class", None),
        ("mochte ein praktikum machen", "praktikum", None),
        ("hat kein praktikum gefunden", "praktikum", None),
    ],
)  # fmt: skip
def test_refusals(text: str, topic: str, words: str | None) -> None:
    """Before the thing or after it, within one sentence."""
    start = text.index(topic)
    found = refusal(text, start, start + len(topic))
    assert (text[slice(*found)] if found else None) == words


def test_lacking_is_enough_for_some() -> None:
    """`keine Gruppe` is a wish, but only where it is asked for, and `noch keine` is none."""
    assert refusal("keine gruppe", 6, 12) is None
    assert refusal("keine gruppe", 6, 12, bare=True) == (0, 12)
    assert refusal("noch keine gruppe", 11, 17, bare=True) is None
