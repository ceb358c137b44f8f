"""Titles of entries that have none: the values under the label whose values look most like titles."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from corpus.parsing.consistency import titles_likeness
from corpus.parsing.labels import normal_label
from corpus.parsing.record import LabelledValue, Record
from corpus.text.cleaning import clean

_FEWEST = 2
_MOST_UNTITLED, _LIKELY = 0.5, 0.56


def with_title_values(text: str, records: Sequence[Record]) -> list[Record]:
    """The records; if most have no title, a value that each of them states is made its title, if it looks like one."""
    untitled = [record for record in records if record.title is None]
    if len(untitled) < _FEWEST or len(untitled) <= _MOST_UNTITLED * len(records):
        return list(records)
    under: dict[str, list[LabelledValue]] = defaultdict(list)
    for record in untitled:
        for label, value in {_label(text, value): value for value in reversed(record.values)}.items():
            under[label].append(value)
    order = [_label(text, value) for value in untitled[0].values]
    found = {
        label: titles_likeness([clean(text[slice(*value.spans[0])]) for value in under[label]], under[label][0].match)
        for label in order
        if len(under[label]) == len(untitled)
    }
    best = max(found, key=lambda label: found[label], default="")
    if found.get(best, 0.0) < _LIKELY:
        return list(records)
    return [_titled(text, record, best) if record.title is None else record for record in records]


def _label(text: str, value: LabelledValue) -> str:
    return normal_label(text[slice(*value.label)])


def _titled(text: str, record: Record, label: str) -> Record:
    chosen = next(value for value in record.values if _label(text, value) == label)
    others = tuple(value for value in record.values if value is not chosen)
    return replace(record, title=chosen.spans[0], values=others) if others else record
