"""PDFs to read, drawn with ReportLab."""

import io
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

from corpus.formats.content import Extracted, ReadOptions
from corpus.formats.pdf import read

Draws = Callable[[Canvas], None]
Told = tuple[Any, ...]
PLAIN, BOLD = "Helvetica", "Helvetica-Bold"

MEASURES = (
    (
        "Neustart Büro",
        (
            (
                "Zielgruppe",
                "Frauen und Männer ab 25 Jahren mit kaufmännischer Vorerfahrung, die länger als ein Jahr arbeitslos sind",  # noqa: E501
            ),
            ("Dauer", "6 Monate"),
            ("Kosten", "kostenfrei mit AVGS"),
        ),
    ),
    (
        "Mama lernt Pflege",
        (
            ("Zielgruppe", "Alleinerziehende mit Kindern unter sechs Jahren"),
            ("Dauer", "12 Monate"),
            ("Kosten", "Bildungsgutschein"),
        ),
    ),
    (
        "Werkstatt 18 plus",
        (
            (
                "Zielgruppe",
                "Jugendliche und junge Erwachsene von 18 bis 25 Jahren ohne Schulabschluss, die eine Ausbildung suchen",
            ),
            ("Dauer", "9 Monate"),
            ("Kosten", "keine"),
        ),
    ),
)
WORK = (
    "Die berufliche Weiterbildung ist ein zentrales Instrument der Arbeitsmarktpolitik. Sie verbessert die Chancen "
    "von Menschen ohne Abschluss, eine dauerhafte Beschäftigung zu finden. Zugleich hilft sie Betrieben, ihren Bedarf "
    "an Fachkräften zu decken."
)
CARE = (
    "Alleinerziehende stehen vor besonderen Herausforderungen. Teilzeitangebote erleichtern ihnen den Einstieg, wenn "
    "die Betreuung der Kinder gesichert ist. Viele Jobcenter arbeiten dafür mit den Jugendämtern zusammen."
)


def drawn(*pages: Draws, title: str | None = None) -> bytes:
    """A PDF with these pages in A4; each is drawn by a function."""
    held = io.BytesIO()
    canvas = Canvas(held, pagesize=A4, invariant=1)
    canvas.setTitle(title or "")
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return held.getvalue()


def built(*story: Flowable) -> bytes:
    """A PDF that ReportLab lays out itself."""
    held = io.BytesIO()
    SimpleDocTemplate(held, pagesize=A4, invariant=1, title="").build(list(story))
    return held.getvalue()


def seen(data: bytes) -> Extracted:
    """What is read in a PDF."""
    return read(data, ReadOptions())


def told(found: Extracted) -> list[Told]:
    """The blocks for people: kind, level or bold characters if any, then texts; marks of a row after its kind."""
    return [tuple(_told(found.text, block)) for block in found.blocks]


def _told(text: str, block: Any) -> Iterable[Any]:
    yield block.kind
    yield from (name for name in ("opens", "header") if getattr(block, name))
    yield from (number for number in (block.level, block.lead) if number)
    yield from (text[start:end] for start, end in block.cells or [(block.start, block.end)])


def text(canvas: Canvas, x: float, y: float, words: str, size: float = 11, font: str = PLAIN) -> float:
    """Draw words and return where they end."""
    canvas.setFont(font, size)
    canvas.drawString(x, y, words)
    return x + stringWidth(words, font, size)


def lines(canvas: Canvas, x: float, y: float, texts: Iterable[str], size: float = 11, leading: float = 14) -> float:
    """Draw lines below each other and return where the next one stands."""
    for words in texts:
        text(canvas, x, y, words, size)
        y -= leading
    return y


def note(
    canvas: Canvas, kind: str, box: Sequence[float], *, contents: str, flags: int = 4, corners: Sequence[float] = ()
) -> None:
    """Add an annotation to the page."""
    entries = {"Type": PDFName("Annot"), "Subtype": PDFName(kind), "Rect": PDFArray(box), "F": flags}
    entries |= {"Contents": PDFString(contents), "DA": PDFString("/Helv 11 Tf 0 g")}
    canvas._addAnnotation(PDFDictionary(entries | ({"QuadPoints": PDFArray(corners)} if corners else {})))


def wrapped(words: str, width: float, size: float = 11, font: str = PLAIN) -> list[str]:
    """Words as lines that are at most this wide."""
    found = [""]
    for word in words.split():
        longer = f"{found[-1]} {word}".strip()
        if found[-1] and stringWidth(longer, font, size) > width:
            found.append(word)
        else:
            found[-1] = longer
    return found


def paragraph(words: str, size: float = 10, font: str = PLAIN) -> Paragraph:
    """A paragraph to lay out."""
    return Paragraph(words, ParagraphStyle("", fontName=font, fontSize=size, leading=1.2 * size))


def table(rows: Sequence[Sequence[str]], *style: tuple[Any, ...], widths: Sequence[float], bold: int = 1) -> Table:
    """A table whose cells wrap; its first `bold` rows are in bold and stand on each page."""
    cells = [[paragraph(cell, 9, BOLD if place < bold else PLAIN) for cell in row] for place, row in enumerate(rows)]
    return Table(cells, colWidths=widths, style=list(style), repeatRows=bold)


# Written by hand: page contents in one font, Windows-1252.

HELVETICA = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"


def page(*lines: str) -> bytes:
    shown = (b"(%s) Tj 0 -14 Td" % line.encode("cp1252") for line in lines)
    return b"BT /F1 11 Tf 72 700 Td %s ET" % b" ".join(shown)


def pdf(
    *contents: bytes, title: bytes = b"", trailer: bytes = b"", font: bytes = HELVETICA, more: Sequence[bytes] = ()
) -> bytes:
    """A PDF with these page contents; page i has object 5 + 2i, then come other objects, the last has the title."""
    kids = b" ".join(b"%d 0 R" % (4 + 2 * i) for i in range(len(contents)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, len(contents)),
        font,
    ]
    for i, content in enumerate(contents):
        used = b"/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>" % (5 + 2 * i)
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]%s>>" % used)
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    objects += [*more, b"<</Title(%s)>>" % title]
    written, places = b"%PDF-1.5\n", b""
    for number, thing in enumerate(objects, 1):
        places += b"%010d 00000 n \n" % len(written)
        written += b"%d 0 obj%sendobj\n" % (number, thing)
    size = len(objects) + 1
    known = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R%s>>\n" % (size, size - 1, trailer)
    end = known + b"startxref\n%d\n%%%%EOF\n" % len(written)
    return b"%sxref\n0 %d\n0000000000 65535 f \n%s%s" % (written, size, places, end)


GRID = ("GRID", (0, 0), (-1, -1), 0.5, colors.black)
TOP, MIDDLE = (("VALIGN", (0, 0), (-1, -1), place) for place in ("TOP", "MIDDLE"))
GAP = Spacer(1, 12)
