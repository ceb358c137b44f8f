"""Excel workbooks: tables, values as people see them, and the reason that every broken file is refused with."""

import datetime

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.workbook import Workbook

from corpus.formats.content import MEBIBYTE, Notice
from corpus.formats.extraction import extract
from tests.corpus.formats.conftest import Made, reason
from tests.corpus.formats.shown import read_file, rows, shown
from tests.corpus.formats.workbooks import sheet_of, with_part, xls, xlsx
from tests.pace import allowed

SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def sheet_xml(rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def test_title_two_header_rows_and_merged_cells(made: Made) -> None:
    """The shape of many lists: a title over all columns, groups of columns, cells merged downwards."""
    data = sheet_of(
        [
            ["Maßnahmenliste Stand 01.07.2026"],
            ["Angebot", None, "Personen", None, "Kontakt"],
            ["Titel", "Dauer", "Zielgruppe", "Bedingung", "Träger"],
            ["Neustart Büro", "6 Monate", "Frauen und Männer ab 25", "Deutsch B1", "Bildungswerk"],
            ["Küchenhilfe", "4 Monate", "Geflüchtete", "Gesundheitszeugnis", None],
        ],
        ["A1:E1", "A2:B2", "C2:D2", "E4:E5"],
    )
    found = extract(made("liste.xlsx", data))
    assert shown(found) == [
        ("paragraph", "Maßnahmenliste Stand 01.07.2026"),
        (
            "header",
            "Angebot – Titel",
            "Angebot – Dauer",
            "Personen – Zielgruppe",
            "Personen – Bedingung",
            "Kontakt – Träger",
        ),
        ("row", "Neustart Büro", "6 Monate", "Frauen und Männer ab 25", "Deutsch B1", "Bildungswerk"),
        ("row", "Küchenhilfe", "4 Monate", "Geflüchtete", "Gesundheitszeugnis", "Bildungswerk"),
    ]
    assert (found.title, found.notices) == ("Maßnahmenliste Stand 01.07.2026", ())


def test_values_are_read_as_people_see_them(made: Made) -> None:
    """Numbers with their formats, dates, answers, the results of formulas; lines stay within their cell."""

    def build(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["Titel", "Kosten", "Anteil", "Beginn", "Plätze", "PLZ", "Aktiv", "Inhalt", "Telefon"])
        sheet.append(["Nord", 1200.5, 0.5, datetime.date(2025, 3, 1), 12.0, 1067, True, "eins\n\nzwei", "'0431 12"])
        sheet["B2"].number_format = '#,##0.00\\ "€"'
        sheet["C2"].number_format = "0%"
        sheet["F2"].number_format = "00000"

    found = extract(made("werte.xlsx", xlsx(build)))
    values = ("Nord", "1.200,50 €", "50%", "01.03.2025", "12", "01067", "ja", "eins\nzwei", "0431 12")
    assert rows(found)[1] == values


def test_what_isnt_stated_is_dropped(made: Made) -> None:
    """Struck-out cells and words, and marks of footnotes; powers of units stay."""

    def build(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["Titel", "Dauer", "Kosten", "Fläche", "Ort"])
        sheet.append(["Nord", "4 Monate", "", "", "Kiel"])
        sheet["B2"].font = Font(strike=True)
        struck, raised = InlineFont(strike=True), InlineFont(vertAlign="superscript")
        sheet["C2"] = CellRichText(
            TextBlock(struck, "300 €"), TextBlock(InlineFont(), "25 Euro"), TextBlock(raised, "1")
        )
        sheet["D2"] = CellRichText(TextBlock(InlineFont(), "20 m"), TextBlock(raised, "2"))
        sheet.append(["Süd", "6 Monate²", "5 €", "9 m²", "Ulm"])

    found = extract(made("gestrichen.xlsx", xlsx(build)))
    assert rows(found)[1:] == [("Nord", "", "25 Euro", "20 m²", "Kiel"), ("Süd", "6 Monate", "5 €", "9 m²", "Ulm")]


def test_sheets_are_headings_and_hidden_ones_are_noticed(made: Made) -> None:
    """Sheets without a cell are left out; the settings may name one, even a hidden one."""

    def build(book: Workbook) -> None:
        for name, state, title in (
            ("Kurse", "visible", "Nord"),
            ("Beratung", "visible", "Süd"),
            ("Alt", "hidden", "West"),
        ):
            sheet = book.create_sheet(name)
            sheet.sheet_state = state
            sheet.append(["Titel", "Dauer"])
            sheet.append([title, "6 Monate"])

    path = made("mappe.xlsx", xlsx(build))
    found = extract(path)
    assert shown(found) == [
        ("heading", 1, "Kurse"),
        ("header", "Titel", "Dauer"),
        ("row", "Nord", "6 Monate"),
        ("heading", 1, "Beratung"),
        ("header", "Titel", "Dauer"),
        ("row", "Süd", "6 Monate"),
    ]
    assert found.notices == (Notice("hidden_sheets", {"sheets": "Alt"}),)
    assert rows(read_file(path, sheet="Alt"))[1] == ("West", "6 Monate")


def test_a_sheet_that_isnt_there_is_named_with_those_that_are(made: Made) -> None:
    """The settings are wrong, and the message says what would be right."""
    path = made("mappe.xlsx", sheet_of([["Titel", "Dauer"], ["Nord", "6 Monate"]]))
    with pytest.raises(Exception, match="has no sheet “Kurse”; its sheets are “Sheet”"):
        read_file(path, sheet="Kurse")


def test_cells_with_errors_are_empty_and_noticed(made: Made) -> None:
    """By the names that the spreadsheet gives them."""
    error = '<c r="C2" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
    head = "".join(inline(f"{column}1", label) for column, label in zip("ABC", ("Titel", "Ort", "Kosten"), strict=True))
    xml = sheet_xml(f'<row r="1">{head}</row><row r="2">{inline("A2", "Nord")}{inline("B2", "Kiel")}{error}</row>')
    found = extract(made("fehler.xlsx", with_part(sheet_of([["x"]]), SHEET, xml)))
    assert rows(found)[1] == ("Nord", "Kiel", "")
    assert found.notices == (Notice("error_cells", {"sheet": "Sheet", "cells": "C2", "count": 1}),)


def test_cells_without_a_name_are_counted(made: Made) -> None:
    """Names of cells and attributes may be left out; errors and formats are those of the right cell all the same."""
    text = "<c t='inlineStr'><is><t>{}</t></is></c>".format
    head = "".join(map(text, ("Titel", "Ort", "Plätze", "Kosten")))
    body = f"{text('Nord')}<c/><c><v>12</v></c><c t='e'><v>#N/A</v></c>"
    xml = sheet_xml(f"<row>{head}</row><row>{body}</row><row>{text('Süd')}{text('Kiel')}<c><v>3</v></c></row>")
    found = extract(made("namenlos.xlsx", with_part(sheet_of([["x"]]), SHEET, xml)))
    assert rows(found)[1:] == [("Nord", "", "12", ""), ("Süd", "Kiel", "3", "")]
    assert found.notices[0].values["cells"] == "D2"


def test_old_workbooks_say_that_their_formats_arent_read(made: Made) -> None:
    """An .xls file has merged cells, too; its numbers are shown without a unit."""
    data = xls(
        "Kurse", [["Titel", "Dauer", "Kosten"], ["Nord", "6 Monate", 1.5], ["", "3 Monate", 300.0]], [(1, 2, 0, 0)]
    )
    found = extract(made("alt.xls", data))
    assert shown(found) == [
        ("heading", 1, "Kurse"),
        ("header", "Titel", "Dauer", "Kosten"),
        ("row", "Nord", "6 Monate", "1,5"),
        ("row", "Nord", "3 Monate", "300"),
    ]
    assert found.notices == (Notice("numbers_without_format", {"sheet": "Kurse"}),)


SMALL = sheet_of([["Titel", "Dauer"], ["Nord", "6 Monate"]])
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("kaputt.xlsx", SMALL[: len(SMALL) // 2], "incomplete, or not a spreadsheet (.xlsx)"),
        (
            "seite.xls",
            b"\n<table><tr><td>x",
            "a web page by its content; open it with a spreadsheet program and save it as .xlsx",
        ),
        ("text.xls", b"Titel;Ort", "incomplete, or not a spreadsheet (.xlsx)"),
        ("leer.xlsx", sheet_of([]), "contains no text"),
        ("passwort.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted; save it without a password"),
        ("alt.xls", OLE, "an old .xls file; save it as .xlsx"),
    ],
    ids=["truncated", "html", "text", "blank", "password", "damaged"],
)
def test_broken_workbooks_are_refused_by_name(made: Made, name: str, data: bytes, expected: str) -> None:
    """Each fault has its own message."""
    assert reason(made(name, data)) == expected


def test_a_value_far_outside_is_refused_with_what_to_do(made: Made) -> None:
    """A sheet whose last row holds a forgotten cell can't be held in memory."""
    far = sheet_xml(f'<row r="1">{inline("A1", "Titel")}</row><row r="1048576">{inline("Y1048576", "x")}</row>')
    assert reason(made("weit.xlsx", with_part(SMALL, SHEET, far))) == (
        "a sheet has 1,048,576 rows and 25 columns up to its last value; the limit is 5,000,000 cells; "
        "delete what stands far outside of the table"
    )


@pytest.mark.timed
def test_rows_that_are_only_formatted_cost_little(made: Made) -> None:
    """A million of them below a table."""
    table = "".join(f'<row r="{row}">{inline(f"A{row}", "a")}{inline(f"B{row}", "b")}</row>' for row in (1, 2))
    empty = "".join(f'<row r="{row}" s="0"><c r="A{row}" s="0"/></row>' for row in range(3, 1_048_577))
    path = made("formatiert.xlsx", with_part(SMALL, SHEET, sheet_xml(table + empty)))
    began = datetime.datetime.now()
    assert len(extract(path).blocks) == 2
    assert (datetime.datetime.now() - began).total_seconds() < allowed(5)


def test_a_zip_bomb_is_refused_before_it_is_inflated(made: Made) -> None:
    """64 MiB of spaces in a small workbook aren't unpacked."""
    data = with_part(SMALL, SHEET, " " * 64 * MEBIBYTE)
    assert reason(made("bombe.xlsx", data), memory_bytes=128 * MEBIBYTE).startswith("rejected as a possible zip bomb")
