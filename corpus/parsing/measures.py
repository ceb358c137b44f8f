"""Measures made of records: each value under the field that its label names, or under its own label."""

from collections.abc import Sequence

from corpus.blocks import Block, Span
from corpus.document import Document
from corpus.fields import OTHER
from corpus.measure import Measure, Section
from corpus.parsing.contacts import read_contacts
from corpus.parsing.figures import read_figures
from corpus.parsing.header import is_office
from corpus.parsing.identifiers import identifiers
from corpus.parsing.label_uses import LabelUse, label_uses
from corpus.parsing.labels import DROPPED
from corpus.parsing.options import ParseOptions
from corpus.parsing.record import LabelledValue, Record
from corpus.parsing.records import find_entries
from corpus.parsing.remainder import Remainder
from corpus.parsing.shaping import shaped_records
from corpus.reference.places import Places
from corpus.text.cleaning import clean
from corpus.text.legal import paragraphs

_LEGAL = ("legal_basis", "financing")
_LONGEST_OFFICE = 120


def read_measures(
    document: Document, blocks: Sequence[Block], places: Places, options: ParseOptions
) -> tuple[tuple[Measure, ...], tuple[Section, ...], tuple[LabelUse, ...]]:
    """Make measures of the entries that blocks hold, and sections of the rest; tell how labels are used."""
    found = find_entries(document.text, blocks, options.labels)
    records = shaped_records(document, found.records)
    titles = [_title(document, record, alone=len(records) == 1) for record in records]
    ids = identifiers(_key(document, record, title) for record, title in zip(records, titles, strict=True))
    measures = (
        _measure(document, record, title, id, places, options.entry)
        for record, title, id in zip(records, titles, ids, strict=True)
    )
    sections = tuple(_outside(document, part) for part in found.rest)
    return tuple(measures), sections, tuple(label_uses(document, records, found.unused))


def _title(document: Document, record: Record, *, alone: bool) -> str:
    """The title as printed; an entry that fills its document may have that document's."""
    if record.title:
        return clean(document.text[slice(*record.title)])
    return document.title if alone else ""


def _key(document: Document, record: Record, title: str) -> tuple[str, tuple[str, ...], str]:
    """The name that an id is made of, what else tells the entry from others, and its whole text."""
    fields = {value.match.field: value for value in reversed(record.values) if value.match}
    said = {field: clean(document.text[slice(*fields[field].spans[0])]) for field in fields}
    text = clean(document.text[record.start : record.end])
    if number := said.get("number"):
        return number, (document.id,), text
    return title, (document.id, *(said.get(field, "") for field in ("provider", "place", "start"))), text


def _measure(document: Document, record: Record, title: str, id: str, places: Places, kind: str) -> Measure:
    sections = tuple(_sections(document, record, title))
    contact = next((section for section in sections if section.field == "contact"), None)
    contacts = read_contacts(
        [
            (clean(document.text[slice(*value.label)]), document.text[slice(*span)])
            for value in record.values
            if value.match and value.match.field == "contact"
            for span in value.spans
        ]
    )
    fields = {section.field: section for section in reversed(sections)}
    organisation = _organisation(document, fields.get("provider"), contacts.offices, record)
    place = fields["place"].text if "place" in fields else ""
    legal = " ".join(section.text for section in sections if section.field in _LEGAL)
    return Measure(
        id=id,
        title=title,
        kind=kind,
        organisation=organisation,
        state=(places.state_of(organisation) if organisation else None) or places.state_of(place),
        document=document.id,
        start=record.start,
        end=record.end,
        page=document.page_at(record.start),
        contact=contact,
        contacts=contacts.persons,
        legal=tuple(paragraphs(legal)),
        figures=read_figures(title, {section.field: f"{section.label} {section.text}" for section in sections}),
        sections=tuple(section for section in sections if section.field != "contact"),
        catalogue=document.catalogue,
    )


def _organisation(document: Document, provider: Section | None, offices: Sequence[str], record: Record) -> str | None:
    """Who provides the measure: as labelled, else the office beside a contact or on a line of its own."""
    if provider:
        return provider.text
    lines = (clean(document.text[slice(*span)]) for span in record.prose)
    alone = (line for line in lines if len(line) < _LONGEST_OFFICE and is_office(line))
    return next(iter(offices), None) or next(alone, None)


def _sections(document: Document, record: Record, title: str) -> list[Section]:
    """The values by field, those of one field together; unknown labels each on their own, words without one last."""
    found: dict[tuple[str, str], list[LabelledValue]] = {}
    for value in record.values:
        field = value.match.field if value.match else OTHER
        if field == DROPPED:
            continue
        label = clean(document.text[slice(*value.label)]).rstrip(": ")
        found.setdefault((field, label if field == OTHER else ""), []).append(value)
    sections = []
    for (field, label), values in found.items():
        printed = label or clean(document.text[slice(*values[0].label)]).rstrip(": ")
        sections.append(_section(document, field, printed, [span for value in values for span in value.spans]))
    prose = [span for span in record.prose if span != record.title]
    if prose:
        sections.append(_section(document, "text", title, prose))
    return [section for section in sections if section and section.field != "title"]


def _section(document: Document, field: str, label: str, spans: Sequence[Span]) -> Section | None:
    quotes = [(clean(document.text[slice(*span)]), span) for span in spans]
    kept = [(text, span) for text, span in quotes if any(map(str.isalnum, text))]
    if not kept:
        return None
    return Section(field, label, " ".join(text for text, _ in kept), tuple(span for _, span in kept))


def _outside(document: Document, part: Remainder) -> Section:
    """A section of the document under its innermost headings."""
    above = [clean(document.text[slice(*heading)]) for heading in part.above[-2:]]
    spans = part.spans
    text = " ".join(clean(document.text[slice(*span)]) for span in spans)
    return Section("text", " – ".join(above) or document.title, text, spans)
