"""Records whose fields are told by values too, where labels alone don't tell."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.document import Document
from corpus.parsing.labels import LabelMatch, normal_label
from corpus.parsing.record import LabelledValue, Record
from corpus.parsing.shapes import shape_of, shaped_match
from corpus.text.cleaning import clean

_ABOUT = ("worum", "darum geht")


def shaped_records(document: Document, records: Sequence[Record]) -> list[Record]:
    """The records with fields told by the shape of values where labels don't tell.

    An unknown label has the field that most of its values in all entries have the shape of. What a measure is about is
    its goal where its content has a label of its own.
    """
    shapes = _shapes(document, records)
    return [_shaped(document, record, shapes) for record in records]


def _shaped(document: Document, record: Record, shapes: Mapping[str, str]) -> Record:
    named = [value.match.field for value in record.values if value.match]
    fields, described = set(named), named.count("description")
    values = []
    for value in record.values:
        label = _label(document, value)
        match = shaped_match(value.match, _words(document, value), fields, shapes.get(label))
        if match and match.field == "description" and label.startswith(_ABOUT) and described > 1:
            match = LabelMatch("goal", match.confidence)
        values.append(replace(value, match=match))
    return replace(record, values=tuple(values))


def _shapes(document: Document, records: Sequence[Record]) -> dict[str, str]:
    """The field of each unknown label that more than half of its values have the shape of."""
    found: dict[str, Counter[str | None]] = defaultdict(Counter)
    for record in records:
        for value in record.values:
            if value.match is None:
                found[_label(document, value)][shape_of(_words(document, value))] += 1
    most = {label: counted.most_common(1)[0] for label, counted in found.items()}
    return {label: field for label, (field, count) in most.items() if field and 2 * count > found[label].total()}


def _label(document: Document, value: LabelledValue) -> str:
    return normal_label(document.text[slice(*value.label)])


def _words(document: Document, value: LabelledValue) -> str:
    return " ".join(clean(document.text[slice(*span)]) for span in value.spans)
