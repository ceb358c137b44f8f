"""Tables in a grid: titles, header rows, sections, notes, several tables; all told by their content."""

import time

import pytest

from corpus.formats.cell_grid import CellGrid
from corpus.formats.header_rows import GridRow
from tests.pace import allowed

Piece = tuple[str, ...]


def grid(text: str, header_rows: int | None = None, spans: dict[int, dict[int, int]] | None = None) -> CellGrid:
    """A grid written with `|` between its cells; `spans` are the widths of merged cells by row and column."""
    lines = text.strip("\n").split("\n")
    cells = [tuple(cell.strip() for cell in line.split("|")) for line in lines]
    return CellGrid([GridRow(n, row, (spans or {}).get(n, {})) for n, row in enumerate(cells, 1)], header_rows)


def made(text: str, header_rows: int | None = None, spans: dict[int, dict[int, int]] | None = None) -> list[Piece]:
    """The pieces of a grid: `("OPENS header", "Titel", "Dauer")`, `("heading", "Für Frauen")`."""
    return [
        (f"{'OPENS ' if piece.opens else ''}{'header' if piece.header else piece.kind}", *(piece.cells or [piece.text]))
        for piece in grid(text, header_rows, spans).pieces
    ]


def test_titles_sections_sums_and_notes_stand_around_rows() -> None:
    """A section is a heading, below which the header is printed again; what stands below the last row is a note."""
    assert made("""
        Maßnahmen 2025 | | | Stand: 01.03.2025

        Titel | Dauer | Zielgruppe | Kosten
        Angebote für Frauen
        Nord | 6 Monate | Frauen | 0 €
        Hinweis: nur mit Termin
        Süd | 5 Monate | Mütter | 0 €
        Angebote für Männer
        West | 4 Monate | Männer | 5 €
        Summe | | | 5 €
        Stand: | 01.03.2025
        Quelle: Jobcenter Kiel
        """) == [
        ("paragraph", "Maßnahmen 2025"),
        ("paragraph", "Stand: 01.03.2025"),
        ("heading", "Angebote für Frauen"),
        ("OPENS header", "Titel", "Dauer", "Zielgruppe", "Kosten"),
        ("row", "Nord", "6 Monate", "Frauen", "0 €"),
        ("paragraph", "Hinweis: nur mit Termin"),
        ("OPENS header", "Titel", "Dauer", "Zielgruppe", "Kosten"),
        ("row", "Süd", "5 Monate", "Mütter", "0 €"),
        ("heading", "Angebote für Männer"),
        ("OPENS header", "Titel", "Dauer", "Zielgruppe", "Kosten"),
        ("row", "West", "4 Monate", "Männer", "5 €"),
        ("paragraph", "Summe 5 €"),
        ("paragraph", "Stand: 01.03.2025"),
        ("paragraph", "Quelle: Jobcenter Kiel"),
    ]


def test_several_tables_in_one_grid() -> None:
    """Each with a title and a header of its own; empty rows and columns separate, and are dropped."""
    assert made("""
        Kurse
        Titel | | Dauer | Ort
        Nord | | 6 Monate | Kiel

        Süd | | 5 Monate | Kiel

        Beratung
        Angebot | Sprechzeit | Ansprechpartner | Telefon
        Schulden | Mo 9-12 | Frau X | 0431 22
        Sucht | Di 9-12 | Frau Y | 0431 23
        """) == [
        ("heading", "Kurse"),
        ("OPENS header", "Titel", "Dauer", "Ort"),
        ("row", "Nord", "6 Monate", "Kiel"),
        ("row", "Süd", "5 Monate", "Kiel"),
        ("heading", "Beratung"),
        ("OPENS header", "Angebot", "Sprechzeit", "Ansprechpartner", "Telefon"),
        ("row", "Schulden", "Mo 9-12", "Frau X", "0431 22"),
        ("row", "Sucht", "Di 9-12", "Frau Y", "0431 23"),
    ]


def test_a_header_that_is_printed_again_is_no_entry() -> None:
    """With or without a title of its own, as one block a place or on each page."""
    assert made("""
        Standort Kiel
        Titel | Dauer | Ort
        Nord | 6 Monate | Kiel
        Titel | Dauer | Ort
        Ost | 5 Monate | Kiel

        Standort Lübeck
        Titel | Dauer | Ort
        Süd | 4 Monate | Lübeck
        """) == [
        ("heading", "Standort Kiel"),
        ("OPENS header", "Titel", "Dauer", "Ort"),
        ("row", "Nord", "6 Monate", "Kiel"),
        ("row", "Ost", "5 Monate", "Kiel"),
        ("heading", "Standort Lübeck"),
        ("OPENS header", "Titel", "Dauer", "Ort"),
        ("row", "Süd", "4 Monate", "Lübeck"),
    ]


TWO_ROWS = ("Titel", "Kosten – Betrag", "Kosten – Anteil", "Träger")


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("Titel|Kosten||Träger\n|Betrag|Anteil|\nNord|5 €|50 %|bfz\nSüd|6 €|60 %|Caritas", {}, TWO_ROWS),
        (
            "Titel|Kosten||Träger\nTitel|Betrag|Anteil|Träger\nNord|5 €|50 %|bfz\nSüd|6 €|60 %|Caritas",
            {1: {1: 2}},
            TWO_ROWS,
        ),
        (
            "Angebot||Personen||\nTitel|Dauer|Alter|Zahl|Wartezeit\n"
            "Nord|6 Monate|ab 18|12|3 Tage\nSüd|6 Monate|ab 25|10|4 Tage",
            {},
            ("Angebot – Titel", "Angebot – Dauer", "Personen – Alter", "Personen – Zahl", "Personen – Wartezeit"),
        ),
        (
            "Förderung||Eigenanteil|\nBetrag|Dauer|Betrag|Dauer\n5 €|6 Monate|1 €|3 Monate\n7 €|6 Monate|2 €|3 Monate",
            {1: {0: 2, 2: 2}},
            ("Förderung – Betrag", "Förderung – Dauer", "Eigenanteil – Betrag", "Eigenanteil – Dauer"),
        ),
    ],
    ids=["gaps", "merged", "groups", "the same labels twice"],
)
def test_two_header_rows_become_one_label_a_column(
    text: str, spans: dict[int, dict[int, int]], expected: tuple[str, ...]
) -> None:
    """With merged cells, and with the gaps that they leave in a CSV file."""
    found = made(text, spans=spans)
    assert [piece[0] for piece in found] == ["OPENS header", "row", "row"]
    assert found[0][1:] == expected


@pytest.mark.parametrize(
    "text",
    [
        "Ort | 2023 | 2024 | 2025\nKiel | 12 | 13 | 14\nLübeck | 15 | 16 | 17",
        "Wie heißt es? | Wer darf? | Was passiert da?\nNord | Frauen | Ein Satz.\nSüd | Männer | Noch ein Satz.",
        "Titel | Ansprechpartner | 1. Telefon | Ort | Zeit | Träger\nNord | Frau A | 0431 1 | Kiel | 9 Uhr | bfz\n"
        "Süd | Frau A | 0431 1 | Kiel | 9 Uhr | bfz",
    ],
    ids=["years", "labels that no list knows", "one label begins with a number"],
)
def test_a_header_is_told_by_its_look(text: str) -> None:
    """Short, different texts that don't come again below; no word of them need be known."""
    assert [piece[0] for piece in made(text)] == ["OPENS header", "row", "row"]


@pytest.mark.parametrize(
    ("text", "noticed"),
    [
        ("Nordlicht | bfz | Kiel\nSüdstern | Caritas | Kiel", True),
        ("Frau X | 0431 1\nFrau Y | 0431 2", True),
        ("Titel | Nordlicht\nZielgruppe | Frauen\nDauer | 6 Monate", False),
        ("Titel | Nordlicht | Südstern\nZielgruppe | Frauen | Männer\nDauer | 6 Monate | keine", False),
    ],
    ids=["a town comes again", "telephone numbers", "a form", "entries side by side"],
)
def test_rows_without_a_header_are_noticed(text: str, noticed: bool) -> None:
    """Unless the labels stand at the left, as in a form."""
    found = grid(text)
    assert not any(piece.header for piece in found.pieces)
    assert [(notice.code, notice.values) for notice in found.notices] == [("no_header_row", {"row": 1})] * noticed


def test_the_settings_say_how_many_rows_head_a_table() -> None:
    """0, 1 or more, whatever the rows look like."""
    text = "Liste\nNord | bfz | Kiel\nSüd | Caritas | Kiel"
    assert made(text, 0)[1:] == [("OPENS row", "Nord", "bfz", "Kiel"), ("row", "Süd", "Caritas", "Kiel")]
    assert made(text, 1)[1:] == [("OPENS header", "Nord", "bfz", "Kiel"), ("row", "Süd", "Caritas", "Kiel")]
    assert made(f"{text}\nWest|x|y", 2)[1:] == [
        ("OPENS header", "Nord – Süd", "bfz – Caritas", "Kiel"),
        ("row", "West", "x", "y"),
    ]
    assert grid(text, 0).notices == []


def test_a_row_below_another_goes_on_with_it() -> None:
    """A single cell that isn't at the left is a row: a second place of the entry above."""
    found = made("Titel | Träger | Ort\nNord | bfz | Kiel\n | | Neumünster\nSüd | Caritas | Lübeck")
    assert found[2] == ("row", "", "", "Neumünster")


@pytest.mark.timed
@pytest.mark.parametrize("gap", ["", "\n"], ids=["together", "apart"])
@pytest.mark.parametrize("line", ["Nur ein Text", "Nord | 6 Monate | Kiel", "A | B | C | D"])
def test_a_long_grid_takes_linear_time(line: str, gap: str) -> None:
    """20,000 rows of one cell, of three, of labels alone, with empty rows between them or without."""
    began = time.monotonic()
    grid(f"{line}{gap}\n" * 20_000)
    assert time.monotonic() - began < allowed(10)
