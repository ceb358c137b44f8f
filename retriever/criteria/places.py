"""Whether a measure is where a client wants it."""

from collections.abc import Sequence

from corpus.document import SourceSpan
from corpus.measure import Measure
from corpus.text.cleaning import align
from index.store import Index
from retriever.criteria.criterion import Criterion, Judgement


def judge_place(criterion: Criterion, index: Index, place: int) -> Judgement:
    """Return the verdict on a wish for a place: against only where the measure is of another Land.

    It is met where the entry's own place says so, or its organisation.
    """
    measure, facets = index.measures[place], index.facets[place]
    names, state = criterion.names, criterion.state
    if state and names == (state,):
        there, elsewhere = state in facets.states, bool(measure.state) and state not in facets.states
    else:
        there = bool(set(names) & set(facets.places))
        elsewhere = not there and bool(state and measure.state) and state not in facets.states
    if there and (said := _place_span(names, measure, index)):
        return Judgement(criterion.id, "met", said)
    named = there and (measure.state in names or any(name in (measure.organisation or "") for name in names))
    own = organisation_span(measure, index) if named or elsewhere else None
    if own is None:
        return Judgement(criterion.id, "unstated")
    return Judgement(criterion.id, "met" if named else "against", own)


def _place_span(names: Sequence[str], measure: Measure, index: Index) -> SourceSpan | None:
    """Return what stands under the label of a place and names one of these."""
    section = measure.section("place")
    for span in section.spans if section else ():
        found = index.documents[measure.document].quote(*span)
        if any(name in found.text for name in names):
            return SourceSpan("place", found.text, found.start, found.end)
    return None


def organisation_span(measure: Measure, index: Index) -> SourceSpan | None:
    """Return where an entry names its organisation."""
    if not measure.organisation:
        return None
    aligned = align(index.documents[measure.document].text[measure.start : measure.end])
    start = aligned.text.find(measure.organisation)
    if start < 0:
        return None
    first, last = aligned.span(start, start + len(measure.organisation))
    found = index.documents[measure.document].quote(measure.start + first, measure.start + last)
    return SourceSpan("organisation", found.text, found.start, found.end)
