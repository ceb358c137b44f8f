"""Cleaning: what it reads through, what it keeps, and that every word is traced back to its source."""

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.collection import Corpus
from corpus.text.cleaning import align, clean

MARKS = [
    "**", "*", "***", "****", "<p>", "</p>", "<ul>", "<li>", "<u>", "</u>", "<br/>", "<span class='a'>", "<", ">", "- ",
    "• ", "○", "▪ ", "-\n", "-\n  ", "^{", "}", "^{Plus}", "<= 300 €", "\t", "\n", "\n\n", "  ", " ", "\r\n", "\f",
    "\xad", "\u200b", "\ufeff", "\x00", "\x85", "\u2028", "<https://a.b>", "[a](https://b)", "[", "](mailto:x)", "# ",
    "ä", "Ü", "ß", "und", "organisatori", "sche", "Bund", "§ 16 SGB II", "z. B. ", "1. ", "„", "“", ":", "(", ")", ".",
]  # fmt: skip
LETTERS = st.text(max_size=3)
DAMAGED = st.lists(st.one_of(st.sampled_from(MARKS), LETTERS), max_size=20).map("".join)
FEW = settings(max_examples=150, deadline=None, derandomize=True, database=None)


@FEW
@given(DAMAGED)
def test_cleaning_is_idempotent(raw: str) -> None:
    """Cleaned text is clean: no white space but single blanks inside, and cleaning it again changes nothing."""
    cleaned = clean(raw)
    assert clean(cleaned) == cleaned
    assert cleaned == " ".join(cleaned.split())


@FEW
@given(DAMAGED)
def test_alignment_gives_the_same_text_with_an_origin_for_every_character(raw: str) -> None:
    """Origins are as many as characters, never decrease, and lie in the raw text."""
    aligned = align(raw)
    origin = list(aligned.origin)
    assert aligned.text == clean(raw)
    assert len(origin) == len(aligned.text)
    assert origin == sorted(origin)
    assert all(0 <= place < len(raw) for place in origin)


def test_every_word_of_the_corpus_is_reproduced_by_its_span() -> None:
    """Cleaning the raw span of a word gives the word."""
    for document in Corpus.shipped().documents:
        raw = document.text[:60_000]
        aligned = align(raw)
        for word in re.finditer(r"[^\W_]+", aligned.text):
            start, end = aligned.span(*word.span())
            assert clean(raw[start:end]) == word.group()


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("zunächst <= 300 €", "zunächst <= 300 €"),
        ("a < b und c > d", "a < b und c > d"),
        ("organisatori-\nsche", "organisatorische"),
        ("Mi-\n\n\nnijob", "Minijob"),
        ("Jobcenter-\nBezirk", "Jobcenter-Bezirk"),
        ("Arbeits-\nund Sozialamt", "Arbeits- und Sozialamt"),
        ("Beratungs- und\nHilfe", "Beratungs- und Hilfe"),
        ("Förderzentrum^{Plus}", "Förderzentrum Plus"),
        ("**Zielgruppe**Alle", "Zielgruppe Alle"),
        ("**a****b**", "a b"),
        ("*kursiv* und 2 * 3 * 4", "kursiv und 2 * 3 * 4"),
        ("<ul><li>eins<li>zwei</ul>", "eins zwei"),
        ("Wör<b>ter</b>", "Wörter"),
        ("• a\n○ b\n- c", "• a • b • c"),
        ("5 - 3", "5 - 3"),
        ("# Titel\nText", "Titel Text"),
        ("[Text](https://a.b/c) <https://a.b>", "Text https://a.b"),
        ("So\xadzial\u200bamt", "Sozialamt"),
        ("a\tb\r\n c", "a b c"),
    ],
)
def test_damage_and_what_is_read(raw: str, expected: str) -> None:
    """Markup goes, words cut by a page break are mended, what only looks like markup stays."""
    assert clean(raw) == expected


def test_a_span_covers_the_raw_characters_of_its_words() -> None:
    """The span of a mended word reaches from its first to its last raw character."""
    raw = "sind **organisatori-\nsche** Fragen"
    aligned = align(raw)
    start = aligned.text.index("organisatorische")
    assert aligned.span(start, start + len("organisatorische")) == (7, 25)
    assert raw[7:25] == "organisatori-\nsche"


@pytest.mark.parametrize("run", [" ", "\n", "\t ", "*", "- ", "<p>", "^{", "a-\n"])
def test_long_runs_take_linear_time(run: str) -> None:
    """Forty thousand blanks, bullets or tags in a row are no reason to wait."""
    before = time.process_time()
    clean("x" + run * 40_000 + "y")
    assert time.process_time() - before < 2


@pytest.mark.parametrize(
    ("opening", "closing"),
    [
        ("<", "u>"),
        ("<b", ">"),
        ("<b ", " x>"),
        ("</", "u>"),
        ("<https://a", ">"),
        ("[", "](/)"),
        ("^{", "}"),
        ("# ", ""),
    ],
)
def test_marks_within_marks_take_linear_time(opening: str, closing: str) -> None:
    """Taking one away uncovers no other, so that a few passes are enough."""
    before = time.process_time()
    clean(opening * 3_000 + "a" + closing * 3_000)
    assert time.process_time() - before < 1
