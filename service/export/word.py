"""A handout as a Word document: A4, one page per measure, every field with its source."""

import re
from io import BytesIO
from typing import TYPE_CHECKING

from service.export.handout import Handout, HandoutEntry, HandoutLine
from service.texts import Texts

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_A4 = (210, 297)
_MARGIN = 20
_SMALL = 8


def word_document(handout: Handout) -> bytes:
    """The handout as a .docx file."""
    from docx import Document
    from docx.shared import Mm, Pt

    document = Document()
    page = document.sections[0]
    page.page_width, page.page_height = map(Mm, _A4)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    document.styles["Normal"].font.size = Pt(10)
    texts = Texts.in_language(handout.language)
    document.core_properties.title = texts.text("export.title")
    document.core_properties.language = texts.language
    for number, entry in enumerate(handout.entries):
        heading = document.add_heading(_printable(entry.title), level=1)
        heading.paragraph_format.page_break_before = number > 0
        _entry(document, entry)
    page.footer.paragraphs[0].text = texts.text("common.assists")
    kept = BytesIO()
    document.save(kept)
    return kept.getvalue()


def _entry(document: "WordDocument", entry: HandoutEntry) -> None:
    if entry.note:
        document.add_paragraph(_printable(entry.note), style="Intense Quote")
    for line in entry.lines:
        _line(document, line)
    document.add_paragraph(_printable(f"{entry.source} · {entry.id}"), style="Caption")


def _line(document: "WordDocument", line: HandoutLine) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.add_run(_printable(line.label)).bold = True
    paragraph.add_run().add_break()
    paragraph.add_run(_printable(line.text))
    if line.source:
        paragraph.add_run().add_break()
        source = paragraph.add_run(_printable(line.source))
        source.italic = True
        source.font.size = Pt(_SMALL)


def _printable(text: str) -> str:
    """The text without characters that XML can't represent, which uploaded documents may contain."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
