"""Reads all figures of a measure off its own words."""

from collections.abc import Iterable

from corpus.document import Document
from corpus.eligibility.limits import Limits
from corpus.figures.amounts import amount_figures
from corpus.figures.figure import Figure
from corpus.figures.named import named_figures
from corpus.figures.periods import period_figures
from corpus.figures.pieces import section_pieces
from corpus.figures.shares import share_figures
from corpus.measure import Measure


def measure_figures(measure: Measure, document: Document, limits: Limits, states: Iterable[str]) -> tuple[Figure, ...]:
    """Return what a measure states in figures, each value of a field once.

    `limits` are its limits of eligibility, `states` those that its facets name. Bounds that are open are None.
    """
    pieces = list(section_pieces(measure, document))
    found: tuple[Figure, ...] = (
        *period_figures(measure.id, pieces),
        *amount_figures(measure.id, pieces),
        *share_figures(measure.id, pieces),
        *named_figures(measure, document, pieces, limits, states),
    )
    once: dict[tuple[object, ...], Figure] = {}
    for each in found:
        once.setdefault((each.field, each.low, each.high, each.text, each.unit, each.basis), each)
    return tuple(once.values())
