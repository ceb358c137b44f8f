"""PDF: headings, paragraphs, list items and columns, by position and size of type."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.corpus.formats import samples
from tests.corpus.formats.pdfs import BOLD, Told, drawn, lines, seen, text, told, wrapped

WORK = (
    "Die berufliche Weiterbildung ist ein zentrales Instrument der Arbeitsmarktpolitik. Sie verbessert "
    "die Chancen von Menschen ohne Abschluss, eine dauerhafte Beschäftigung zu finden. Zugleich hilft "
    "sie Betrieben, ihren Bedarf an Fachkräften zu decken."
)
CARE = (
    "Alleinerziehende stehen vor besonderen Herausforderungen. Teilzeitangebote erleichtern "
    "ihnen den Einstieg, wenn die Betreuung der Kinder gesichert ist. Viele Jobcenter arbeiten dafür mit den "
    "Jugendämtern zusammen."
)
ABOVE: list[Told] = [
    ("heading", 1, "Weiterbildung in der Region"),
    ("paragraph", "Ein Überblick über Angebote und Fördermöglichkeiten für Arbeitsuchende und Betriebe"),
]


def test_one_measure_a_page() -> None:
    """The large line is a heading, labels and values are rows; neither a default nor one title of many names it all."""
    found = seen(samples.brochure())
    assert told(found) == [
        ("heading", 1, "Neustart Büro"),
        ("row", "opens", "Maßnahmenummer", "JC-101"),
        (
            "row",
            "Zielgruppe",
            "Frauen und Männer ab 25 Jahren mit kaufmännischer Vorerfahrung, die länger als ein Jahr arbeitslos sind",
        ),
        ("row", "Dauer", "6 Monate"),
        ("row", "Kosten", "kostenfrei mit AVGS"),
        ("heading", 1, "Mama lernt Pflege"),
        ("row", "opens", "Maßnahmenummer", "JC-102"),
        ("row", "Zielgruppe", "Alleinerziehende mit Kindern unter sechs Jahren"),
        ("row", "Dauer", "12 Monate"),
        ("row", "Kosten", "Bildungsgutschein"),
        ("heading", 1, "Werkstatt 18 plus"),
        ("row", "opens", "Maßnahmenummer", "JC-103"),
        (
            "row",
            "Zielgruppe",
            "Jugendliche und junge Erwachsene von 18 bis 25 Jahren ohne Schulabschluss, die eine Ausbildung suchen",
        ),
        ("row", "Dauer", "9 Monate"),
        ("row", "Kosten", "keine"),
    ]
    assert [found.text[offset : offset + 9] for offset, _ in found.pages] == ["# Neustar", "# Mama le", "# Werksta"]
    assert [number for _, number in found.pages] == [1, 2, 3]
    assert found.title is None


@pytest.mark.parametrize("name", ["labels_at_left", "labels_with_colon", "labels_centred"])
def test_several_measures_a_page(name: str) -> None:
    """Rows are told apart although they are no further apart than lines, and titles part the tables."""
    mark = ":" if name == "labels_with_colon" else ""
    assert told(seen(samples.SAMPLES[name]())) == [
        ("heading", 1, "Neustart Büro"),
        (
            "row",
            "opens",
            f"Zielgruppe{mark}",
            "Frauen und Männer ab 25 Jahren mit kaufmännischer Vorerfahrung, die länger als ein Jahr arbeitslos sind",
        ),
        ("row", f"Dauer{mark}", "6 Monate"),
        ("row", f"Kosten{mark}", "kostenfrei mit AVGS"),
        ("heading", 1, "Mama lernt Pflege"),
        ("row", "opens", f"Zielgruppe{mark}", "Alleinerziehende mit Kindern unter sechs Jahren"),
        ("row", f"Dauer{mark}", "12 Monate"),
        ("row", f"Kosten{mark}", "Bildungsgutschein"),
        ("heading", 1, "Werkstatt 18 plus"),
        (
            "row",
            "opens",
            f"Zielgruppe{mark}",
            "Jugendliche und junge Erwachsene von 18 bis 25 Jahren ohne Schulabschluss, die eine Ausbildung suchen",
        ),
        ("row", f"Dauer{mark}", "9 Monate"),
        ("row", f"Kosten{mark}", "keine"),
    ]


@pytest.mark.parametrize("name", ["titles_in_bold", "titles_apart"])
def test_titles_no_larger_than_text(name: str) -> None:
    """A line in bold among labels stays out of their table; it is a paragraph, since it may be something else."""
    found = told(seen(samples.SAMPLES[name]()))
    assert [block for block in found if block[0] != "row"] == [
        ("heading", 1, "Unsere Angebote"),
        ("paragraph", 13, "Neustart Büro"),
        ("paragraph", 17, "Mama lernt Pflege"),
        ("paragraph", 17, "Werkstatt 18 plus"),
        ("paragraph", "Stand: Juli 2026"),
    ]
    assert found[5:9] == [
        ("paragraph", 17, "Mama lernt Pflege"),
        ("row", "opens", "Zielgruppe", "Alleinerziehende mit Kindern unter sechs Jahren"),
        ("row", "Dauer", "12 Monate"),
        ("row", "Kosten", "Bildungsgutschein"),
    ]


def test_labels_above_their_values() -> None:
    """A line in bold of the size of text is a paragraph that is bold from start to end."""
    assert told(seen(samples.labels_above()))[:7] == [
        ("heading", 1, "Neustart Büro"),
        ("paragraph", 10, "Zielgruppe"),
        (
            "paragraph",
            "Frauen und Männer ab 25 Jahren mit kaufmännischer Vorerfahrung, die länger als ein Jahr arbeitslos sind",
        ),
        ("paragraph", 5, "Dauer"),
        ("paragraph", "6 Monate"),
        ("paragraph", 6, "Kosten"),
        ("paragraph", "kostenfrei mit AVGS"),
    ]


def test_labels_in_lines() -> None:
    """Lines with a label stay one paragraph; where they begin in bold, each is one of its own."""
    group = (
        "Zielgruppe: Frauen und Männer ab 25 Jahren mit kaufmännischer Vorerfahrung, die länger "
        "als ein Jahr arbeitslos sind"
    )
    assert told(seen(samples.labels_in_lines()))[:2] == [
        ("heading", 1, "Neustart Büro"),
        ("paragraph", f"{group}\nDauer: 6 Monate\nKosten: kostenfrei mit AVGS"),
    ]
    assert told(seen(samples.labels_in_bold()))[:4] == [
        ("heading", 1, "Neustart Büro"),
        ("paragraph", 11, group),
        ("paragraph", 6, "Dauer: 6 Monate"),
        ("paragraph", 7, "Kosten: kostenfrei mit AVGS"),
    ]


def test_a_label_in_bold_ends_the_paragraph_above() -> None:
    """However full its last line is; other words in bold may be part of it."""

    def draw(canvas: Canvas) -> None:
        lines(canvas, 60, 700, wrapped("Geringqualifizierte mit Interesse an Zerspanung", 200))
        text(canvas, 60, 672, "Inhalt", font=BOLD)
        lines(canvas, 60, 658, ["Drehen, Fräsen, Messen; Vorbereitung auf", "die Teilqualifizierung"])

    assert [found[-1] for found in told(seen(drawn(draw)))] == [
        "Geringqualifizierte mit Interesse an Zerspanung",
        "Inhalt",
        "Drehen, Fräsen, Messen; Vorbereitung auf die Teilqualifizierung",
    ]


def test_columns_are_read_one_after_the_other() -> None:
    """Also if they are drawn row by row, and if their lines don't stand on one height."""
    above = ABOVE
    first, second = ("paragraph", WORK), ("paragraph", CARE)
    assert told(seen(samples.two_columns())) == [*above, first, second, first, second, first]
    assert told(seen(samples.two_columns_apart())) == [*above, first, second, second, first, second]
    texts = [words.replace(" ", " ") for *_, words in told(seen(samples.three_columns()))[2:]]
    work, care = WORK.replace(" ", " "), CARE.replace(" ", " ")
    assert texts == [work, care, care, work, work]


def test_columns_of_entries_are_read_one_after_the_other() -> None:
    """Titles and labels on one height in both columns don't make them a table."""
    assert [words for kind, *_, words in told(seen(samples.columns_of_entries())) if kind == "heading"] == [
        "Neustart Büro",
        "Mama lernt Pflege",
        "Werkstatt 18 plus",
        "Mama lernt Pflege",
    ]
    assert told(seen(samples.columns_of_entries()))[1] == (
        "paragraph",
        "Zielgruppe: Frauen und Männer ab 25 Jahren mit kaufmännischer Vorerfahrung, die länger als ein "
        "Jahr arbeitslos sind\nDauer: 6 Monate\nKosten: kostenfrei mit AVGS",
    )


def test_a_narrow_column_beside_text_is_no_table() -> None:
    """Lines on one height with a text that flows past them aren't its labels."""
    found = told(seen(samples.sidebar()))
    assert found[:2] == [
        ("paragraph", "Jobcenter Neudorf\nHafenweg 3\n12345 Neudorf\nTelefon 0555 12340"),
        ("heading", 1, "Beratung"),
    ]
    assert len(found) == 3
    assert found[2][1].startswith("Die berufliche Weiterbildung ist ein zentrales Instrument der Arbeitsmarktpolitik.")


def test_report() -> None:
    """Headings by size, one of them on two lines; paragraphs by distance and indent; bullets; bold starts."""
    work = (
        "Die berufliche Weiterbildung ist ein zentrales Instrument der Arbeitsmarktpolitik. Sie "
        "verbessert die Chancen von Menschen ohne Abschluss, eine dauerhafte Beschäftigung zu "
        "finden. Zugleich hilft sie Betrieben, ihren Bedarf an Fachkräften zu decken."
    )
    found = seen(samples.report())
    assert told(found) == [
        ("heading", 1, "Jahresbericht über die Förderung der beruflichen Weiterbildung"),
        ("heading", 2, "1 Ausgangslage"),
        ("paragraph", work),
        (
            "paragraph",
            "Alleinerziehende stehen vor besonderen Herausforderungen. Teilzeitangebote erleichtern "
            "ihnen den Einstieg, wenn die Betreuung der Kinder gesichert ist. Viele Jobcenter arbeiten "
            "dafür mit den Jugendämtern zusammen.",
        ),
        ("paragraph", work),
        ("heading", 2, "2 Angebote"),
        ("item", "Bewerbungstraining in kleinen Gruppen und Vorbereitung auf das Gespräch, auch mit Video"),
        ("item", "Praktikum"),
        ("paragraph", 7, "Hinweis Die Förderung ist eine Ermessensleistung."),
        ("paragraph", 15, "Ansprechpartner"),
        ("paragraph", "Frau Sabine Lorenz\nTelefon 0555 12340"),
    ]
    assert found.title == "Jahresbericht über die Förderung der beruflichen Weiterbildung"


def test_bullets_that_are_shapes() -> None:
    """Circles and squares before a line are bullets, a circle within a line isn't."""
    assert told(seen(samples.dotted())) == [
        ("paragraph", "Inhalte der Maßnahme:"),
        ("item", "Bewerbungstraining"),
        ("item", "Praktikum"),
        ("item", "Beratung"),
        ("paragraph", "Montag Dienstag"),
    ]


def test_the_order_of_drawing_does_not_matter() -> None:
    """Lines, words and letters are read where they stand, each once."""
    assert told(seen(samples.out_of_order())) == [
        ("heading", 1, "Überschrift"),
        (
            "paragraph",
            "Erste Zeile des Absatzes steht ganz oben, die zweite fängt links an und endet rechts; "
            "Dritte Zeile des Absatzes steht hier.",
        ),
        ("paragraph", "Wort für Wort von hinten gezeichnet."),
        ("paragraph", "Buchstabe für Buchstabe gezeichnet."),
        ("paragraph", "gesperrt gesetzt"),
        ("paragraph", "doppelt gezeichnet"),
    ]


def test_a_heading_is_one_line_without_hyphen() -> None:
    """A word parted between two lines of a heading is put together."""

    def page(canvas: Canvas) -> None:
        lines(canvas, 60, 780, ("Förderung der beruflichen Weiter-", "bildung in Neudorf"), 18, 22)
        text(canvas, 60, 730, "Die Förderung setzt eine Beratung voraus.")

    assert told(seen(drawn(page)))[0] == ("heading", 1, "Förderung der beruflichen Weiterbildung in Neudorf")
