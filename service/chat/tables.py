"""Measures side by side: the same field of several, or all fields of a few."""

from collections.abc import Sequence

from corpus.measure import Measure, short_name
from retriever.result import MeasureHit
from service.chat import values
from service.chat.answer import Cell, Table
from service.chat.quotes import Quotes
from service.chat.texts import ChatWords
from service.texts import Words, words

MOST_COMPARED = 4
_COMPARED: tuple[tuple[str, ...], ...] = (
    ("target_group", "goal_and_target_group"),
    ("goal",),
    ("description",),
    ("period",),
    ("participants",),
    ("budget", "resources"),
    ("legal_basis",),
    ("financing",),
    ("implementation",),
    ("results",),
)
_LONGEST_CELL = 200


def value_table(
    hits: Sequence[MeasureHit], asked: Sequence[values.Wish], text: str, quotes: Quotes, own: ChatWords
) -> Table:
    """A row a measure: what its record says to what is asked for."""
    labels = words(quotes.language)
    head = (own.measure, labels.label(asked[0].fields[0]))
    rows = ((Cell(text=short_name(hit.measure)), _value(hit.measure, asked, text, quotes, labels)) for hit in hits)
    return Table(head, tuple(rows))


def comparison(hits: Sequence[MeasureHit], quotes: Quotes, own: ChatWords) -> Table:
    """A column a measure, at most four; a row a field of which one of them says something."""
    measures = [hit.measure for hit in hits[:MOST_COMPARED]]
    labels = words(quotes.language)
    rows = [
        (Cell(text=labels.label("organisation")), *(_plain(measure.organisation, labels) for measure in measures)),
        (Cell(text=labels.label("state")), *(_plain(measure.state, labels) for measure in measures)),
        (
            Cell(text=own.part_time),
            *(_plain(own.yes if measure.figures.part_time else None, labels) for measure in measures),
        ),
    ]
    for fields in _COMPARED:
        if any(measure.section(*fields) for measure in measures):
            cells = (_beginning(measure, fields, quotes, labels) for measure in measures)
            rows.append((Cell(text=labels.label(fields[0])), *cells))
    return Table(("", *(short_name(measure) for measure in measures)), tuple(rows))


def _value(measure: Measure, asked: Sequence[values.Wish], text: str, quotes: Quotes, own: Words) -> Cell:
    found = values.stated_value(measure, quotes.index.documents[measure.document], asked, text)
    if not found:
        return Cell(text=own.not_given)
    return Cell(tuple(quotes.span(measure.document, measure, found.field, span) for span in found.spans))


def _plain(value: str | None, own: Words) -> Cell:
    return Cell(text=value or own.not_given)


def _beginning(measure: Measure, fields: tuple[str, ...], quotes: Quotes, own: Words) -> Cell:
    section = measure.section(*fields)
    quoted = quotes.beginning(measure, section, _LONGEST_CELL) if section else None
    return Cell((quoted,)) if quoted else Cell(text=own.not_given)
