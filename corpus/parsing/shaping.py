"""Records whose fields are told by values too, where labels alone don't tell."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.document import Document
from corpus.fields import OTHER
from corpus.parsing.labels import LabelMatch, normal_label
from corpus.parsing.record import LabelledValue, Record
from corpus.parsing.shapes import GUESSED, TIMED, shaped_match, suits, told_field
from corpus.text.cleaning import clean

_MOSTLY, _FEWEST = 0.5, 2
_SEVERAL = frozenset(("contact", "place", "link", "legal_basis"))
"""Fields that several labels of an entry may name; of the others only the label whose values tell it best."""
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
    """The field of each unknown or guessed label that more than half of its values tell.

    A guess that none of the values suits is none: `Before you start` above what to bring is no date.
    """
    found: dict[str, list[str]] = defaultdict(list)
    guessed: dict[str, str] = {}
    for record in records:
        for value in record.values:
            if value.match is None or value.match.confidence <= GUESSED:
                label = _label(document, value)
                found[label].append(_words(document, value))
                guessed[label] = value.match.field if value.match else OTHER
    shapes = {
        label: OTHER for label, field in guessed.items() if not any(suits(field, value) for value in found[label])
    }
    told: dict[str, tuple[float, str]] = {}
    for label, values in found.items():
        is_told = label in guessed and guessed[label] != OTHER and label not in shapes
        if is_told and (guessed[label] in TIMED or len(values) < _FEWEST):
            continue
        field, count = Counter(map(told_field, values)).most_common(1)[0]
        share = count / len(values)
        if field and share > _MOSTLY and not (field == "description" and guessed[label] != OTHER):
            if field in _SEVERAL:
                shapes[label] = field
            elif share > told.get(field, (0.0, ""))[0]:
                told[field] = share, label
    return shapes | {label: field for field, (_, label) in told.items()}


def _label(document: Document, value: LabelledValue) -> str:
    return normal_label(document.text[slice(*value.label)])


def _words(document: Document, value: LabelledValue) -> str:
    return " ".join(clean(document.text[slice(*span)]) for span in value.spans)
