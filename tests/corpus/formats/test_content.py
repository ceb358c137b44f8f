"""Tidied text, titles, and limits on size."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.content import MEBIBYTE, tidy, title_from
from corpus.formats.extraction import ReadLimits, extract
from tests.corpus.formats.conftest import Made, reason


@given(st.text())
def test_tidying_again_changes_nothing(text: str) -> None:
    """Tidied text is tidy: no empty lines, no white space at the ends of lines."""
    once = tidy(text)
    assert tidy(once) == once
    assert all(line and line == line.strip() for line in once.split("\n") if once)


@pytest.mark.parametrize(
    ("raw", "title"),
    [
        (" Für\u00ad **Ältere** \n heute ", "Für Ältere heute"),
        ("Microsoft Word - Katalog", None),
        ("katalog_final.docx", None),
        ("Unbenannt", None),
        ("(anonymous)", None),
        ("PowerPoint-Präsentation", None),
        ("\x00 \t", None),
        ("a" * 301, None),
        (None, None),
    ],
)
def test_titles_are_clean_or_missing(raw: str | None, title: str | None) -> None:
    """File names and defaults of programs aren't titles."""
    assert title_from(raw) == title


def test_a_hundred_megabytes_in_one_line_are_refused(made: Made) -> None:
    """For its size, before it is read; for its line if that size is allowed."""
    path = made("zeile.txt", b"a" * 100 * MEBIBYTE)
    assert reason(path) == "100 MiB; the limit is 64 MiB"
    long = "line 1 has 104,857,600 characters; the limit is 1,000,000"
    assert reason(path, file_bytes=100 * MEBIBYTE) == long


def test_limits_are_inclusive(made: Made) -> None:
    """A text of exactly the allowed size is read; one character more is too many."""
    path = made("genau.txt", "ä" * 9 + "\n" + "b" * 10)
    assert len(extract(path, limits=ReadLimits(file_bytes=29, text_characters=20, line_characters=10)).text) == 20
    assert reason(path, text_characters=19) == "20 characters; the limit is 19"
    assert reason(path, line_characters=9) == "line 2 has 10 characters; the limit is 9"
    assert reason(path, file_bytes=28) == "29 bytes; the limit is 28 bytes"
