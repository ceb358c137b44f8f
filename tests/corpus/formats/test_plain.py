"""Plain text: unchanged, with its blocks, and the reason that every broken file is refused with."""

import re
import unicodedata
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats import plain
from corpus.formats.content import ReadOptions
from corpus.formats.extraction import Extracted, extract
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.outline import outline


def read_text(text: str) -> Extracted:
    return plain.read(text.encode(), ReadOptions())


@pytest.mark.parametrize("name", ["katalog.txt", "KATALOG.TXT"])
def test_plain_text_is_unchanged(made: Made, name: str) -> None:
    """Trailing spaces, markup and soft hyphens stay, so that spans match the file; lines end with a line feed."""
    content = extract(made(name, "\r\n## **Für Ältere**  \r\n\tGrö\u00adße <= 300 €\n\rEnde"))
    assert content.text == "\n## **Für Ältere**  \n\tGrö\u00adße <= 300 €\n\nEnde"
    assert content.title == "Für Ältere"
    assert outline(content) == ["## **Für Ältere**", "Grö\u00adße <= 300 €", "Ende"]


def test_byte_order_marks_are_no_text(made: Made) -> None:
    """The mark is stripped, and that of UTF-16 names the encoding; offsets count from the character after it."""
    for encoding in ("utf-8-sig", "utf-16"):
        content = extract(made("katalog.txt", "Größe\n=====\nText".encode(encoding)))
        assert (content.text, content.title) == ("Größe\n=====\nText", "Größe")
        assert outline(content) == ["# Größe", "Text"]


def test_decomposed_letters_are_composed(made: Made) -> None:
    """As macOS writes the names of files; blocks are spans of the composed text."""
    content = extract(made("nfd.txt", unicodedata.normalize("NFD", "# Brücke\nFür wen: Geflüchtete Mütter")))
    assert content.text == "# Brücke\nFür wen: Geflüchtete Mütter"
    assert outline(content) == ["# Brücke", "Für wen: Geflüchtete Mütter"]


def test_texts_of_the_bundled_documents_are_those_of_the_files() -> None:
    """Byte for byte, so that the quotes of the question set keep their places."""
    texts = [file for file in (files("corpus") / "data" / "texts").iterdir() if file.name.endswith(".txt")]
    assert len(texts) == 5
    for file in texts:
        assert plain.read(file.read_bytes(), ReadOptions()).text.encode() == file.read_bytes()


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0\ufeff\r")))
def test_plain_text_survives_whatever_it_is(text: str) -> None:
    """Reading the bytes of any text gives that text without tags, and blocks that follow each other within it."""
    content = read_text(text)
    assert content.text == unicodedata.normalize("NFC", re.sub("[\U000e0000-\U000e0fff]", "", text))
    place = 0
    for block in content.blocks:
        assert place <= block.start < block.end <= len(content.text)
        assert all(block.start <= start <= end <= block.end for start, end in block.cells)
        place = block.end


@given(
    st.lists(
        st.sampled_from(["# a", "b", "- c", "1. d", "2. e", "---", "===", "f\tg", "| h | i |", "|-|-|", "", "**j** k"])
    )
)
def test_no_word_is_in_no_block(lines: list[str]) -> None:
    """Whatever the lines are: marks, rules and numbers of items apart."""
    content = read_text("\n".join(lines))
    found = "".join(content.text[block.start : block.end] for block in content.blocks)
    assert [letter for letter in found if letter.isalpha()] == [letter for letter in content.text if letter.isalpha()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kontakt\n\nFrau Muster\n\nTelefon 030 1234567", ["Kontakt", "Frau Muster", "Telefon 030 1234567"]),
        ("Katalog\n=======\nNord\n----\nDauer: 1\nOrt: Kiel", ["# Katalog", "## Nord", "Dauer: 1 / Ort: Kiel"]),
        ("=====\nNORD\n=====\n\nA\n\n-----\n\nB", ["# NORD", "A", "B"]),
        ("Text oben\nNordlicht\n---------\nText", ["Text oben", "## Nordlicht", "Text"]),
        ("Ort: Kiel\nDauer: 6 Jahre\n---\nText\n\nKosten: 1\n---", ["Ort: Kiel / Dauer: 6 Jahre", "Text", "Kosten: 1"]),
        ("Text\n### Nord ###\n#keins\n# C#", ["Text", "### Nord", "#keins", "# C#"]),
        ("- a\n  weiter\n* b\n• c\n–  d\n\n- nicht\n-so", ["- a /   weiter", "- b", "- c", "- d", "- nicht / -so"]),
        ("1. a bis\n31. Dezember\n2. b\n\n3) c\n\n4) d", ["- a bis / 31. Dezember", "- b", "- c", "- d"]),
        ("31. Dezember 2025\n\nSeite 2\n\n2. Mai", ["31. Dezember 2025", "Seite 2", "2. Mai"]),
        (
            "1. Nord\n\nText\n\n1.1 Ziele\n\nArbeit\n\n2. Süd\n\nText\n\n30 Stunden pro Woche\n\n12.5 Wochen",
            ["# 1. Nord", "Text", "## 1.1 Ziele", "Arbeit", "# 2. Süd", "Text", "30 Stunden pro Woche", "12.5 Wochen"],
        ),
        ("1. Nord\n\n2. Süd\n\n3. West", ["- Nord", "- Süd", "- West"]),
        (
            "**Dauer:** 6 Monate\n**Kosten** keine\n- __Ort__ Kiel",
            ["[**Dauer:**] 6 Monate", "[**Kosten**] keine", "- [__Ort__] Kiel"],
        ),
        ("Kurs\tOrt\tPreis\nA\t\t1\nB\tKiel", ["+| Kurs | Ort | Preis |", "| A |  | 1 |", "| B | Kiel |  |"]),
        ("Dauer:\t\t6 Monate\nZielgruppe:\tAlle\nText", ["+| Dauer: | 6 Monate |", "| Zielgruppe: | Alle |", "Text"]),
        ("\teingerückt\n\tweiter\n\nDauer:\t6 Monate", ["eingerückt / \tweiter", "Dauer:\t6 Monate"]),
        ("| Kurs | Ort |\n|---|:-:|\n| A |  |\nB | Kiel", ["+| Kurs | Ort |H", "| A |  |", "| B | Kiel |"]),
        ("| A | 1 |\n| B | 2 |\n\n| C | 3 |\n\nA | B", ["+| A | 1 |", "| B | 2 |", "| C | 3 |", "A | B"]),
    ],
    ids=[
        "short lines", "underlined", "rules", "within a group", "set off", "hashes", "bullets", "numbers", "dates",
        "numbered headings", "numbered items", "bold", "tabs", "aligned", "indented", "pipes", "rows alone",
    ],
)  # fmt: skip
def test_blocks_are_found_by_their_marks(text: str, expected: list[str]) -> None:
    """Headings, items and tables have marks; a short line without one is a paragraph."""
    assert outline(read_text(text)) == expected


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("Größe\nfür".encode("latin-1"), "not valid UTF-8 at byte 2 (line 1); save it as UTF-8"),
        (b"a\n" * 400 + "für\n".encode("cp1252"), "not valid UTF-8 at byte 801 (line 401); save it as UTF-8"),
        (b"\xff\xfea\x00b", "not valid UTF-16 at byte 4 (line 1); save it as UTF-8"),
        (b"\x7fELF\x02\x01\x01\x00\x00", "not a text file: NUL character at byte 7"),
        (b"\xff\xfea\x00\x00\x00", "not a text file: it holds NUL characters"),
        (b"", "empty"),
        (b" \n\t\xc2\xa0\n", "contains no text"),
        (
            b"kurz\n" + b"a" * 1_000_001 + b"\nkurz",
            "line 2 has 1,000,001 characters; the limit is 1,000,000",
        ),
    ],
    ids=["latin-1", "cp1252", "utf-16", "binary", "utf-16 binary", "empty", "blank", "long line"],
)
@pytest.mark.parametrize("suffix", [".txt", ".md"])
def test_broken_text_is_refused_by_name(made: Made, data: bytes, expected: str, suffix: str) -> None:
    """The encoding is never guessed; each fault has its own message."""
    assert reason(made(f"kaputt{suffix}", data)) == expected
