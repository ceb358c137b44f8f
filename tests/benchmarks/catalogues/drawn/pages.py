"""Writes drawings as PDF."""

from collections.abc import Iterator
from pathlib import Path
from xml.sax.saxutils import escape

from reportlab.lib import colors
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from tests.benchmarks.catalogues.drawn.elements import Drawing, Grid, Line, Sign

_SIZE, _MARGIN = 10.0, 60.0
_MOST_COLUMNS, _SMALL = 4, 0.75


def pdf(drawing: Drawing, path: Path) -> None:
    """Pages of one or two columns, with words above and below; turned for a wide table."""
    is_wide = any(isinstance(element, Grid) and len(element.widths) > _MOST_COLUMNS for element in drawing.elements)
    page = landscape(A4) if is_wide else A4
    width = (page[0] - 2 * _MARGIN - 24.0 * (drawing.columns - 1)) / drawing.columns
    frames = [
        Frame(_MARGIN + number * (width + 24.0), _MARGIN + 10, width, page[1] - 2 * _MARGIN - 20, 0, 0, 0, 0)
        for number in range(drawing.columns)
    ]

    def around(canvas, document) -> None:  # type: ignore[no-untyped-def]
        canvas.setFont("Helvetica", 8)
        canvas.drawString(_MARGIN, page[1] - 40, drawing.header)
        canvas.drawString(_MARGIN, 36, f"{drawing.footer}  {document.page}" if drawing.footer else "")

    template = BaseDocTemplate(str(path), pagesize=page, title=drawing.title)
    template.addPageTemplates(PageTemplate(frames=frames, onPage=around))
    template.build(list(_story(drawing, width)))


def _story(drawing: Drawing, width: float) -> Iterator[Flowable]:
    begun = False
    for element in drawing.elements:
        if isinstance(element, Sign):
            if element.kind == "page":
                yield PageBreak()
            elif element.kind == "rule":
                yield HRFlowable(width="100%", color=colors.grey, spaceBefore=6, spaceAfter=6)
            else:
                yield Spacer(1, 8)
        elif isinstance(element, Grid):
            yield _table(element, width)
            yield Spacer(1, 6)
        else:
            large = (
                element.scale > 1.0
                or element.level
                or (len(element.runs) == 1 and (element.runs[0].bold or element.runs[0].colour))
            )
            yield _paragraph(element, space=7 if large and begun else 1)
        begun = True


def _paragraph(line: Line, space: float = 0.0, scale: float = 1.0) -> Paragraph:
    size = _SIZE * line.scale * scale
    style = ParagraphStyle(
        "line",
        fontName="Helvetica",
        fontSize=size,
        leading=1.22 * size,
        spaceBefore=space,
        spaceAfter=2,
        splitLongWords=0,
    )
    parts = []
    for run in line.runs:
        text = escape(run.text).replace("\n", "<br/>")
        text = f"<b>{text}</b>" if run.bold else text
        parts.append(f'<font color="#{run.colour}">{text}</font>' if run.colour else text)
    return Paragraph("".join(parts), style)


def _table(grid: Grid, width: float) -> Table:
    style = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
    ]
    if grid.lines:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.grey))
    is_wide = len(grid.widths) > _MOST_COLUMNS
    cells = [[_paragraph(cell, scale=_SMALL if is_wide else 1.0) for cell in row] for row in grid.rows]
    widths = _by_words(grid, width) if is_wide else [share * width for share in grid.widths]
    return Table(cells, colWidths=widths, style=TableStyle(style), repeatRows=int(grid.header), hAlign="LEFT")


def _by_words(grid: Grid, width: float) -> list[float]:
    """Columns as wide as their longest words and their texts want, so that no word is broken."""
    texts = [[cell.text for cell in column] for column in zip(*grid.rows, strict=True)]
    longest = [max((len(word) for text in column for word in text.split()), default=1) for column in texts]
    letter = 0.62 * _SIZE * _SMALL
    least = [letter * count + 8 for count in longest]
    wanted = [sum(map(len, column)) ** 0.5 for column in texts]
    spare = max(width - sum(least), 0.0)
    return [base + spare * share / sum(wanted) for base, share in zip(least, wanted, strict=True)]
