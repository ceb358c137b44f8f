"""PDF: values of forms and text written onto a page are read where they stand."""

from reportlab.pdfgen.canvas import Canvas

from tests.corpus.formats import samples
from tests.corpus.formats.pdfs import drawn, seen, text, told


def test_values_of_fields_stand_beside_their_labels() -> None:
    """Text, choices, several lines and tick boxes are read as they are shown, passwords aren't."""
    assert told(seen(samples.form())) == [
        ("heading", 1, "Maßnahmeblatt"),
        ("row", "opens", "Titel", "Nordlicht"),
        ("row", "Zielgruppe:", "Alleinerziehende"),
        ("row", "Dauer", "6 Monate"),
        ("row", "Inhalte", "Werkstatt\nBewerbungstraining\nPraktikum"),
        ("row", "Teilzeit", "☒"),
        ("row", "Vollzeit", "☐"),
        ("paragraph", "Kennwort"),
    ]


def test_a_single_field_makes_a_pair_with_its_label() -> None:
    """The form itself pairs them, with or without a colon; a field without a label is a paragraph."""

    def page(canvas: Canvas) -> None:
        text(canvas, 60, 780, "Nordlicht", 16)
        text(canvas, 60, 750, "Zielgruppe:")
        canvas.acroForm.textfield(name="a", x=130, y=745, width=200, height=18, value="Alleinerziehende", fontSize=11)
        text(canvas, 60, 700, "Dauer: 6 Monate, in Teilzeit am Vormittag oder am Nachmittag")
        text(canvas, 60, 650, "Kosten")
        canvas.acroForm.textfield(name="b", x=100, y=645, width=200, height=18, value="keine", fontSize=11)
        canvas.acroForm.textfield(name="c", x=60, y=595, width=200, height=18, value="freier Eintrag", fontSize=11)
        canvas.acroForm.textfield(name="d", x=60, y=545, width=200, height=18, value="", fontSize=11)

    assert told(seen(drawn(page))) == [
        ("heading", 1, "Nordlicht"),
        ("pair", "Zielgruppe", "Alleinerziehende"),
        ("paragraph", "Dauer: 6 Monate, in Teilzeit am Vormittag oder am Nachmittag"),
        ("pair", "Kosten", "keine"),
        ("paragraph", "freier Eintrag"),
    ]


def test_tick_boxes_before_their_words() -> None:
    """They stay on their line, with all that is beside them."""

    def page(canvas: Canvas) -> None:
        text(canvas, 60, 780, "Umfang der Maßnahme, wie er mit dem Träger vereinbart ist")
        for x, name, words in ((60, "a", "Teilzeit"), (180, "b", "Vollzeit")):
            canvas.acroForm.checkbox(name=name, x=x, y=747, size=14, checked=name == "a")
            text(canvas, x + 26, 750, words)

    assert seen(drawn(page)).text.split("\n\n")[-1] == "☒ Teilzeit ☐ Vollzeit"


def test_text_written_onto_a_page() -> None:
    """A text box is part of the page; comments and hidden boxes aren't, and what a mark strikes out is gone."""
    assert told(seen(samples.notes())) == [
        ("heading", 1, "Südstern"),
        ("paragraph", "Kosten: 300 Euro"),
        ("paragraph", "Nachtrag: seit 2025 kostenlos"),
    ]
