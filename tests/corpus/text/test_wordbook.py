"""Sorted lists that are searched where they lie."""

from importlib.resources import files

import pytest

from corpus.text.folding import fold
from corpus.text.wordbook import Wordbook, wordbook
from index.analyser import Analyser


def test_every_line_is_found_and_nothing_between_them() -> None:
    """At the ends and in the middle; neither beginnings of words nor what would stand outside."""
    book = Wordbook(b"# Words.\nabend\nbau\nbaum\nzoo\n")
    assert [word for word in ("abend", "bau", "baum", "zoo") if word in book] == ["abend", "bau", "baum", "zoo"]
    assert [word for word in ("", "a", "ba", "baumes", "c", "zz", "abend\nbau", "äh") if word in book] == []


def test_an_empty_list_holds_nothing() -> None:
    """There is no line to look at."""
    assert "" not in Wordbook(b"")
    assert "baum" not in Wordbook(b"")


def test_the_general_words_are_sorted() -> None:
    """Else some would not be found. Comments stand first."""
    text = (files("corpus") / "data" / "lexicon" / "general_words.txt").read_bytes()
    words = [line for line in text.split(b"\n") if not line.startswith(b"#")]
    assert text.startswith(b"# ")
    assert words.pop() == b""
    assert words == sorted(words)
    assert len(words) == 219_516


@pytest.mark.parametrize(
    "word", ["winken", "schreien", "steckt", "gezockt", "Gabelstaplern", "organize", "organise", "completely", "squat"]
)
def test_words_are_found_in_any_form(word: str) -> None:
    """The stems are those of the analyser in use: another stemmer would need another list."""
    assert Analyser().stem(fold(word)) in wordbook("general_words.txt")


@pytest.mark.parametrize("word", ["Schuldnerbertung", "aprentice", "Umschuhlung", "xyzzy"])
def test_misspelt_words_are_not(word: str) -> None:
    """Nor is nonsense."""
    assert Analyser().stem(fold(word)) not in wordbook("general_words.txt")
