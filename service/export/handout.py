"""The printable handout of measures: every field with its source, labelled in one language."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.check import missing_fields
from corpus.document import Document
from corpus.measure import Contact, Measure, Section
from index.store import Index
from retriever.passage import citation
from service.summary import key_figures, kind_name, page_line, source_line
from service.texts import Texts


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

    language: str
    entries: tuple[HandoutEntry, ...]


def handout(measures: Sequence[Measure], index: Index, texts: Texts) -> Handout:
    """The handout of `measures`, which are of `index`."""
    return Handout(
        texts.language, tuple(_entry(measure, index.documents[measure.document], texts) for measure in measures)
    )


def contact(person: Contact) -> str:
    """A contact in one line, as far as the source gives details."""
    name = " ".join(filter(None, (person.salutation, person.name)))
    return ", ".join(filter(None, (name, person.role, person.email, person.phone)))


def _entry(measure: Measure, document: Document, texts: Texts) -> HandoutEntry:
    return HandoutEntry(
        id=measure.id,
        title=measure.title,
        lines=(*_head(measure, document, texts), *_sections(measure, document, texts), *_silent(measure, texts)),
        source=source_line(measure, document, texts),
        note=texts.text("common.dated", years=document.date) if document.date else None,
    )


def _head(measure: Measure, document: Document, texts: Texts) -> Iterator[HandoutLine]:
    where = source_line(measure, document, texts)
    given = (
        ("kind", kind_name(measure, texts)),
        ("organisation", measure.organisation),
        ("state", measure.state),
        ("contact", "; ".join(map(contact, measure.contacts))),
        ("figures", key_figures(measure, texts)),
        ("legal", ", ".join(measure.legal)),
    )
    yield from (HandoutLine(name, texts.text(f"fields.{name}"), text, where) for name, text in given if text)


def _sections(measure: Measure, document: Document, texts: Texts) -> Iterator[HandoutLine]:
    for section in measure.sections:
        label = texts.text(f"fields.{section.field}")
        yield HandoutLine(section.field, label, section.text, _place(section, measure, document, texts))


def _place(section: Section, measure: Measure, document: Document, texts: Texts) -> str:
    page = document.page_at(section.start) if document.pages else measure.page
    label = texts.text(f"fields.{section.field}")
    return citation(label, page_line(page, document, measure, texts), document, measure)


def _silent(measure: Measure, texts: Texts) -> Iterator[HandoutLine]:
    """What the source doesn't say; silence about a field is worth a line in what is handed out."""
    silent = texts.text("common.not_given")
    yield from (HandoutLine(name, texts.text(f"fields.{name}"), silent, None) for name in missing_fields(measure))
