"""Structure of texts without the form: headings, and the sections below them."""

import re
from dataclasses import dataclass

from corpus.cleaning import clean
from corpus.document import Document
from corpus.measure import Section

_HEADING = re.compile(
    r"^[ \t]*(?P<marks>#{1,6})[ \t]+(?P<marked>\S[^\n]*)$"
    r"|^[ \t]*(?P<plain>(?:\d{1,2}(?:\.\d{1,2})*\.?[ \t]+|TEIL[ \t]+)[A-ZÄÖÜ0-9„\"][^\n.;]{2,98}?"
    r"|[A-ZÄÖÜ0-9„\"][^\n.;,]{2,98}?)"
    r"[ \t]*(?=\n[ \t]*\n)",
    re.MULTILINE,
)
_PLAIN_LEVEL = 7


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 7 (7: a short line on its own); its text is `text[end:]` up to the next one."""

    level: int
    title: str
    start: int
    end: int

    @property
    def marked(self) -> bool:
        """Whether it is marked as a heading, rather than a short line standing alone."""
        return self.level < _PLAIN_LEVEL


def headings(text: str, start: int, end: int) -> list[Heading]:
    """The headings of `text[start:end]`: Markdown's, numbered ones, and short lines standing alone."""
    found = []
    for match in _HEADING.finditer(text, start, end):
        title = clean(match.group("marked") or match.group("plain"))
        if re.search(r"[^\W\d_]{2}", title):
            level = len(match.group("marks") or "") or _PLAIN_LEVEL
            found.append(Heading(level, title, match.start(), match.end()))
    return found


def general_sections(document: Document, start: int, end: int) -> tuple[Section, ...]:
    """Sections of `document.text[start:end]` by headings; text before the first is under the document's title."""
    found = headings(document.text, start, end)
    titles = [document.title, *(heading.title for heading in found)]
    starts = [start, *(heading.end for heading in found)]
    ends = [*(heading.start for heading in found), end]
    return tuple(
        section
        for title, first, last in zip(titles, starts, ends, strict=True)
        if (section := _section(document.text, title, first, last))
    )


def _section(text: str, title: str, start: int, end: int) -> Section | None:
    raw = text[start:end]
    cleaned = clean(raw)
    if not re.search(r"\w", cleaned):
        return None
    first = start + len(raw) - len(raw.lstrip())
    return Section("text", title, cleaned, ((first, start + len(raw.rstrip())),))
