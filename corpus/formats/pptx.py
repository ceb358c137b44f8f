"""PowerPoint presentations (.pptx): titles, texts, tables and diagrams, slide by slide."""

import re
from collections.abc import Iterator

from corpus.formats.content import Extracted, Notice, ReadOptions, title_from
from corpus.formats.package import SLIDES, Package
from corpus.formats.pieces import Piece, first_heading, render
from corpus.formats.pptx_slide import P, SlideReader, notes_text

_PROGRAM = re.compile(r"PowerPoint[- ]Pr\w+", re.IGNORECASE)  # the title of a presentation that nobody named
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_OFF = ("0", "false")
_HIDDEN, _NOTES, _SILENT = "slides_hidden", "slide_notes_left_out", "slides_without_text"


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a presentation: the title of a slide becomes `## `, bullets `- `, table rows tab-separated lines.

    `pages` are slides. Left out: hidden slides, notes, footers, numbers of slides, charts, comments. Notices name the
    slides that are hidden, have notes or show only pictures, and count documents embedded in this one.
    """
    package = SLIDES.opened(data)
    main = package.main()
    related = package.related(main)
    reader = _Reader(package)
    for number, slide in enumerate(package.parsed(main).iterfind(f"{P}sldIdLst/{P}sldId"), 1):
        if slide.get(_ID) in related:
            reader.read(related[slide.get(_ID)].name, number)
    named = package.title() or ""
    title = title_from(None if _PROGRAM.fullmatch(named) else named) or title_from(first_heading(reader.made))
    text, blocks = render(reader.made)
    pages = ((blocks[place].start - len(reader.made[place].mark), number) for place, number in reader.begins)
    return Extracted(text, tuple(pages), title, blocks, tuple(reader.notices()))


class _Reader:
    """Collects pieces; `begins` says which of them, by place, is the first of which slide."""

    def __init__(self, package: Package) -> None:
        self.made: list[Piece] = []
        self.begins: list[tuple[int, int]] = []
        self._package = package
        self._passed: dict[str, list[int]] = {_HIDDEN: [], _NOTES: [], _SILENT: []}
        self._embedded = 0

    def read(self, name: str, number: int) -> None:
        """Read the slide in the part of this name; its number counts from 1."""
        slide = self._package.parsed(name)
        if slide.get("show") in _OFF:
            self._passed[_HIDDEN].append(number)
            return
        reader = SlideReader(self._package, name)
        if made := reader.read():
            self.begins.append((len(self.made), number))
            self.made += made
        elif next(slide.iter(f"{P}pic"), None) is not None:
            self._passed[_SILENT].append(number)
        self._embedded += reader.embedded
        notes = self._package.target(name, "notesSlide")
        if notes and notes_text(self._package.parsed(notes)):
            self._passed[_NOTES].append(number)

    def notices(self) -> Iterator[Notice]:
        """What was passed over."""
        for code, numbers in self._passed.items():
            if numbers:
                yield Notice(code, {"slides": ", ".join(map(str, numbers))})
        if self._embedded:
            yield Notice("embedded_left_out", {"count": self._embedded})
