"""Folded text knows where each character comes from."""

import re

from hypothesis import given
from hypothesis import strategies as st

from corpus.text.folded import Folded
from corpus.text.folding import fold, mark_over


@given(st.text())
def test_it_folds_as_folding_does(text: str) -> None:
    """The text is the one that folding gives, on one line; every character has a place in the original, in order."""
    folded = Folded.of(text)
    assert len(folded.text) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert [*folded.starts] == sorted(folded.starts)


def test_words_of_the_original() -> None:
    """Umlauts, composed or not, capitals and white space."""
    text = "  Für  Mu\u0308tter\nÜ50, Größe"
    folded = Folded.of(text)
    assert folded.text == " ".join(fold(mark_over(text)).split())
    start = folded.text.index("mutter")
    assert text[slice(*folded.span(start, start + 6))] == "Mu\u0308tter"


def test_what_takes_the_place_of_something_comes_from_all_of_it() -> None:
    """Its first and last character as well."""
    folded = Folded.of("seit zwei Jahren").replaced(re.compile("zwei"), lambda _: "2")
    assert folded.text == "seit 2 jahren"
    assert folded.span(5, 6) == (5, 9)
