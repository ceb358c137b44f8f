"""Where sentences end, with the abbreviations of law and administration in mind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.text.cleaning import clean
from corpus.text.sentences import sentences

PARTS = [
    "z. B. ", "Abs. ", "§ 16 ", "i. V. m. ", "Das ", "ist ", "gut", ". ", "! ", "? ", "• ", "“ ", "„", "1. ", "12. ",
    "Mai ",
    "(", ") ", "e.V. ", "\n", "Ä", "ß", " ",
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Er kam z. B. am 3. Mai. Sie ging.", ["Er kam z. B. am 3. Mai.", "Sie ging."]),
        ("§ 16 Abs. 1 SGB II i. V. m. § 45 SGB III gilt. Mehr folgt.",
         ["§ 16 Abs. 1 SGB II i. V. m. § 45 SGB III gilt.", "Mehr folgt."]),
        ("• eins • zwei", ["• eins", "• zwei"]),
        ("Es kostet ca. 5 Mio. Euro. Wirklich? Ja! (Nein.)",
         ["Es kostet ca. 5 Mio. Euro.", "Wirklich?", "Ja!", "(Nein.)"]),
        ("„Zitat.“ Weiter.", ["„Zitat.“", "Weiter."]),
        ("Hilfen u. a. für Eltern bzw. Mütter. Ende", ["Hilfen u. a. für Eltern bzw. Mütter.", "Ende"]),
        ("", []),
    ],
)  # fmt: skip
def test_sentences_of_a_text(text: str, expected: list[str]) -> None:
    """Abbreviations, ordinals and list items are told from ends of sentences."""
    assert [text[start:end] for start, end in sentences(text)] == expected


@settings(max_examples=150, deadline=None, derandomize=True, database=None)
@given(st.lists(st.one_of(st.sampled_from(PARTS), st.text(max_size=3)), max_size=25).map("".join))
def test_sentences_cover_the_text_without_overlap(raw: str) -> None:
    """Between sentences there is white space only; none is empty or padded."""
    text = clean(raw)
    position = 0
    for start, end in sentences(text):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        position = end
    assert not text[position:].strip()
