"""OpenDocument spreadsheets: what each cell shows, merged cells, and files that are refused."""

import pytest

from corpus.formats.content import Notice
from corpus.formats.extraction import extract
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.shown import read_file, rows, shown
from tests.corpus.formats.workbooks import ods, ods_cell, ods_row

COVERED = "<table:covered-table-cell/>"


def table(*rows: str, name: str = "Kurse", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{"".join(rows)}</table:table>'


def test_cells_say_what_they_show(made: Made) -> None:
    """Merged cells, two header rows, currency, per cent, dates, answers; a million empty rows cost nothing."""
    data = ods(
        table(
            ods_row(ods_cell("Kurse 2025", number_columns_spanned="5"), COVERED * 4),
            ods_row(ods_cell(number_columns_repeated="1024")),
            ods_row(
                ods_cell("Titel", number_rows_spanned="2"),
                ods_cell("Kosten", number_columns_spanned="2"),
                COVERED,
                ods_cell("Träger", number_rows_spanned="2"),
                ods_cell("Beginn", number_rows_spanned="2"),
            ),
            ods_row(COVERED, "Betrag", "Anteil", COVERED, COVERED),
            ods_row(
                "Nordlicht",
                ods_cell("1.200,00 €", office_value_type="currency", office_value="1200"),
                ods_cell("50 %", office_value_type="percentage", office_value="0.5"),
                ods_cell("bfz", number_rows_spanned="2"),
                ods_cell("01.03.25", office_value_type="date", office_date_value="2025-03-01"),
            ),
            ods_row(
                "Südstern",
                ods_cell("#DIV/0!", formula="of:=1/0"),
                ods_cell("WAHR", office_value_type="boolean", office_boolean_value="true"),
                COVERED,
                ods_cell("Mär 25", office_value_type="date", office_date_value="2025-03-01"),
            ),
            ods_row(ods_cell(number_columns_repeated="1024"), number_rows_repeated="1048569"),
            ods_row("Stand: 1.1.2025"),
        )
    )
    found = extract(made("kurse.ods", data))
    assert shown(found) == [
        ("heading", 1, "Kurse"),
        ("paragraph", "Kurse 2025"),
        ("header", "Titel", "Kosten – Betrag", "Kosten – Anteil", "Träger", "Beginn"),
        ("row", "Nordlicht", "1.200,00 €", "50 %", "bfz", "01.03.2025"),
        ("row", "Südstern", "", "ja", "bfz", "Mär 25"),
        ("paragraph", "Stand: 1.1.2025"),
    ]
    assert found.title == "Kurse 2025"
    assert found.notices == (Notice("error_cells", {"sheet": "Kurse", "cells": "B6", "count": 1}),)


def test_hidden_sheets_notes_and_struck_out_text_are_left_out(made: Made) -> None:
    """A hidden sheet is noticed by its name; the settings may name it."""
    style = '<style:style style:name="{}" style:family="{}"><style:{}-properties {}/></style:style>'
    styles = (
        style.format("hidden", "table", "table", 'table:display="false"')
        + style.format("struck", "text", "text", 'style:text-line-through-style="solid"')
        + style.format("raised", "text", "text", 'style:text-position="super 58%"')
    )
    words = '<text:span text:style-name="struck">4</text:span>6 Monate<text:span text:style-name="raised">1</text:span>'
    note = "<office:annotation><text:p>Notiz</text:p></office:annotation>"
    cell = f"<table:table-cell>{note}<text:p>{words}</text:p></table:table-cell>"
    data = ods(
        table(ods_row("Titel", "Dauer"), ods_row("Nord", cell))
        + table(ods_row("Titel", "Ort"), ods_row("West", "Kiel"), name="Alt", style="hidden"),
        styles,
    )
    path = made("kurse.ods", data)
    found = extract(path)
    assert rows(found) == [("Titel", "Dauer"), ("Nord", "6 Monate")]
    assert found.notices == (Notice("hidden_sheets", {"sheets": "Alt"}),)
    assert rows(read_file(path, sheet="Alt"))[1] == ("West", "Kiel")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"PK\x03\x04", "incomplete, or not a spreadsheet (.ods)"),
        (ods("", manifest="<encryption-data/>"), "encrypted; save it without a password"),
        (ods(table()), "contains no text"),
        (
            ods(table(ods_row(ods_cell("x", number_columns_repeated="16"), number_rows_repeated="1048576"))),
            "a sheet has 1,048,576 rows and 16 columns up to its last value; the limit is 5,000,000 cells; "
            "delete what stands far outside of the table",
        ),
        (ods("<table:table"), "damaged, or not a .ods file (XMLSyntaxError)"),
    ],
    ids=["truncated", "password", "blank", "one cell repeated", "damaged"],
)
def test_broken_sheets_are_refused_by_name(made: Made, data: bytes, expected: str) -> None:
    """Each fault has its own message."""
    assert reason(made("kaputt.ods", data)) == expected
