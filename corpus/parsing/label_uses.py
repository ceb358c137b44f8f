"""How the labels of a document are used: which field each was given, and how many entries have a value under it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import Document
from corpus.parsing.labels import normal_label
from corpus.parsing.record import LabelledValue, Record
from corpus.text.cleaning import clean

_SAMPLE = 60
_FEWEST_UNUSED = 2


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A label as it is printed, the field it was given, if any, and in how many entries it has a value.

    `confidence`, 0 to 1, is that of the match, 0 without one; `sample` is one of its values. Without entries it is
    what may be a label in a document in which none were recognised there.
    """

    label: str
    field: str | None
    confidence: float
    entries: int
    sample: str


def label_uses(document: Document, records: Sequence[Record], unused: Sequence[LabelledValue]) -> Iterator[LabelUse]:
    """Yield the labels of all entries in the order in which they first occur, then those that come again elsewhere."""
    found: dict[str, list[LabelledValue]] = {}
    for record in records:
        printed = [value for value in record.values if value.spans[0][0] >= value.label[1]]  # not in a heading above
        own = {_normal(document, value): value for value in reversed(printed)}
        for label, value in reversed(own.items()):
            found.setdefault(label, []).append(value)
    elsewhere: dict[str, list[LabelledValue]] = {}
    for value in unused:
        if (label := _normal(document, value)) not in found:
            elsewhere.setdefault(label, []).append(value)
    yield from (_use(document, values, len(values)) for values in found.values())
    yield from (_use(document, values, 0) for values in elsewhere.values() if len(values) >= _FEWEST_UNUSED)


def _normal(document: Document, value: LabelledValue) -> str:
    return normal_label(document.text[slice(*value.label)])


def _use(document: Document, values: Sequence[LabelledValue], entries: int) -> LabelUse:
    match = values[0].match
    return LabelUse(
        label=clean(document.text[slice(*values[0].label)]).rstrip(": "),
        field=match.field if match else None,
        confidence=match.confidence if match else 0.0,
        entries=entries,
        sample=clean(document.text[slice(*values[0].spans[0])])[:_SAMPLE],
    )
