"""Measures side by side: the same field of several, or all fields of a few."""

from collections.abc import Sequence

from corpus.measure import Measure, short_name
from retriever.result import MeasureHit
from service.chat import values
from service.chat.answer import Cell, Table
from service.chat.quotes import Quotes
from service.texts import Texts

MOST_COMPARED = 4
_COMPARED: tuple[tuple[str, ...], ...] = (
    ("target_group", "goal_and_target_group"),
    ("goal",),
    ("description",),
    ("period",),
    ("participants",),
    ("cost", "budget", "resources"),
    ("legal_basis",),
    ("financing",),
    ("implementation",),
    ("results",),
)
_LONGEST_CELL = 200


def value_table(hits: Sequence[MeasureHit], asked: Sequence[values.Wish], text: str, quotes: Quotes) -> Table:
    """A row a measure: what its record says to what is asked for."""
    texts = quotes.texts
    head = (texts.text("chat.measure"), texts.text(f"fields.{asked[0].fields[0]}"))
    rows = ((Cell(text=short_name(hit.measure)), _value(hit.measure, asked, text, quotes)) for hit in hits)
    return Table(head, tuple(rows))


def comparison(hits: Sequence[MeasureHit], quotes: Quotes) -> Table:
    """A column a measure, at most four; a row a field of which one of them says something."""
    measures = [hit.measure for hit in hits[:MOST_COMPARED]]
    texts = quotes.texts
    yes = texts.text("common.yes")
    rows = [
        (Cell(text=texts.text("fields.organisation")), *(_plain(measure.organisation, texts) for measure in measures)),
        (Cell(text=texts.text("fields.state")), *(_plain(measure.state, texts) for measure in measures)),
        (
            Cell(text=texts.text("facts.part_time")),
            *(_plain(yes if measure.figures.part_time else None, texts) for measure in measures),
        ),
    ]
    for fields in _COMPARED:
        given = [field for field in fields if any(measure.section(field) for measure in measures)]
        if given:
            cells = (_beginning(measure, fields, quotes) for measure in measures)
            rows.append((Cell(text=texts.text(f"fields.{given[0]}")), *cells))
    return Table(("", *(short_name(measure) for measure in measures)), tuple(rows))


def _value(measure: Measure, asked: Sequence[values.Wish], text: str, quotes: Quotes) -> Cell:
    found = values.stated_value(measure, quotes.index.documents[measure.document], asked, text)
    if not found:
        return _plain(None, quotes.texts)
    return Cell(tuple(quotes.span(measure.document, measure, found.field, span) for span in found.spans))


def _plain(value: str | None, texts: Texts) -> Cell:
    return Cell(text=value or texts.text("common.not_given"))


def _beginning(measure: Measure, fields: tuple[str, ...], quotes: Quotes) -> Cell:
    section = measure.section(*fields)
    quoted = quotes.beginning(measure, section, _LONGEST_CELL) if section else None
    return Cell((quoted,)) if quoted else _plain(None, quotes.texts)
