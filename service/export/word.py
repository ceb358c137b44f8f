"""Collected measures as a Word document: A4, a page a measure, every field with its source."""

import re
from io import BytesIO
from typing import TYPE_CHECKING

from service.export.handout import Entry, Handout, Line
from service.texts import Texts

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_A4 = (210, 297)
_MARGIN = 20
_SMALL = 8


def document(handout: Handout) -> bytes:
    """The handout as .docx."""
    from docx import Document
    from docx.shared import Mm, Pt

    written = Document()
    page = written.sections[0]
    page.page_width, page.page_height = map(Mm, _A4)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    written.styles["Normal"].font.size = Pt(10)
    texts = Texts.in_language(handout.language)
    written.core_properties.title = texts.text("export.title")
    written.core_properties.language = texts.language
    for number, entry in enumerate(handout.entries):
        heading = written.add_heading(_printable(entry.title), level=1)
        heading.paragraph_format.page_break_before = number > 0
        _entry(written, entry)
    page.footer.paragraphs[0].text = texts.text("common.assists")
    kept = BytesIO()
    written.save(kept)
    return kept.getvalue()


def _entry(written: "WordDocument", entry: Entry) -> None:
    if entry.note:
        written.add_paragraph(_printable(entry.note), style="Intense Quote")
    for line in entry.lines:
        _line(written, line)
    written.add_paragraph(_printable(f"{entry.source} · {entry.id}"), style="Caption")


def _line(written: "WordDocument", line: Line) -> None:
    from docx.shared import Pt

    paragraph = written.add_paragraph()
    paragraph.add_run(_printable(line.label)).bold = True
    paragraph.add_run().add_break()
    paragraph.add_run(_printable(line.text))
    if line.source:
        paragraph.add_run().add_break()
        source = paragraph.add_run(_printable(line.source))
        source.italic = True
        source.font.size = Pt(_SMALL)


def _printable(text: str) -> str:
    """Without characters that XML can't hold; a document of somebody's own may have some."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
