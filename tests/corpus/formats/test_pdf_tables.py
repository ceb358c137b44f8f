"""PDF: tables with and without lines become rows with one cell a column."""

import pytest

from tests.corpus.formats import samples
from tests.corpus.formats.pdfs import Told, seen, told

INTRODUCTION = (
    "paragraph",
    "Die Übersicht nennt alle Maßnahmen des Jahres. Änderungen sind vorbehalten und werden im Internet gezeigt.",
)
OFFICE = "Frauen und Männer ab 25 Jahren mit kaufmännischer Vorerfahrung, die länger als ein Jahr arbeitslos sind"
CARE = "Alleinerziehende mit Kindern unter sechs Jahren"
WORKSHOP = "Jugendliche und junge Erwachsene von 18 bis 25 Jahren ohne Schulabschluss, die eine Ausbildung suchen"
ROWS: list[Told] = [
    ("row", "Neustart Büro", OFFICE, "6 Monate"),
    ("row", "Mama lernt Pflege", CARE, "12 Monate"),
    ("row", "Werkstatt 18 plus", WORKSHOP, "9 Monate"),
]


@pytest.mark.parametrize(
    "name", ["table_with_grid", "table_with_lines", "table_with_rules", "table_without_lines", "table_centred"]
)
def test_a_table_with_cells_of_several_lines(name: str) -> None:
    """Whatever lines it has, and wherever its cells stand; a first row in bold is its header."""
    marks = ("opens",) if name == "table_with_lines" else ("opens", "header")
    header = ("row", *marks, "Maßnahme", "Zielgruppe", "Dauer")
    assert told(seen(samples.SAMPLES[name]())) == [
        ("heading", 1, "Übersicht"),
        INTRODUCTION,
        header,
        *ROWS,
        INTRODUCTION,
    ]


def test_a_table_over_pages_repeats_its_header() -> None:
    """On each page it opens anew with its header, which isn't taken for that of the page; each row is there once."""
    found = seen(samples.table_over_pages())
    rows = told(found)
    assert len(found.pages) == 3
    assert [row for row in rows if "header" in row] == [
        ("row", "opens", "header", "Maßnahme", "Zielgruppe", "Dauer")
    ] * 3
    names = [row[1] for row in rows if "header" not in row]
    titles = ("Neustart Büro", "Mama lernt Pflege", "Werkstatt 18 plus")
    assert names == [f"{title} {number}" for number in range(1, 16) for title in titles]


def test_a_table_over_pages_goes_on() -> None:
    """Without a header on later pages it is one table."""
    found = seen(samples.table_over_pages_without_header())
    rows = told(found)
    assert len(found.pages) == 3
    assert [row for row in rows if "opens" in row] == [("row", "opens", "Maßnahme", "Zielgruppe", "Dauer")]
    assert len(rows) == 46
    assert rows[-1] == ("row", "Werkstatt 18 plus 15", WORKSHOP, "9 Monate")


def test_spanning_cells() -> None:
    """A cell over two columns fills the first, one over two rows both."""
    assert told(seen(samples.table_with_spans())) == [
        ("row", "opens", "Maßnahme", "Umfang", "", "Ort"),
        ("row", "Maßnahme", "Stunden", "Wochen", "Ort"),
        ("row", "Nordlicht", "20", "8", "Neudorf"),
        ("row", "Südstern", "30", "12", "Altburg"),
        ("row", "Südstern", "35", "16", "Altburg"),
    ]


def test_lines_that_are_not_drawn() -> None:
    """A header without lines between its cells is divided like the rows below, which have no lines between them."""
    assert told(seen(samples.table_with_open_header())) == [
        ("row", "opens", "header", "Maßnahme", "Dauer", "Plätze"),
        ("row", "Nordlicht", "6 Monate", "20"),
        ("row", "Südstern", "12 Monate", "15"),
        ("row", "Westwind", "3 Monate", "10"),
        ("row", "Ostwind", "4 Monate", "12"),
    ]


def test_boxes_with_titles_are_layout() -> None:
    """Cards are read one after the other."""
    assert told(seen(samples.boxes()))[:4] == [
        ("heading", 1, "Neustart Büro"),
        (
            "paragraph",
            "Zielgruppe: Frauen und Männer ab 25 Jahren mit kaufmännischer Vorerfahrung, die länger als ein Jahr "
            "arbeitslos sind\nDauer: 6 Monate\nKosten: kostenfrei mit AVGS",
        ),
        ("heading", 1, "Mama lernt Pflege"),
        (
            "paragraph",
            "Zielgruppe: Alleinerziehende mit Kindern unter sechs Jahren\nDauer: 12 Monate\nKosten: Bildungsgutschein",
        ),
    ]
