"""What is handed out of a measure: every field with the place where it stands, in one language's labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.check import missing_fields
from corpus.document import Document
from corpus.measure import Contact, Measure, Section
from corpus.text.language import Language
from index.store import Index
from retriever.passage import citation
from service.texts import Words, key_figures, words


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

    language: Language
    entries: tuple[Entry, ...]


def handout(measures: Sequence[Measure], index: Index, language: Language) -> Handout:
    """The handout of `measures`, which are of `index`."""
    own = words(language)
    return Handout(language, tuple(_entry(measure, index.documents[measure.document], own) for measure in measures))


def contact(person: Contact) -> str:
    """A person in one line, as far as the source names her."""
    name = " ".join(filter(None, (person.salutation, person.name)))
    return ", ".join(filter(None, (name, person.role, person.email, person.phone)))


def _entry(measure: Measure, document: Document, own: Words) -> Entry:
    return Entry(
        id=measure.id,
        title=measure.title,
        lines=(*_head(measure, document, own), *_sections(measure, document, own), *_silent(measure, own)),
        source=_source(measure, document, own),
        note=own.dated.format(document.date) if document.date else None,
    )


def _head(measure: Measure, document: Document, own: Words) -> Iterator[Line]:
    where = _source(measure, document, own)
    given = (
        ("kind", own.kind_names[measure.kind]),
        ("organisation", measure.organisation),
        ("state", measure.state),
        ("contact", "; ".join(map(contact, measure.contacts))),
        ("figures", key_figures(measure, own)),
        ("legal", ", ".join(measure.legal)),
    )
    yield from (Line(name, own.label(name), text, where) for name, text in given if text)


def _sections(measure: Measure, document: Document, own: Words) -> Iterator[Line]:
    for section in measure.sections:
        yield Line(section.field, own.label(section.field), section.text, _place(section, measure, document, own))


def _place(section: Section, measure: Measure, document: Document, own: Words) -> str:
    page = document.page_at(section.start) if document.pages else measure.page
    return citation(own.label(section.field), page, document, measure, own.language)


def _silent(measure: Measure, own: Words) -> Iterator[Line]:
    """What the source doesn't say; silence about a field is worth a line in what is handed out."""
    yield from (Line(name, own.label(name), own.not_given, None) for name in missing_fields(measure))


def _source(measure: Measure, document: Document, own: Words) -> str:
    dated = document.dated_title
    return f"{dated}, {own.from_page.format(measure.page)}" if measure.page is not None else dated
