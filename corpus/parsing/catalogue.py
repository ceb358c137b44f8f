"""Parsing a catalogue: entries of filled-in forms become measures, the text around them sections."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.blocks import Block
from corpus.document import Document
from corpus.measure import Measure, Section
from corpus.parsing.figures import read_figures
from corpus.parsing.form import Label, form_content, is_form
from corpus.parsing.form import labels as form_labels
from corpus.parsing.header import TITLE_LABEL, Header, read_header, title_label
from corpus.parsing.headings import general_sections
from corpus.parsing.identifiers import identifiers
from corpus.parsing.keywords import keyword_index_start, keyword_pages, start_pages
from corpus.parsing.label_uses import LabelUse
from corpus.parsing.measures import read_measures
from corpus.parsing.options import DEFAULT_OPTIONS, ParseOptions
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

    `uses` says how often each label occurs, and which field it was given; entries of the printed form have none.
    `end` is where the searchable text ends: at the keyword index, or at the end of the document.
    """

    document: Document
    measures: tuple[Measure, ...]
    sections: tuple[Section, ...]
    uses: tuple[LabelUse, ...]
    keywords: dict[str, tuple[int, ...]]
    end: int


def parse(
    document: Document,
    places: Places,
    blocks: Sequence[Block] = (),
    options: ParseOptions = DEFAULT_OPTIONS,
) -> Parsed:
    """Parse a document: entries of the printed form, else those that its blocks make. Damaged text never raises.

    Without `blocks` only the form is looked for, and the rest is divided at lines that look like headings.
    """
    if blocks and not is_form(document.text):
        return Parsed(document, *read_measures(document, blocks, places, options), {}, len(document.text))
    return _parsed_form(document, places, short_ids=options.short_ids)


def _parsed_form(document: Document, places: Places, *, short_ids: bool) -> Parsed:
    text = document.text
    index_start = keyword_index_start(text)
    end = len(text) if index_start is None else index_start
    keywords = {} if index_start is None else keyword_pages(text[index_start:])
    entries = _form_entries(text, end, places)
    titles = [entry.header.title for entry in entries]
    pages = start_pages(titles, keywords) if keywords else [None] * len(entries)
    ids = slugs(titles) if short_ids else identifiers(_key(document, entry) for entry in entries)
    measures = tuple(_measure(document, id, entry, page) for id, entry, page in zip(ids, entries, pages, strict=True))
    return Parsed(document, measures, _outside(document, entries, end), (), keywords, end)


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry: its header, its span, and where its fields begin (`body`)."""

    header: Header
    start: int
    body: int
    end: int


def _form_entries(text: str, end: int, places: Places) -> list[_Entry]:
    """Entries that use the printed form."""
    starts = [match.end("lead") for match in _ENTRY.finditer(text, 0, end)]
    entries = []
    for start, stop in pairwise([*starts, end]):
        label = title_label(text, start, stop)
        behind = label.end() if label else start
        body = next((found.start for found in form_labels(text, behind, stop)), stop)
        entries.append(_Entry(read_header(text, start, body, places), start, behind, stop))
    return entries


def _key(document: Document, entry: _Entry) -> tuple[str, tuple[str, ...], str]:
    return entry.header.title, (document.id, entry.header.organisation or ""), document.text[entry.start : entry.end]


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
    found = _outer(list(form_labels(document.text, entry.body, entry.end)))
    seen: dict[str, Section] = {}
    ends = [*(label.start for label in found), entry.end][1:]
    for label, following in zip(found, ends, strict=False):
        section = _section(document, label, following)
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


def _section(document: Document, label: Label, end: int) -> Section | None:
    spans = form_content(document.text, label.end, end)
    texts = [clean(document.text[slice(*span)]) for span in spans]
    spans = tuple(span for span, text in zip(spans, texts, strict=True) if text)
    text = " ".join(filter(None, texts))
    return Section(label.field, clean(label.words), text, spans) if text else None


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
