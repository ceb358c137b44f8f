"""Folding: one spelling for a word however it is typed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text.folding import WORD, fold, mark_over, without_umlauts

SYLLABLES = "ae oe ue e a o u n q ä ö ü ß ss é ™ ﬁ ſ ẞ İ Σ".split()
FEW = settings(max_examples=150, deadline=None, derandomize=True, database=None)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Größe", "grosse"),
        ("Groesse", "grosse"),
        ("Ergänzer", "erganzer"),
        ("neue Frauen, Quelle", "neue frauen, quelle"),
        ("Müller & Sohn", "muller & sohn"),
        ("Ärzte AERZTE", "arzte arzte"),
        ("Café", "cafe"),
        ("ﬁt™", "fittm"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    """Lower case, without accents, umlauts in one spelling."""
    assert fold(text) == folded


@FEW
@given(st.one_of(st.text(), st.lists(st.sampled_from(SYLLABLES), max_size=8).map("".join)))
def test_folding_is_idempotent(text: str) -> None:
    """A folded text is folded."""
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Mütter über 50", "Mutter uber 50"),
        ("Projekt Ü50", "Projekt O50"),
        ("ü 25", "O 25"),
        ("Ue-30-Party", "O-30-Party"),
        ("Größe", "Große"),
    ],
)
def test_umlauts_are_dropped_but_over_stays_over(text: str, plain: str) -> None:
    """`Ü50` without its dots would be `U50`, its opposite; ß and capitals stay."""
    assert without_umlauts(text) == plain


def test_over_is_marked_before_two_digits_only() -> None:
    """So that folding, which makes Ü a U, keeps apart what is over and what is under."""
    assert mark_over("Ü50, Ü5, Über 50") == "O50, Ü5, Über 50"
    assert fold(mark_over("Ü50")) != fold("U50")


def test_a_word_is_letters_and_digits() -> None:
    """Underscores and hyphens part words."""
    assert WORD.findall("50plus-Maßnahme_2 (§ 16e)") == ["50plus", "Maßnahme", "2", "16e"]
