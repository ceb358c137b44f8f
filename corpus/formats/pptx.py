"""PowerPoint presentations (.pptx), opened with python-pptx: titles, texts, tables and diagrams, slide by slide."""

import io
import re
from collections.abc import Iterator

from pptx import Presentation
from pptx.slide import Slide

from corpus.formats.content import Extracted, Notice, ReadOptions, title_from
from corpus.formats.package import SLIDES
from corpus.formats.pieces import Piece, first_heading, render
from corpus.formats.pptx_slide import SlideReader

_PROGRAM = re.compile(r"PowerPoint[- ]Pr\w+", re.IGNORECASE)  # the title of a presentation that nobody named
_OFF = ("0", "false")
_PICTURE = "{http://schemas.openxmlformats.org/presentationml/2006/main}pic"
_HIDDEN, _NOTES, _SILENT = "slides_hidden", "slide_notes_left_out", "slides_without_text"


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a presentation: the title of a slide becomes `## `, bullets `- `, table rows tab-separated lines.

    `pages` are slides. Left out: hidden slides, notes, footers, numbers of slides, charts, comments. Notices name the
    slides that are hidden, have notes or show only pictures, and count documents embedded in this one.
    """
    SLIDES.opened(data).close()
    presentation = Presentation(io.BytesIO(data))
    SLIDES.refuse_entities(presentation.element)
    reader = _Reader()
    for number, slide in enumerate(presentation.slides, 1):
        reader.read(slide, number)
    named = presentation.core_properties.title
    title = title_from(None if _PROGRAM.fullmatch(named) else named) or title_from(first_heading(reader.made))
    text, blocks = render(reader.made)
    pages = ((blocks[place].start - len(reader.made[place].mark), number) for place, number in reader.begins if blocks)
    return Extracted(text, tuple(pages), title, blocks, tuple(reader.notices()))


class _Reader:
    """Collects pieces; `begins` says which of them, by place, is the first of which slide."""

    def __init__(self) -> None:
        self.made: list[Piece] = []
        self.begins: list[tuple[int, int]] = []
        self._passed: dict[str, list[int]] = {_HIDDEN: [], _NOTES: [], _SILENT: []}
        self._embedded = 0

    def read(self, slide: Slide, number: int) -> None:
        """Read a slide; its number counts from 1."""
        if slide.element.get("show") in _OFF:
            self._passed[_HIDDEN].append(number)
            return
        SLIDES.refuse_entities(slide.element)
        layout = slide.slide_layout
        reader = SlideReader(slide.element, layout.element, layout.slide_master.element, slide.part.rels)
        if made := reader.read():
            self.begins.append((len(self.made), number))
            self.made += made
        elif next(slide.element.iter(_PICTURE), None) is not None:
            self._passed[_SILENT].append(number)
        self._embedded += reader.embedded
        notes = slide.notes_slide.notes_text_frame if slide.has_notes_slide else None
        if notes is not None and notes.text.strip():
            self._passed[_NOTES].append(number)

    def notices(self) -> Iterator[Notice]:
        """What was passed over."""
        for code, numbers in self._passed.items():
            if numbers:
                yield Notice(code, {"slides": ", ".join(map(str, numbers))})
        if self._embedded:
            yield Notice("embedded_left_out", {"count": self._embedded})
