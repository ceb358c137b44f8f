"""A record: one entry of a catalogue as it is printed, before it is mapped to the fields of a measure."""

from dataclasses import dataclass

from corpus.blocks import Span
from corpus.parsing.labels import LabelMatch


@dataclass(frozen=True, slots=True)
class LabelledValue:
    """A value with the label that is printed before it. `match` is the field that the label names, if it is known."""

    label: Span
    spans: tuple[Span, ...]
    match: LabelMatch | None


@dataclass(frozen=True, slots=True)
class Record:
    """An entry: its title, its values in order, and `prose`, the spans of words without a label.

    `title` is None where the document gives none. `[start, end)` spans all of it.
    """

    title: Span | None
    values: tuple[LabelledValue, ...]
    prose: tuple[Span, ...]
    start: int
    end: int
