"""What is handed out of a measure: every field with the place where it stands, in one language's labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.check import missing_fields
from corpus.document import Document
from corpus.measure import Contact, Measure, Section
from index.store import Index
from retriever.passage import citation
from service.summary import key_figures, page_line, source_line
from service.texts import Texts


@dataclass(frozen=True, slots=True)
class Line:
    """One field: what it is called, what the source says, and where; `source` is None where it says nothing."""

    field: str
    label: str
    text: str
    source: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One measure as it is handed out. `source` is its document with date and page, `note` what to mind about it."""

    id: str
    title: str
    lines: tuple[Line, ...]
    source: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Handout:
    """Measures in the order in which they were collected."""

    language: str
    entries: tuple[Entry, ...]


def handout(measures: Sequence[Measure], index: Index, texts: Texts) -> Handout:
    """The handout of `measures`, which are of `index`."""
    return Handout(
        texts.language, tuple(_entry(measure, index.documents[measure.document], texts) for measure in measures)
    )


def contact(person: Contact) -> str:
    """A person in one line, as far as the source names her."""
    name = " ".join(filter(None, (person.salutation, person.name)))
    return ", ".join(filter(None, (name, person.role, person.email, person.phone)))


def _entry(measure: Measure, document: Document, texts: Texts) -> Entry:
    return Entry(
        id=measure.id,
        title=measure.title,
        lines=(*_head(measure, document, texts), *_sections(measure, document, texts), *_silent(measure, texts)),
        source=source_line(measure, document, texts),
        note=texts.text("common.dated", years=document.date) if document.date else None,
    )


def _head(measure: Measure, document: Document, texts: Texts) -> Iterator[Line]:
    where = source_line(measure, document, texts)
    given = (
        ("kind", texts.text(f"kinds.{measure.kind}")),
        ("organisation", measure.organisation),
        ("state", measure.state),
        ("contact", "; ".join(map(contact, measure.contacts))),
        ("figures", key_figures(measure, texts)),
        ("legal", ", ".join(measure.legal)),
    )
    yield from (Line(name, texts.text(f"fields.{name}"), text, where) for name, text in given if text)


def _sections(measure: Measure, document: Document, texts: Texts) -> Iterator[Line]:
    for section in measure.sections:
        label = texts.text(f"fields.{section.field}")
        yield Line(section.field, label, section.text, _place(section, measure, document, texts))


def _place(section: Section, measure: Measure, document: Document, texts: Texts) -> str:
    page = document.page_at(section.start) if document.pages else measure.page
    label = texts.text(f"fields.{section.field}")
    return citation(label, page_line(page, document, measure, texts), document, measure)


def _silent(measure: Measure, texts: Texts) -> Iterator[Line]:
    """What the source doesn't say; silence about a field is worth a line in what is handed out."""
    silent = texts.text("common.not_given")
    yield from (Line(name, texts.text(f"fields.{name}"), silent, None) for name in missing_fields(measure))
