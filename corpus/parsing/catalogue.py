"""Parsing a catalogue: entries of filled-in forms become measures, the text around them sections."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.document import Document
from corpus.measure import Measure, Section
from corpus.parsing.figures import read_figures
from corpus.parsing.form import Label, form_content, labels
from corpus.parsing.header import (
    TITLE_LABEL,
    Header,
    contact_lines,
    heading_header,
    is_office,
    read_header,
    title_label,
)
from corpus.parsing.headings import Heading, general_sections, headings
from corpus.parsing.keywords import keyword_index_start, keyword_pages, start_pages
from corpus.parsing.slugs import slugs
from corpus.reference.places import Places
from corpus.text.cleaning import clean
from corpus.text.legal import paragraphs

_ENTRY = re.compile(
    rf"^(?P<lead>[ \t\f]*)(?:Gemeinsame Einrichtung\s+Zugelassener kommunaler Träger\s*)?{TITLE_LABEL}",
    re.MULTILINE,
)
_COMBINED = "goal_and_target_group"
_SUB_GOAL = re.compile(r"(?<![^\s>])(?:<u>)?Ziele?(?:\s+des\s+Handlungsansatzes)?:(?:</u>)?")
_SUB_TARGET = re.compile(r"(?<![^\s>])(?:<u>)?Zielgruppe:(?:</u>)?")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A parsed document: its measures, the sections outside of them, and the pages by keyword of its index.

    `end` is where the searchable text ends: at the keyword index, or at the end of the document.
    """

    document: Document
    measures: tuple[Measure, ...]
    sections: tuple[Section, ...]
    keywords: dict[str, tuple[int, ...]]
    end: int


def parse(document: Document, places: Places) -> Parsed:
    """Parse a document by the entries of the printed form, else by its headings. Damaged text never raises."""
    text = document.text
    index_start = keyword_index_start(text)
    end = len(text) if index_start is None else index_start
    keywords = {} if index_start is None else keyword_pages(text[index_start:])
    entries = _form_entries(text, end, places) or _heading_entries(text, end, places)
    titles = [entry.header.title for entry in entries]
    pages = start_pages(titles, keywords) if keywords else [None] * len(entries)
    measures = tuple(
        _measure(document, id, entry, page) for id, entry, page in zip(slugs(titles), entries, pages, strict=True)
    )
    return Parsed(document, measures, _outside(document, entries, end), keywords, end)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry: its header, its span, where its fields begin (`body`), and the lines there that name contacts."""

    header: Header
    start: int
    body: int
    end: int
    printed: bool
    contact: tuple[int, int] | None = None


def _form_entries(text: str, end: int, places: Places) -> list[_Entry]:
    """Entries that use the printed form."""
    starts = [match.end("lead") for match in _ENTRY.finditer(text, 0, end)]
    entries = []
    for start, stop in pairwise([*starts, end]):
        label = title_label(text, start, stop)
        behind = label.end() if label else start
        body = next((found.start for found in labels(text, behind, stop, printed=True)), stop)
        entries.append(_Entry(read_header(text, start, body, places), start, behind, stop, printed=True))
    return entries


def _heading_entries(text: str, end: int, places: Places) -> list[_Entry]:
    """The innermost headings with at least two labelled fields of the form below them.

    A short line standing alone counts only if no marked heading qualifies, and never if it names an office.
    """
    found = [heading for heading in headings(text, 0, end) if heading.marked or not is_office(heading.title)]
    blocks = _blocks(text, [heading for heading in found if heading.marked], end) or _blocks(text, found, end)
    following = [*(heading.start for heading, _ in blocks), end][1:]
    return [
        _heading_entry(heading, text, stop, places)
        for (heading, stop), later in zip(blocks, following, strict=False)
        if stop <= later
    ]


def _heading_entry(heading: Heading, text: str, stop: int, places: Places) -> _Entry:
    contact = contact_lines(text, heading.end, stop)
    header = heading_header(heading.title, text, heading.end, stop, contact, places)
    return _Entry(header, heading.start, heading.end, stop, printed=False, contact=contact)


def _blocks(text: str, found: Sequence[Heading], end: int) -> list[tuple[Heading, int]]:
    """The headings with at least two labelled fields below them, each with the end of its text."""
    blocks = []
    for number, heading in enumerate(found):
        later = (found[place] for place in range(number + 1, len(found)))
        stop = next((other.start for other in later if other.level <= heading.level), end)
        fields = {label.field for label in labels(text, heading.end, stop, printed=False)}
        if len(fields) >= 2 and not any(labels(text, heading.start, heading.end, printed=False)):
            blocks.append((heading, stop))
    return blocks


def _outside(document: Document, entries: list[_Entry], end: int) -> tuple[Section, ...]:
    """Sections of the text between entries."""
    gaps = zip([0, *(entry.end for entry in entries)], [*(entry.start for entry in entries), end], strict=True)
    return tuple(section for gap in gaps if gap[0] < gap[1] for section in general_sections(document, *gap))


def _measure(document: Document, id: str, entry: _Entry, page: int | None) -> Measure:
    header, start, end = entry.header, entry.start, entry.end
    sections = tuple(_sections(document, entry))
    fields = {section.field: f"{section.label} {section.text}" for section in sections}
    legal = " ".join(section.text for section in sections if section.field in ("legal_basis", "financing"))
    contact = _contact(document, header.contact_span)
    parts = (*sections, contact) if sections and contact else sections
    stop = max((part.end for part in parts), default=start + len(document.text[start:end].rstrip()))
    return Measure(
        id=id,
        title=header.title,
        kind=header.kind,
        organisation=header.organisation,
        state=header.state,
        document=document.id,
        start=start,
        end=stop,
        page=page if page is not None else document.page_at(start),
        contact=contact,
        contacts=header.contacts,
        legal=tuple(paragraphs(legal)),
        figures=read_figures(header.title, fields),
        sections=sections,
    )


def _contact(document: Document, span: tuple[int, int] | None) -> Section | None:
    """The lines with persons, organisation and numbers, as one section."""
    spans = form_content(document.text, *span) if span else ()
    return Section("contact", "Ansprechpartner", document.quote(*spans[0]).text, spans[:1]) if spans else None


def _sections(document: Document, entry: _Entry) -> Iterator[Section]:
    """The labelled parts that have content, those of one field joined, in the order of the text."""
    found = _outer(list(labels(document.text, entry.body, entry.end, printed=entry.printed)))
    seen: dict[str, Section] = {}
    ends = [*(label.start for label in found), entry.end][1:]
    for label, following in zip(found, ends, strict=False):
        section = _section(document, label, following, entry.contact)
        if section and section.field in seen:
            earlier = seen[section.field]
            seen[section.field] = replace(
                earlier, text=f"{earlier.text} {section.text}", spans=earlier.spans + section.spans
            )
        elif section:
            seen[section.field] = section
    yield from sorted(seen.values(), key=lambda section: section.start)


def _outer(found: Sequence[Label]) -> list[Label]:
    """All labels but those within `Ziel des Handlungsansatzes und Zielgruppe`, which name its halves."""
    kept: list[Label] = []
    for label in found:
        if not (kept and kept[-1].field == _COMBINED and label.field in ("goal", "target_group")):
            kept.append(label)
    return kept


def _section(document: Document, label: Label, end: int, contact: tuple[int, int] | None) -> Section | None:
    spans = tuple(span for part in _without(contact, label.end, end) for span in form_content(document.text, *part))
    texts = [clean(document.text[slice(*span)]) for span in spans]
    spans = tuple(span for span, text in zip(spans, texts, strict=True) if text)
    text = " ".join(filter(None, texts))
    return Section(label.field, clean(label.words), text, spans) if text else None


def _without(contact: tuple[int, int] | None, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a field before and after the contact lines."""
    if contact is None or contact[1] <= start or end <= contact[0]:
        yield start, end
        return
    yield from (part for part in ((start, contact[0]), (contact[1], end)) if part[0] < part[1])


def target_and_goal(measure: Measure, document: Document) -> dict[str, tuple[int, int]]:
    """Spans of target group and goal, even if one label covers both."""
    combined = measure.section(_COMBINED)
    if not combined:
        found = {name: measure.section(name) for name in ("target_group", "goal")}
        return {name: (section.start, section.end) for name, section in found.items() if section}
    start, end = combined.start, combined.end
    marks = sorted(
        (match.start(), match.end(), name)
        for name, pattern in (("goal", _SUB_GOAL), ("target_group", _SUB_TARGET))
        for match in [pattern.search(document.text, start, end)]
        if match
    )
    if len(marks) < 2:
        return {"goal": (start, end), "target_group": (start, end)}
    (_, first_end, first), (second_start, second_end, second) = marks
    return {first: (first_end, second_start), second: (second_end, end)}
