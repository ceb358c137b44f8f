"""Writes entries as Word, OpenDocument, PDF and Excel files, as offices write them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from odfdo import Document as OpenDocument
from odfdo import Header, Paragraph
from openpyxl import Workbook
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import PageBreak, SimpleDocTemplate, Table, TableStyle
from reportlab.platypus import Paragraph as PdfParagraph

from tests.benchmarks.catalogues.truth import StatedEntry

_LABEL_WIDTH, _VALUE_WIDTH = 120, 330
"""Points of the two columns on a page."""


def word_forms(entries: Sequence[StatedEntry], path: Path) -> None:
    """One table a measure: labels left, values right, the title in its first row."""
    document = Document()
    for entry in entries:
        pairs = [("Maßnahme", entry.title), *((value.label, value.text) for value in entry.values)]
        table = document.add_table(rows=len(pairs), cols=2)
        cells = [cell for row in table._tbl.tr_lst for cell in row.tc_lst]
        for cell, text in zip(cells, (text for pair in pairs for text in pair), strict=True):
            cell.p_lst[0].add_r().text = text
        document.add_paragraph()
    document.save(str(path))


def word_bold_titles(entries: Sequence[StatedEntry], path: Path) -> None:
    """A heading for the catalogue; titles only bold, then paragraphs `Label: value`."""
    document = Document()
    document.add_heading("Maßnahmenkatalog", 1)
    for entry in entries:
        document.add_paragraph().add_run(entry.title).bold = True
        for value in entry.values:
            document.add_paragraph(f"{value.label}: {value.text}")
    document.save(str(path))


def odt(entries: Sequence[StatedEntry], path: Path) -> None:
    """Headings, and paragraphs `Label: value`."""
    document = OpenDocument("text")
    document.body.clear()
    for entry in entries:
        document.body.append(Header(2, entry.title))
        for value in entry.values:
            document.body.append(Paragraph(f"{value.label}: {value.text}"))
    document.save(str(path))


def pdf(entries: Sequence[StatedEntry], path: Path) -> None:
    """One measure a page: its title in large type, labels left, values right, a header and a page number."""
    styles = getSampleStyleSheet()
    style = TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    story = []
    for entry in entries:
        cells = [
            [PdfParagraph(f"<b>{value.label}</b>", styles["BodyText"]), _wrapped(value.text, styles["BodyText"])]
            for value in entry.values
        ]
        story += [
            _wrapped(entry.title, styles["Heading1"]),
            Table(cells, colWidths=[_LABEL_WIDTH, _VALUE_WIDTH], style=style, hAlign="LEFT"),
            PageBreak(),
        ]

    def frame(canvas, document) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("Helvetica", 8)
        canvas.drawString(72, A4[1] - 40, "Maßnahmenkatalog 2027")
        canvas.drawString(72, 40, f"Seite {document.page} von {len(entries)}")

    SimpleDocTemplate(str(path), pagesize=A4).build(story, onFirstPage=frame, onLaterPages=frame)


def _wrapped(text: str, style: object) -> PdfParagraph:
    return PdfParagraph(escape(text), style)


def xlsx(rows: Iterable[Sequence[str]], path: Path) -> None:
    """One sheet with a header row."""
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet("Maßnahmen")
    for row in rows:
        sheet.append(list(row))
    workbook.save(path)
