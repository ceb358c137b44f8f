"""What a catalogue's settings say about parsing it."""

from dataclasses import dataclass

from corpus.parsing.labels import KNOWN_LABELS, Labels


@dataclass(frozen=True, slots=True)
class ParseOptions:
    """`labels` gives labels their fields, `entry` is what the catalogue calls an entry.

    `short_ids` makes ids of titles alone, which only suits a catalogue whose titles never change or repeat.
    """

    labels: Labels = KNOWN_LABELS
    entry: str = "Maßnahme"
    short_ids: bool = False


DEFAULT_OPTIONS = ParseOptions()
"""A catalogue without settings."""
