"""Headings of texts without the form, and the sections below them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Document
from corpus.measure import Section
from corpus.parsing.header import is_contact
from corpus.parsing.labels import match_label
from corpus.text.cleaning import clean

_HEADING = re.compile(
    r"^[ \t]*(?P<marks>#{1,6})[ \t]+(?P<marked>\S[^\n]*)$"
    r"|^[ \t]*(?P<plain>(?:\d{1,2}(?:\.\d{1,2})*\.?[ \t]+|TEIL[ \t]+)[A-ZÄÖÜ0-9„\"][^\n.;]{2,98}?"
    r"|[A-ZÄÖÜ0-9„\"][^\n.;,]{2,98}?)"
    r"[ \t]*(?=\n[ \t]*\n)",
    re.MULTILINE,
)
_PLAIN_LEVEL = 7
_LETTERHEAD_WORDS = 4
_SPECIFIC = re.compile(r"\d{3}|@")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 7, where 7 is a short line on its own; its text runs from `end` to the next heading."""

    level: int
    title: str
    start: int
    end: int

    @property
    def marked(self) -> bool:
        """Whether it has a heading's markup, rather than being a short line standing alone."""
        return self.level < _PLAIN_LEVEL


def headings(text: str, start: int, end: int) -> list[Heading]:
    """Find the headings in `text[start:end]`: Markdown, numbered ones, and short lines standing alone."""
    found = []
    for match in _HEADING.finditer(text, start, end):
        title = clean(match.group("marked") or match.group("plain"))
        if re.search(r"[^\W\d_]{2}", title) and (match["marks"] or not _is_value(match)):
            level = len(match.group("marks") or "") or _PLAIN_LEVEL
            found.append(Heading(level, title, match.start(), match.end()))
    return found


def general_sections(document: Document, start: int, end: int) -> tuple[Section, ...]:
    """Split `document.text[start:end]` at headings; text before the first gets the document's title.

    A letterhead or signature (a few words at the start or end without a marked heading) gets the field `letterhead`,
    which isn't searchable.
    """
    found = _heading_something(document.text, headings(document.text, start, end), end)
    titles = [document.title, *(heading.title for heading in found)]
    starts = [start, *(heading.end for heading in found)]
    ends = [*(heading.start for heading in found), end]
    above = [None, *found]
    sections = [
        (section, heading)
        for title, heading, first, last in zip(titles, above, starts, ends, strict=True)
        if (section := _section(document.text, title, first, last))
    ]
    whole = len(sections) == 1 and (start, end) == (0, len(document.text))
    edges = () if whole else (0, len(sections) - 1)
    return tuple(
        replace(section, field="letterhead") if place in edges and _is_letterhead(section, heading) else section
        for place, (section, heading) in enumerate(sections)
    )


def _is_value(match: re.Match[str]) -> bool:
    """Whether a short line standing alone is a contact, or a field with its value, rather than a heading."""
    line = match["plain"]
    label, _, behind = line.partition(":")
    return (bool(behind.strip()) and (match_label(label) is not None or is_contact(line))) or "@" in line


def _heading_something(text: str, found: Sequence[Heading], end: int) -> list[Heading]:
    """Drop short lines that head neither text nor another such line: they are text themselves."""
    kept: list[Heading] = []
    for heading in reversed(found):
        stop = kept[-1].start if kept else end
        heads_another = bool(kept) and not kept[-1].marked
        if heading.marked or heads_another or re.search(r"\w", text[heading.end : stop]):
            kept.append(heading)
    return kept[::-1]


def _is_letterhead(section: Section, heading: Heading | None) -> bool:
    """Whether a section, including a short line above it, is just a few words without number or address."""
    words = f"{heading.title} {section.text}" if heading else section.text
    few = len(words.split()) <= _LETTERHEAD_WORDS and not _SPECIFIC.search(section.text)
    return few and not (heading and heading.marked)


def _section(text: str, title: str, start: int, end: int) -> Section | None:
    raw = text[start:end]
    cleaned = clean(raw)
    if not re.search(r"\w", cleaned):
        return None
    first = start + len(raw) - len(raw.lstrip())
    return Section("text", title, cleaned, ((first, start + len(raw.rstrip())),))
