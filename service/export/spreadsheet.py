"""A handout as CSV for spreadsheets: one row per measure, one column per field."""

import csv
from io import StringIO

from service.export.handout import Handout, HandoutEntry
from service.printable import printable_lines
from service.texts import Texts

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def csv_table(handout: Handout) -> bytes:
    """The handout as CSV in UTF-8 with a byte order mark, separated by `;` in German and `,` in English.

    Cells that a spreadsheet would take for a formula are prefixed with an apostrophe (OWASP, CSV injection), and
    control characters are replaced.
    """
    texts = Texts.in_language(handout.language)
    columns = {line.field: line.label for entry in handout.entries for line in entry.lines}
    stream = StringIO(newline="")
    writer = csv.writer(stream, delimiter=texts.separator, lineterminator="\r\n")
    title, sources = texts.text("fields.title"), texts.text("common.sources")
    writer.writerow(["ID", title, *columns.values(), sources, texts.text("fields.document")])
    for entry in handout.entries:
        writer.writerow(map(_escaped, _row(entry, list(columns))))
    return stream.getvalue().encode("utf-8-sig")


def _row(entry: HandoutEntry, columns: list[str]) -> list[str]:
    texts: dict[str, list[str]] = {}
    for line in entry.lines:
        texts.setdefault(line.field, []).append(line.text)
    cells = ("\n".join(texts.get(column, [])) for column in columns)
    return [entry.id, entry.title, *cells, entry.source, entry.note or ""]


def _escaped(cell: str) -> str:
    shown = printable_lines(cell)
    return f"'{shown}" if shown.startswith(_FORMULA_STARTS) else shown
