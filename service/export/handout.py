"""The printable handout of measures: every field with its source, labelled in one language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.check import missing
from corpus.document import Document
from corpus.measure import Contact, Measure, Section
from corpus.text.language import Language
from index.store import Index
from retriever.passage import citation
from service.texts import Words, key_figures, words


@dataclass(frozen=True, slots=True)
class HandoutLine:
    """One field: its label, its text and its source; `source` is None if the document has no value."""

    field: str
    label: str
    text: str
    source: str | None


@dataclass(frozen=True, slots=True)
class HandoutEntry:
    """One measure. `source` is its document with date and page; `note` warns of outdated information."""

    id: str
    title: str
    lines: tuple[HandoutLine, ...]
    source: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Handout:
    """Measures in the order they were collected."""

    language: Language
    entries: tuple[HandoutEntry, ...]


def handout(measures: Sequence[Measure], index: Index, language: Language) -> Handout:
    """Build the handout of `measures`, all from `index`."""
    own = words(language)
    return Handout(language, tuple(_entry(measure, index.documents[measure.document], own) for measure in measures))


def contact(person: Contact) -> str:
    """A contact in one line, as far as the source gives details."""
    name = " ".join(filter(None, (person.salutation, person.name)))
    return ", ".join(filter(None, (name, person.role, person.email, person.phone)))


def _entry(measure: Measure, document: Document, own: Words) -> HandoutEntry:
    return HandoutEntry(
        id=measure.id,
        title=measure.title,
        lines=(*_head(measure, document, own), *_sections(measure, document, own), *_missing_fields(measure, own)),
        source=_source(measure, document, own),
        note=own.dated.format(document.date) if document.date else None,
    )


def _head(measure: Measure, document: Document, own: Words) -> Iterator[HandoutLine]:
    where = _source(measure, document, own)
    given = (
        ("kind", own.kind_names[measure.kind]),
        ("organisation", measure.organisation),
        ("state", measure.state),
        ("contact", "; ".join(map(contact, measure.contacts))),
        ("figures", key_figures(measure, own)),
        ("legal", ", ".join(measure.legal)),
    )
    yield from (HandoutLine(name, own.label(name), text, where) for name, text in given if text)


def _sections(measure: Measure, document: Document, own: Words) -> Iterator[HandoutLine]:
    for section in measure.sections:
        yield HandoutLine(
            section.field, own.label(section.field), section.text, _place(section, measure, document, own)
        )


def _place(section: Section, measure: Measure, document: Document, own: Words) -> str:
    page = document.page_at(section.start) if document.pages else measure.page
    return citation(own.label(section.field), page, document, measure, own.language)


def _missing_fields(measure: Measure, own: Words) -> Iterator[HandoutLine]:
    """A line for each field without a value, so that readers see that the source doesn't give one."""
    yield from (HandoutLine(name, own.label(name), own.not_given, None) for name in missing(measure))


def _source(measure: Measure, document: Document, own: Words) -> str:
    dated = document.dated_title
    return f"{dated}, {own.from_page.format(measure.page)}" if measure.page is not None else dated
