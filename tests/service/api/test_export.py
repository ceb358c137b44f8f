"""Collected measures as files, from the live server."""

import csv
import io
from typing import Any

import httpx
import pytest
from docx import Document

from corpus.measure import Contact
from service.export.handout import Handout, HandoutEntry, HandoutLine, contact
from service.export.spreadsheet import csv_table
from service.export.word import word_document

JUMITA = "jumita-junge-muetter-in-teilzeit"
BAHN_FREI = "bahn-frei-in-100-tagen-zum-ziel"


def fetched(client: httpx.Client, format: str, *measures: str, language: str = "de") -> httpx.Response:
    """The answer to a request for an export."""
    return client.post("/api/export", json={"measures": measures, "format": format, "language": language})


def test_csv_for_a_german_spreadsheet(client: httpx.Client) -> None:
    """Semicolons, a byte order mark, and one row per measure in the order collected."""
    answer = fetched(client, "csv", BAHN_FREI, JUMITA)
    assert answer.headers["content-disposition"] == 'attachment; filename="massnahmen.csv"'
    assert answer.content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert [row["ID"] for row in rows] == [BAHN_FREI, JUMITA]
    assert rows[1]["Land"] == "Niedersachsen"
    assert "Farina Hampel" in rows[1]["Kontakt"]
    assert "279.000 Euro" in rows[0]["Mittelvolumen"]
    assert "2013" in rows[0]["Quellen"]


def test_csv_in_english(client: httpx.Client) -> None:
    """English labels and commas; quotes from the source stay German."""
    rows = list(csv.DictReader(io.StringIO(fetched(client, "csv", JUMITA, language="en").content.decode("utf-8-sig"))))
    assert rows[0]["State"] == "Niedersachsen"
    assert "Mütter" in rows[0]["Target group"]


@pytest.mark.parametrize("written", ["=1+1", "+49 551", "-x", "@SUM(A1)"])
def test_a_cell_is_no_formula(written: str) -> None:
    """Cells that a spreadsheet would evaluate are prefixed with an apostrophe."""
    entry = HandoutEntry("id", written, (HandoutLine("goal", "Ziel", written, None),), "Quelle", None)
    rows = list(csv.reader(io.StringIO(csv_table(Handout("de", (entry,))).decode("utf-8-sig")), delimiter=";"))
    assert rows[1][1:3] == [f"'{written}", f"'{written}"]


def test_a_cell_commands_nothing() -> None:
    """Control characters are replaced; lines stay, and a formula behind such a character is none either."""
    written = "\x1b[2JHaus\x9b\x00\u202e\r\nzwei"
    entry = HandoutEntry("id", written, (HandoutLine("goal", "Ziel", "\t=1+1", None),), "Quelle", None)
    text = csv_table(Handout("de", (entry,))).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert rows[1][1:3] == ["\ufffd[2JHaus\ufffd\ufffd\ufffd\ufffd\nzwei", "'\t=1+1"]


def test_word_document(client: httpx.Client) -> None:
    """A heading per measure, every field with its source, and the date of the document."""
    written = Document(io.BytesIO(fetched(client, "docx", JUMITA, BAHN_FREI).content))
    headings = [paragraph.text for paragraph in written.paragraphs if paragraph.style.name == "Heading 1"]
    assert [heading.split()[0].strip('„“"') for heading in headings] == ["JUMITA", "BAHN"]
    text = "\n".join(paragraph.text for paragraph in written.paragraphs)
    assert "279.000 Euro" in text
    assert "Angaben von 2013, bitte Kontakte und Kosten prüfen." in text
    assert "ab S." in text or ", S. " in text
    assert written.sections[0].page_width.mm == pytest.approx(210, abs=0.1)


def test_word_takes_any_character() -> None:
    """Characters that XML can't represent are replaced."""
    entry = HandoutEntry("id", "a\x00b", (HandoutLine("goal", "Ziel", "c\x1bd", "e"),), "Quelle", "Stand")
    written = Document(io.BytesIO(word_document(Handout("de", (entry,)))))
    assert written.paragraphs[0].text == "a\N{REPLACEMENT CHARACTER}b"


def test_json_holds_whole_records(client: httpx.Client) -> None:
    """The same records as /api/measures/{id}, with their documents."""
    found: dict[str, Any] = fetched(client, "json", JUMITA).json()
    assert found["measures"] == [client.get(f"/api/measures/{JUMITA}").json()]
    assert [document["id"] for document in found["documents"]] == ["handlungsansaetze-langzeitleistungsbezug-2013"]


def test_an_unknown_measure_is_named_by_its_place(client: httpx.Client) -> None:
    """The whole request is refused."""
    answer = fetched(client, "csv", JUMITA, "gibt-es-nicht")
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"field": "measures.1", "message": "ist keine Maßnahme des Verzeichnisses"}]


@pytest.mark.parametrize("body", [{"measures": [], "format": "csv"}, {"measures": ["x"], "format": "pdf"}, {}])
def test_refused(client: httpx.Client, body: dict[str, Any]) -> None:
    """No measures, an unknown format, an empty body."""
    assert client.post("/api/export", json=body).status_code == 422


def test_a_contact_in_one_line() -> None:
    """Details that the source doesn't give are left out."""
    assert (
        contact(Contact("Eva Muster", "Leitung", "Frau", "e@m.de", "030 1"))
        == "Frau Eva Muster, Leitung, e@m.de, 030 1"
    )
    assert contact(Contact(email="e@m.de")) == "e@m.de"
