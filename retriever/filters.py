"""Filters on measures, and the facet counts shown beside them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from corpus.measure import Measure
from corpus.text.folding import fold
from corpus.text.legal import paragraphs
from index.facets import MeasureFacets
from index.figure_table import FigureTable
from retriever.conditions.condition import Condition
from retriever.conditions.standing import proof
from retriever.query import WHERE
from retriever.ranking import cites

_YES = "true"


def filter_values(measure: Measure, facets: MeasureFacets) -> dict[str, tuple[str, ...]]:
    """Return the values under which a measure can be filtered, by filter key."""
    return {
        "state": facets.states,
        "kind": (measure.kind,),
        "target_group": facets.target_groups,
        "topic": facets.topics,
        "legal": facets.paragraphs,
        "organisation": (measure.organisation,) if measure.organisation else (),
        "part_time": (_YES,) if measure.figures.part_time else (),
        "has_contact": (_YES,) if measure.contacts else (),
        "document": (measure.document, *measure.also_in),
        "catalogue": (measure.catalogue,) if measure.catalogue else (),
    }


def fits(measure: Measure, facets: MeasureFacets, filters: Mapping[str, Sequence[str]]) -> bool:
    """Return whether a measure has at least one of the wanted values for every key; `where` is left to `meets`."""
    own = filter_values(measure, facets)
    return all(
        key == WHERE or any(_matches(key, own[key], value) for value in wanted) for key, wanted in filters.items()
    )


def meets(measure: Measure, table: FigureTable, conditions: Iterable[Condition]) -> bool:
    """Return whether a measure states figures that meet all conditions."""
    return all(proof(table, measure.id, each).standing == "met" for each in conditions)


def fits_outside(document: str, filters: Mapping[str, Sequence[str]]) -> bool:
    """Return whether text outside measures passes; only the `document` filter applies to it."""
    return all(
        key == "document" and any(_matches(key, (document,), value) for value in wanted)
        for key, wanted in filters.items()
    )


def counts(pairs: Iterable[tuple[Measure, MeasureFacets]]) -> dict[str, dict[str, int]]:
    """Return the number of measures with each value, by filter key, most frequent value first."""
    counters: dict[str, Counter[str]] = {}
    for measure, facets in pairs:
        for key, own in filter_values(measure, facets).items():
            counters.setdefault(key, Counter()).update(own)
    return {
        key: dict(sorted(counter.items(), key=lambda item: (-item[1], item[0]))) for key, counter in counters.items()
    }


def _matches(key: str, own: Sequence[str], value: str) -> bool:
    if key == "legal":
        return any(cites(own, paragraph) for paragraph in paragraphs(value) or paragraphs(f"§ {value}"))
    return any(fold(candidate) == fold(value) for candidate in own)
