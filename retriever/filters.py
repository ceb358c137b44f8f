"""Filters on measures, and the facet counts shown beside them."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

import numpy as np

from corpus.measure import Measure
from corpus.text.folding import fold
from corpus.text.legal import paragraphs
from index.facets import MeasureFacets
from index.figure_table import FigureTable
from index.scored_rows import Rows, is_in, united
from index.store import Index
from retriever.conditions.condition import Condition
from retriever.conditions.standing import proof
from retriever.postings import Postings
from retriever.query import WHERE
from retriever.ranking import cites

_YES = "true"
_FEW = 200
"""Up to so many measures are quicker counted one by one than by all values that there are."""


class Filters:
    """The measures of one index by the values under which they can be filtered."""

    def __init__(self, index: Index) -> None:
        self._index = index

    @cached_property
    def _postings(self) -> Mapping[str, Postings]:
        own = [filter_values(*pair) for pair in zip(self._index.measures, self._index.facets, strict=True)]
        return {key: Postings(values[key] for values in own) for key in (own[0] if own else ())}

    @cached_property
    def _all_counts(self) -> Mapping[str, Mapping[str, int]]:
        return self._counted(np.arange(len(self._index.measures)))

    def passing(self, filters: Mapping[str, Sequence[str]]) -> Rows:
        """Return the positions of the measures that `fits` lets pass, ascending."""
        passing = np.arange(len(self._index.measures))
        for key, wanted in filters.items() if len(passing) else ():
            if key != WHERE:
                having = united([self._having(key, value) for value in wanted])
                passing = passing[is_in(passing, having)]
        return passing

    def outside(self, filters: Mapping[str, Sequence[str]]) -> Rows:
        """Return the positions of the documents whose text outside of measures passes, ascending."""
        places = self._index.document_places
        wanted = {fold(value) for value in filters.get("document", ())} if filters.keys() == {"document"} else set()
        return np.array([place for id, place in places.items() if fold(id) in wanted] if wanted else [], dtype=np.int64)

    def counts(self, allowed: Rows | None) -> Mapping[str, Mapping[str, int]]:
        """Return what the function `counts` does for the `allowed` measures, all of them if None."""
        if allowed is None or len(allowed) == len(self._index.measures):
            return self._all_counts
        if len(allowed) <= _FEW:
            return counts((self._index.measures[place], self._index.facets[place]) for place in allowed)
        return self._counted(allowed)

    def _counted(self, allowed: Rows) -> dict[str, dict[str, int]]:
        return {key: postings.counts(allowed) for key, postings in self._postings.items()}

    def _having(self, key: str, value: str) -> Rows:
        if key == "legal":
            cited = paragraphs(value) or paragraphs(f"§ {value}")
            return self._postings[key].where(lambda own: any(cites((own,), each) for each in cited))
        return self._postings[key].like(value)


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
