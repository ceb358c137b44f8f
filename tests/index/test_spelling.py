"""Mistyped words, and those that only look so."""

import pytest

from corpus.text.folding import fold
from index.analyser import Analyser
from index.lexical import BM25Index
from index.spelling import Spelling

WORDS = ["Kinderbetreuung", "Alleinerziehende", "Schulden", "Schulung", "Kündigung", "Arbeit", "Amt", "Miete", "Mieter"]


@pytest.fixture(scope="module")
def spelling() -> Spelling:
    """A small corpus in which rent is more frequent than tenants."""
    analyser = Analyser(frozenset(("kinder", "betreuung", "sprach", "kurse")))
    texts = [analyser.terms(word) for word in [*WORDS, "Schulden", "Schulden"]]
    return Spelling({fold(word): word for word in WORDS}, analyser, BM25Index.from_terms(texts, k1=1.2, b=0.6))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Kinderbetruung", "Kinderbetreuung"),
        ("kinderbtereuung", "Kinderbetreuung"),
        ("Kidnerbetreung", "Kinderbetreuung"),
        ("Aleinerziehende", "Alleinerziehende"),
        ("Schuldeen", "Schulden"),
        ("Kuendigugn", "Kündigung"),
        ("Schuldung", "Schulung"),
        ("Mieterr", "Mieter"),
        ("Kidnerbetreuung", "Kinderbetreuung"),
    ],
)
def test_one_slip_in_a_word_and_two_in_a_long_one(spelling: Spelling, typed: str, meant: str) -> None:
    """Letters lost, doubled or swapped: the word that was meant comes as it is written."""
    assert spelling.correct(typed) == meant


def test_of_equally_near_words_the_most_frequent_is_meant(spelling: Spelling) -> None:
    """`Schuldungn` is two slips from both debts and training."""
    assert spelling.correct("Schuldunen") == "Schulden"


@pytest.mark.parametrize(
    "word", ["Kündigung", "KUNDIGUNG", "Schulden", "Arbeiten", "Sprachkurse", "Amd", "§16e", "xylophon", "Bchulden", ""]
)
def test_known_short_and_far_words_are_left(spelling: Spelling, word: str) -> None:
    """Known in any spelling or inflection, compounds of known words, short words, and what nothing is near to."""
    assert spelling.correct(word) is None


@pytest.mark.parametrize(
    "word", ["Schulen", "scheuen", "Miezen", "Minter", "Arbeiten", "Schmieden", "Andreas", "Schild"]
)
def test_words_of_the_language_and_names_are_left(spelling: Spelling, word: str) -> None:
    """However near they are to a word of the corpus."""
    assert spelling.correct(word) is None


def test_letters_left_out_or_swapped_are_likelier_than_others_typed() -> None:
    """`Ausbildungsplaz` lacks a letter of the place; of the plan it has a wrong one."""
    words = ["Ausbildungsplatz", "Ausbildungsplan", "Ausbildungsplan"]
    analyser = Analyser()
    index = BM25Index.from_terms([analyser.terms(word) for word in words], k1=1.2, b=0.6)
    spelling = Spelling({fold(word): word for word in words}, analyser, index)
    assert spelling.correct("Ausbildungsplaz") == "Ausbildungsplatz"
    assert spelling.correct("Ausbildungspaltz") == "Ausbildungsplatz"
    assert spelling.correct("Ausbildungsplann") == "Ausbildungsplan"
