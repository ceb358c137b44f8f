"""PDF: turned pages, and what is said about pages that can't be read."""

import time

import pytest
from reportlab.pdfgen.canvas import Canvas

from corpus.formats.content import Notice, Unreadable
from tests.corpus.formats import samples
from tests.corpus.formats.pdfs import HELVETICA, drawn, page, pdf, seen, text, told
from tests.pace import allowed


@pytest.mark.parametrize("name", ["turned_left", "turned_right", "turned_over", "sideways"])
def test_turned_pages_are_read_upright(name: str) -> None:
    """Lines and cells are told apart in whatever direction they are written."""
    assert told(seen(samples.SAMPLES[name]())) == [
        ("heading", 1, "Übersicht"),
        ("paragraph", "Die Maßnahme richtet sich an Frauen mit Kindern und dauert sechs Monate in Teilzeit."),
        ("row", "opens", "Maßnahme", "Dauer", "Plätze"),
        ("row", "Nordlicht", "6 Monate", "20"),
        ("row", "Südstern", "12 Monate", "15"),
    ]


def test_pages_without_text_are_named() -> None:
    """Pictures, also with a page number, and letters that are shapes; an empty page has nothing to read."""
    found = seen(samples.scanned())
    assert found.text == "Nordlicht hilft Alleinerziehenden mit Kindern bis sechs Jahren."
    assert found.pages == ((0, 1),)
    assert found.notices == (Notice("pages_without_text", {"pages": "2-4, 6"}),)


def test_page_numbers_on_pictures_are_no_text() -> None:
    """A scan is refused, although each page bears its number."""

    def numbered(number: int):
        def draw(canvas: Canvas) -> None:
            samples.picture(canvas)
            text(canvas, 270, 20, f"Seite {number} von 2", 9)

        return draw

    with pytest.raises(Unreadable, match="contains no text, only images or empty pages"):
        seen(drawn(numbered(1), numbered(2)))


def test_fonts_that_do_not_tell_their_letters() -> None:
    """The text is read as well as it can be, and the page is named."""
    nameless = HELVETICA.replace(b"/WinAnsiEncoding", b"<</Differences[65/g01/g02/g03]>>")
    found = seen(pdf(page("ABC CBA ABBA"), font=nameless))
    assert found.notices == (Notice("pages_garbled", {"pages": "1"}),)
    assert seen(pdf(page("ABC CBA ABBA"))).notices == ()


def test_words_that_stand_nowhere() -> None:
    """A matrix of numbers that are too large takes their place from words, which are read all the same."""
    lost = b"BT /F1 11 Tf 1e38 1e38 1e38 1e38 1e38 1e38 Tm (verloren) Tj ET"
    assert "Nordlicht" in seen(pdf(page("Nordlicht") + lost)).text


def test_forms_made_by_a_program_are_named() -> None:
    """XFA shows its pages only where its program runs; what is left is read."""
    dynamic = pdf(page("Bitte warten Sie.")).replace(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[]/XFA(<xdp/>)>>/NeedsRendering true>>",
    )
    found = seen(dynamic)
    assert (found.text, found.notices) == ("Bitte warten Sie.", (Notice("dynamic_form"),))


@pytest.mark.timed
def test_long_and_crowded_documents_are_read_in_time() -> None:
    """Three hundred pages, a page with thousands of words anywhere, one covered with lines."""

    def crowded(canvas: Canvas) -> None:
        for number in range(8_000):
            text(canvas, 20 + number * 37 % 550, 20 + number * 101 % 800, f"w{number}", 3)

    def covered(canvas: Canvas) -> None:
        for number in range(1_400):
            canvas.line(20, 20 + number / 2, 570, 20 + number / 2)
            canvas.line(20 + number / 3, 20, 20 + number / 3, 720)
        text(canvas, 60, 760, "Nordlicht")

    began = time.monotonic()
    assert len(seen(samples.running(300)).pages) == 300
    assert len(seen(drawn(crowded)).text.split()) == 8_000
    assert seen(drawn(covered)).text == "Nordlicht"
    assert time.monotonic() - began < allowed(20)
