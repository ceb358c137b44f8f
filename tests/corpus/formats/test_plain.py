"""Plain text: unchanged, and the reason that every broken file is refused with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats import plain
from corpus.formats.extraction import Extracted, extract
from tests.corpus.formats.conftest import Made, reason


@pytest.mark.parametrize("name", ["katalog.txt", "katalog.md", "KATALOG.TXT"])
def test_plain_text_is_unchanged(made: Made, name: str) -> None:
    """Line ends, trailing spaces, markup and soft hyphens stay, so that spans match the file."""
    text = "\r\n## **Für Ältere**  \r\n\tGrö\u00adße <= 300 €\n\n"
    assert extract(made(name, text)) == Extracted(text, (), "Für Ältere")


def test_byte_order_mark_is_no_text(made: Made) -> None:
    """The mark is stripped; offsets count from the character after it."""
    assert extract(made("katalog.txt", "\ufeffTitel\n=====\nText")) == Extracted("Titel\n=====\nText", (), "Titel")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff")))
def test_plain_text_survives_whatever_it_is(text: str) -> None:
    """Reading the bytes of any text gives that text."""
    assert plain.read(text.encode()).text == text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Größe\nfür".encode("latin-1"), "not valid UTF-8 at byte 2 (line 1); save it as UTF-8"),
        (b"a\n" * 400 + "für\n".encode("cp1252"), "not valid UTF-8 at byte 801 (line 401); save it as UTF-8"),
        ("Größe".encode("utf-16"), "encoded as UTF-16; save it as UTF-8"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "not a text file: NUL character at byte 7"),
        (b"", "empty"),
        (b" \n\t\xc2\xa0\n", "contains no text"),
        (
            b"kurz\n" + b"a" * 1_000_001 + b"\nkurz",
            "line 2 has 1,000,001 characters; the limit is 1,000,000",
        ),
    ],
    ids=["latin-1", "cp1252", "utf-16", "binary", "empty", "blank", "long line"],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_broken_text_is_refused_by_name(made: Made, data: bytes, expected: str, suffix: str) -> None:
    """The encoding is never guessed; each fault has its own message."""
    assert reason(made(f"kaputt{suffix}", data)) == expected
