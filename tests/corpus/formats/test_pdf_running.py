"""PDF: headers and footers go, also from within sentences, and what only looks like them stays."""

from reportlab.pdfgen.canvas import Canvas

from tests.corpus.formats import samples
from tests.corpus.formats.pdfs import CARE, WORK, Draws, drawn, lines, seen, text, told


def test_a_sentence_goes_on_over_pages() -> None:
    """Header, footer and page number between its parts are gone; pages begin within the paragraph."""
    found = seen(samples.running_header())
    words = " ".join(found.text.split())
    assert words == " ".join(f"{WORK} {CARE}" for _ in range(21))
    assert [number for _, number in found.pages] == [1, 2, 3]
    assert [found.text[offset - 12 : offset + 10] for offset, _ in found.pages[1:]] == [
        "er arbeiten dafür mit ",
        " zusammen.\n\nDie berufl",
    ]


def test_headers_of_left_and_right_pages() -> None:
    """Each stands on half of the pages; page numbers may begin anywhere."""
    words = " ".join(seen(samples.running_sides()).text.split())
    assert words == " ".join(f"{WORK} {CARE}" for _ in range(28))


def test_a_word_parted_by_a_page() -> None:
    """Its parts follow each other, as they do within a paragraph."""
    found = seen(samples.hyphen_over_pages())
    assert (
        found.text
        == "Die Teilnahme an Nordlicht ist für Alleinerziehende kosten-\nlos, die Fahrtkosten werden erstattet."
    )
    assert found.pages == ((0, 1), (60, 2))


def test_a_word_parted_by_a_column() -> None:
    """The text goes on in the next column; a note at the foot of a page goes before the sentence that it would part."""
    found = seen(samples.hyphen_over_columns())
    texts = [words for *_, words in told(found)]
    assert "Träger brauchen eine Zulassung, die Weiter-\nbildung auch. Sie gilt fünf Jahre." in texts[2]
    assert texts[-2:] == ["Stand Mai 2025", "Wer teilnimmt, bekommt die Fahrt-\nkosten erstattet."]
    assert found.text[found.pages[2][0] :] == "kosten erstattet."


def test_lines_that_only_look_like_headers_stay() -> None:
    """Titles that count with the pages stand at the text; rows that are the same on each page are rows of a table."""
    found = told(seen(samples.numbered_titles()))
    assert found[::3] == [
        ("paragraph", "Maßnahme 1\nKurs\nDauer: 6 Monate"),
        ("paragraph", "Maßnahme 2\nKurs Kurs\nDauer: 6 Monate"),
        ("paragraph", "Maßnahme 3\nKurs Kurs Kurs\nDauer: 6 Monate"),
    ]
    assert found[1:3] == found[4:6] == found[7:9]
    assert found[1:3] == [("row", "opens", "Kosten", "keine"), ("row", "Anmeldung", "beim Jobcenter")]


def test_few_pages() -> None:
    """An only page's number is known by its word; two pages don't make a title that counts or short copies headers."""

    def page(canvas: Canvas) -> None:
        lines(canvas, 60, 700, ("Nordlicht dauert 6 Monate.",))
        text(canvas, 60, 25, "Jobcenter Musterstadt – Seite 1", 8)

    def short(canvas: Canvas) -> None:
        text(canvas, 60, 800, "Nordlicht dauert 6 Monate.")

    def course(number: int) -> Draws:
        def draw(canvas: Canvas) -> None:
            text(canvas, 60, 790, f"Kurs {number}")
            text(canvas, 60, 740, "Dauer: 6 Monate")

        return draw

    assert seen(drawn(page)).text == "Nordlicht dauert 6 Monate."
    assert seen(drawn(course(12), course(13))).text == "\n\n".join(
        ("Kurs 12", "Dauer: 6 Monate", "Kurs 13", "Dauer: 6 Monate")
    )
    assert seen(drawn(short, short)).text == "Nordlicht dauert 6 Monate.\n\nNordlicht dauert 6 Monate."


def test_stamps_and_side_notes() -> None:
    """Text at another angle follows the page; what stands on most pages is gone."""
    assert [words.partition(" ")[0] for *_, words in told(seen(samples.stamped()))] == [
        "Die",
        "Eingang",
        "Alleinerziehende",
    ]
