"""Entries that several documents hold word for word: one measure with several sources."""

from collections.abc import Sequence
from dataclasses import replace

from corpus.measure import Measure
from corpus.parsing.catalogue import Parsed


def merged_copies(parsed: Sequence[Parsed]) -> list[Parsed]:
    """Keep the first of the measures that agree in title and all of their text, naming the documents of the others.

    Those of two catalogues stay apart: whoever may see only one of them finds it whole, and hears nothing of the other.
    """
    sources: dict[tuple[str | None, ...], list[str]] = {}
    for entry in parsed:
        for measure in entry.measures:
            sources.setdefault(_words(measure), []).append(measure.document)
    kept: set[tuple[str | None, ...]] = set()
    merged = []
    for entry in parsed:
        measures = []
        for measure in entry.measures:
            words = _words(measure)
            if words not in kept:
                kept.add(words)
                others = tuple(dict.fromkeys(id for id in sources[words] if id != measure.document))
                measures.append(replace(measure, also_in=others) if others else measure)
        merged.append(replace(entry, measures=tuple(measures)))
    return merged


def _words(measure: Measure) -> tuple[str | None, ...]:
    contact = measure.contact.text if measure.contact else ""
    sections = (f"{section.label}: {section.text}" for section in measure.sections)
    return (measure.catalogue, measure.title, contact, *sections)
