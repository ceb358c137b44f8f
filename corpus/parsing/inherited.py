"""What headings state of all entries below them: `A. Aktivierung (§ 45 SGB III)`."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.blocks import Span
from corpus.parsing.labels import LabelMatch
from corpus.parsing.record import LabelledValue, Record
from corpus.parsing.tokens import Title
from corpus.text.legal import cited_span

_INHERITED = 0.5


def with_law_above(text: str, record: Record, above: Sequence[Title]) -> Record:
    """The record with the paragraph that the nearest heading `above` it names, unless it has a legal basis of its own.

    The heading is the value's label, as printed.
    """
    if any(value.match and value.match.field == "legal_basis" for value in record.values):
        return record
    for heading in reversed(above):
        span = (heading.start, heading.end)
        if span != record.title and span[1] <= record.start and (law := _law(text, span)):
            value = LabelledValue(span, (law,), LabelMatch("legal_basis", _INHERITED))
            return replace(record, values=(*record.values, value))
    return record


def _law(text: str, heading: Span) -> Span | None:
    """The span of the paragraphs that a heading names; None if they are alternatives, or behind no `§`."""
    words = text[slice(*heading)]
    cited = cited_span(words)
    if cited is None or words.count("§") != 1 + words.count("i. V. m.") + words.count("i.V.m."):
        return None
    return heading[0] + cited[0], heading[0] + cited[1]
