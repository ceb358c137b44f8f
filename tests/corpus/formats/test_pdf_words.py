"""PDF: whatever the layout, each word of a page is read once, as PDFium itself finds them."""

from collections import Counter

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

from corpus.formats.content import Extracted
from tests.corpus.formats.pdfs import PLAIN, drawn, seen, text
from tests.corpus.formats.samples import SAMPLES, WIDTH

HEADER = "Jobcenter Musterstadt - Katalog 2025 "
GONE = {
    "brochure": 3 * "Maßnahmenkatalog 2026 · Jobcenter Musterstadt Seite von 3 · Stand Juli 2026 " + "1 2 3",
    "labels_above": 3 * "Angebote für Arbeitsuchende - - " + "1 2 3",
    "labels_in_lines": 3 * "Angebote für Arbeitsuchende - - " + "1 2 3",
    "labels_in_bold": 3 * "Angebote für Arbeitsuchende - - " + "1 2 3",
    "report": "• •",
    "running_header": 3 * f"{HEADER} Seite von 3 " + "1 2 3",
    "running_sides": 2 * "Jobcenter Neudorf Angebote 2026 " + "- 12 - - 13 - - 14 - - 15 -",
    "hyphen_over_pages": 2 * f"{HEADER} Seite von 2 " + "1 2",
    "footnotes": "251 m2 62, 3 15² 9³ 1 1Stand",  # PDFium takes the marks for digits
    "struck_out": "300 Euro Diese Zeile gilt nicht mehr.",
    "stamped": 2 * "Formular 4711 ENTWURF ",
    "notes": "Dauer: 6 Monate",
    "scanned": 4 * "Seite von 6 " + "1 2 3 4",
}
"""Words that aren't part of the text: headers and footers, bullets, marks, what is struck out."""
MORE = {
    "table_with_spans": "Maßnahme Ort Südstern",
    "footnotes": "25 m² 6 15 9 Stand",
    "form": "Nordlicht Alleinerziehende 6 Monate Werkstatt Bewerbungstraining Praktikum ☒ ☐",
    "notes": "Nachtrag: seit 2025 kostenlos",
}
"""Words that PDFium doesn't count to the text of the page, and cells that stand for several rows."""
GLUED = ("turned_left", "turned_right", "sideways")
"""PDFium parts no lines here."""


def own_text(data: bytes) -> str:
    """What PDFium returns as the text of all pages."""
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(data)]
    return "\n".join(pages).replace("\x02", "-\n")


def words(found: Extracted) -> Counter[str]:
    """The words of a document without the marks of headings and items."""
    counted = Counter(found.text.split())
    for block in found.blocks:
        counted -= Counter({"#" * block.level: 1} if block.kind == "heading" else {"-": block.kind == "item"})
    return counted


@pytest.mark.parametrize("name", sorted(SAMPLES.keys() - set(GLUED)))
def test_no_word_is_lost_or_doubled(name: str) -> None:
    """All words of all samples, but for those that are meant to go."""
    data = SAMPLES[name]()
    expected = Counter(own_text(data).split()) + Counter(MORE.get(name, "").split())
    assert words(seen(data)) == expected - Counter(GONE.get(name, "").split())


@pytest.mark.parametrize("name", GLUED)
def test_no_letter_is_lost_or_doubled(name: str) -> None:
    """Where PDFium doesn't part words, letters are counted."""
    data = SAMPLES[name]()
    assert Counter("".join(words(seen(data)).elements())) == Counter("".join(own_text(data).split()))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.integers(20, 500),
            st.integers(20, 800),
            st.sampled_from((6, 9, 10, 11, 18)),
            st.text("abcdefghij ", min_size=1, max_size=40),
        ),
        min_size=1,
        max_size=40,
    )
)
def test_words_anywhere_on_a_page(placed: list[tuple[int, int, int, str]]) -> None:
    """Also where they overlap."""

    def page(canvas: Canvas) -> None:
        text(canvas, 20, 20, "unten")
        for x, y, size, words in placed:
            if x + stringWidth(words, PLAIN, size) < WIDTH:  # PDFium leaves out what is beyond the page
                text(canvas, x, y, words, size)

    data = drawn(page)
    assert Counter("".join(words(seen(data)).elements())) == Counter("".join(own_text(data).split()))
