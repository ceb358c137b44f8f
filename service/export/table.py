"""Collected measures as CSV: one row each, one column a field, for a spreadsheet."""

import csv
from io import StringIO

from service.export.handout import Entry, Handout
from service.texts import Texts

_STEERING = ("=", "+", "-", "@", "\t", "\r")


def table(handout: Handout) -> bytes:
    """UTF-8 with a byte order mark, and separated as the spreadsheets of the language expect: `;` or `,`.

    A cell that a spreadsheet would take for a formula gets an apostrophe in front (OWASP, CSV injection).
    """
    texts = Texts.in_language(handout.language)
    columns = {line.field: line.label for entry in handout.entries for line in entry.lines}
    written = StringIO(newline="")
    writer = csv.writer(written, delimiter=texts.separator, lineterminator="\r\n")
    title, sources = texts.text("fields.title"), texts.text("common.sources")
    writer.writerow(["ID", title, *columns.values(), sources, texts.text("fields.document")])
    for entry in handout.entries:
        writer.writerow(map(_harmless, _row(entry, list(columns))))
    return written.getvalue().encode("utf-8-sig")


def _row(entry: Entry, columns: list[str]) -> list[str]:
    texts: dict[str, list[str]] = {}
    for line in entry.lines:
        texts.setdefault(line.field, []).append(line.text)
    cells = ("\n".join(texts.get(column, [])) for column in columns)
    return [entry.id, entry.title, *cells, entry.source, entry.note or ""]


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_STEERING) else cell
