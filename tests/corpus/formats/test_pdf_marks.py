"""PDF: footnotes, struck-out words, ligatures and umlauts."""

import pytest

from tests.corpus.formats import samples
from tests.corpus.formats.pdfs import HELVETICA, pdf, seen, told


def test_marks_of_footnotes_are_no_digits() -> None:
    """Raised numbers go, also at a note; the 2 of m² is raised, that of CO₂ stays on its line."""
    assert told(seen(samples.footnotes())) == [
        ("paragraph", "Nordlicht hat 25 Plätze auf 120 m² und dauert 6 Monate."),
        ("paragraph", "Südstern hat 15 Plätze auf 80 m² und 30 m³ und dauert 9 Wochen."),
        ("paragraph", "Der CO2-Preis steigt am 1."),
        ("paragraph", "Westwind bietet 25 Plätze in Teilzeit."),
        ("paragraph", "Stand Mai 2025"),
    ]


def test_struck_out_words_are_not_stated() -> None:
    """A line or a thin rectangle through words; one below them, or one as long as the page, changes nothing."""
    assert told(seen(samples.struck_out())) == [
        ("paragraph", "Die Kosten betragen 250 Euro je Teilnehmer."),
        ("paragraph", "Unterstrichenes bleibt stehen."),
        ("paragraph", "Stufe 1"),
    ]


@pytest.mark.parametrize(
    ("letter", "written", "expected"),
    [
        ("FB01", b"Quali~zierung", "Qualifizierung"),  # a ligature
        ("00660069", b"Quali~zierung", "Qualifizierung"),  # one shape for two letters
        ("0308", b"Fo~rderung fu~r Ma~nner", "Förderung für Männer"),  # dots after their letter, as Unicode has them
        ("00A8", b"~Uber F~orderung", "Über Förderung"),  # before it, as old fonts of TeX have them
        ("00AD", b"Bildungs~gutschein", "Bildungsgutschein"),  # a hyphen that isn't shown
    ],
)
def test_letters_as_people_write_them(letter: str, written: bytes, expected: str) -> None:
    """Ligatures are taken apart, umlauts are composed."""
    assert seen(_mapped(letter, written)).text == expected


def _mapped(letter: str, written: bytes) -> bytes:
    """A page in a font that says that its `~` is this letter, in UTF-16."""
    ranges = b"1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <7E> <%s> endbfchar" % letter.encode()
    mapping = b"/CIDInit /ProcSet findresource begin begincmap %s endcmap end" % ranges
    stream = b"<</Length %d>>stream\n%s\nendstream" % (len(mapping), mapping)
    font = HELVETICA.replace(b">>", b"/ToUnicode 6 0 R>>")
    return pdf(b"BT /F1 11 Tf 72 700 Td (%s) Tj ET" % written, font=font, more=[stream])
