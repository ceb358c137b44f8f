"""Writes drawings in the formats that are read."""

import csv
import json
from collections.abc import Callable, Iterator, Mapping
from html import escape
from pathlib import Path

from docx import Document
from docx.enum.text import WD_BREAK
from docx.shared import Pt, RGBColor
from odfdo import Cell, Header, Paragraph, Row, Span, Style, Table
from odfdo import Document as OpenDocument
from openpyxl import Workbook

from tests.benchmarks.catalogues.drawn.elements import Drawing, Element, Grid, Line, Sign


def _html(drawing: Drawing, path: Path) -> None:
    body = "\n".join(_html_parts(drawing.elements))
    head = f'<meta charset="utf-8"><title>{escape(drawing.title)}</title>'
    path.write_text(
        f'<!doctype html><html lang="{drawing.language}"><head>{head}</head><body>'
        f"<header>{escape(drawing.header)}</header><main>{body}</main><footer>{escape(drawing.footer)}</footer></body></html>",
        "utf-8",
    )


def _html_parts(elements: list[Element]) -> Iterator[str]:
    signs = {
        "rule": "<hr>",
        "page": '<div style="page-break-before:always"></div>',
        "open": '<div class="box">',
        "close": "</div>",
    }
    for element in elements:
        if isinstance(element, Sign):
            yield signs.get(element.kind, "")
        elif isinstance(element, Grid):
            rows = ("".join(f"<td>{_html_line(cell)}</td>" for cell in row) for row in element.rows)
            yield "<table>" + "".join(f"<tr>{row}</tr>" for row in rows) + "</table>"
        else:
            tag = f"h{element.level}" if element.level else "p"
            size = f' style="font-size:{element.scale}em"' if element.scale != 1.0 and not element.level else ""
            yield f"<{tag}{size}>{_html_line(element)}</{tag}>"


def _html_line(line: Line) -> str:
    parts = []
    for run in line.runs:
        text = escape(run.text).replace("\n", "<br>")
        text = f"<strong>{text}</strong>" if run.bold and not line.level else text
        parts.append(f'<span style="color:#{run.colour}">{text}</span>' if run.colour else text)
    return "".join(parts)


def _markdown(drawing: Drawing, path: Path) -> None:
    parts = []
    for element in drawing.elements:
        if isinstance(element, Sign):
            parts += ["---"] if element.kind in ("rule", "page") else []
        elif isinstance(element, Grid):
            rows = [[_marked(cell).replace("\n", "<br>").replace("|", "\\|") for cell in row] for row in element.rows]
            if not element.header:
                rows.insert(0, [""] * len(rows[0]))
            rows.insert(1, ["---"] * len(rows[0]))
            parts.append("\n".join(f"| {' | '.join(row)} |" for row in rows))
        else:
            parts.append(("#" * element.level + " " if element.level else "") + _marked(element).replace("\n", "  \n"))
    path.write_text("\n\n".join(parts) + "\n", "utf-8")


def _marked(line: Line) -> str:
    bold = [
        f"**{run.text.strip()}**{' ' * run.text.endswith(' ')}"
        if run.bold and run.text.strip() and not line.level
        else run.text
        for run in line.runs
    ]
    return "".join(bold)


def _plain(drawing: Drawing) -> str:
    """Lines; an empty one before each entry and between what a rule separates."""
    parts: list[str] = []
    for element in drawing.elements:
        if isinstance(element, Sign):
            parts.append("")
        elif isinstance(element, Line):
            parts.append(element.text)
    return "\n".join(parts) + "\n"


def _text(drawing: Drawing, path: Path) -> None:
    path.write_text(_plain(drawing), "utf-8")


def _mail(drawing: Drawing, path: Path) -> None:
    head = (
        "From: info@jobcenter.example\nTo: team@jobcenter.example\nSubject: "
        + (drawing.title or "Liste")
        + "\nMIME-Version: 1.0\n"
    )
    path.write_text(
        head.encode("ascii", "replace").decode()
        + "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        + _plain(drawing),
        "utf-8",
    )


def _word(drawing: Drawing, path: Path) -> None:
    document = Document()
    for element in drawing.elements:
        if isinstance(element, Sign):
            if element.kind == "page":
                document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
            elif element.kind == "rule":
                document.add_paragraph("_" * 40)
        elif isinstance(element, Grid):
            table = document.add_table(len(element.rows), len(element.rows[0]))
            table.style = "Table Grid" if element.lines else None
            for row, cells in zip(table.rows, element.rows, strict=True):
                for cell, text in zip(row.cells, cells, strict=True):
                    _word_runs(cell.paragraphs[0], text)
        elif element.level:
            document.add_heading(element.text, element.level)
        else:
            _word_runs(document.add_paragraph(), element)
    for words, part in ((drawing.header, document.sections[0].header), (drawing.footer, document.sections[0].footer)):
        part.paragraphs[0].text = words
    document.save(str(path))


def _word_runs(paragraph, line: Line) -> None:  # type: ignore[no-untyped-def]
    for run in line.runs:
        made = paragraph.add_run(run.text)
        made.bold = run.bold or None
        if run.colour:
            made.font.color.rgb = RGBColor.from_string(run.colour.upper())
        if line.scale != 1.0:
            made.font.size = Pt(11 * line.scale)


def _odt(drawing: Drawing, path: Path) -> None:
    document = OpenDocument("text")
    document.body.clear()
    looks: dict[tuple[bool, str, float], str] = {}
    for element in drawing.elements:
        if isinstance(element, Grid):
            table = Table("T")
            for cells in element.rows:
                row = Row()
                for line in cells:
                    cell = Cell()
                    cell.append(_odt_line(document, line, Paragraph(), looks))
                    row.append(cell)
                table.append(row)
            document.body.append(table)
        elif isinstance(element, Line):
            made = Header(element.level) if element.level else Paragraph()
            document.body.append(_odt_line(document, element, made, looks))
    document.save(str(path))


def _odt_line(
    document: OpenDocument, line: Line, made: Paragraph, looks: dict[tuple[bool, str, float], str]
) -> Paragraph:
    """The paragraph with a span a run, each in its look; `looks` are the names of the styles so far."""
    for run in line.runs:
        look = (run.bold and not line.level, run.colour, 1.0 if line.level else line.scale)
        if look not in looks:
            looks[look] = f"Look{len(looks)}"
            bold = {"bold": True} if look[0] else {}
            colour = {"color": f"#{look[1]}"} if look[1] else {}
            size = {"size": f"{11 * look[2]:.0f}pt"} if look[2] != 1.0 else {}
            document.insert_style(
                Style("text", name=looks[look], area="text", **bold, **colour, **size), automatic=True
            )
        made.append(Span(run.text, style=looks[look]))
    return made


def _slides(drawing: Drawing, path: Path) -> None:
    from pptx import Presentation

    show = Presentation()
    frame = None
    for element in drawing.elements:
        if isinstance(element, Line) and (element.level or frame is None or element.scale > 1.0):
            slide = show.slides.add_slide(show.slide_layouts[1])
            slide.shapes.title.text = element.text
            frame = slide.placeholders[1].text_frame
        elif isinstance(element, Line):
            paragraph = frame.paragraphs[0] if not frame.text else frame.add_paragraph()
            for run in element.runs:
                made = paragraph.add_run()
                made.text, made.font.bold = run.text, run.bold or None
    show.save(str(path))


def _csv(drawing: Drawing, path: Path) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";").writerows(drawing.cells)


def _xlsx(drawing: Drawing, path: Path) -> None:
    workbook = Workbook()
    for row in drawing.cells:
        workbook.active.append(row)
    workbook.save(path)


def _json(drawing: Drawing, path: Path) -> None:
    header, *rows = drawing.cells
    objects = [{name: text for name, text in zip(header, row, strict=True) if text} for row in rows]
    path.write_text(json.dumps(objects, ensure_ascii=False), "utf-8")


WRITERS: Mapping[str, Callable[[Drawing, Path], None]] = {
    ".html": _html,
    ".md": _markdown,
    ".txt": _text,
    ".eml": _mail,
    ".docx": _word,
    ".odt": _odt,
    ".pptx": _slides,
    ".csv": _csv,
    ".xlsx": _xlsx,
    ".json": _json,
}
"""By suffix; PDF is written by `pages`."""
