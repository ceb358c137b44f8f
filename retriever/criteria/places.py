"""Whether a measure is where a client wants it."""

from corpus.document import SourceSpan
from corpus.measure import Measure
from corpus.text.cleaning import align
from index.store import Index
from retriever.criteria.criterion import Criterion, Judgement


def judge_place(criterion: Criterion, index: Index, place: int) -> Judgement:
    """Return the verdict on a wish for a place: against only where the measure is of another Land."""
    measure, facets = index.measures[place], index.facets[place]
    names, state = criterion.names, criterion.state
    own = organisation_span(measure, index)
    if state and names == (state,):
        there, elsewhere = state in facets.states, bool(measure.state) and state not in facets.states
    else:
        there = bool(set(names) & set(facets.places))
        elsewhere = not there and bool(state and measure.state) and state not in facets.states
    named = there and own and (measure.state in names or any(name in (measure.organisation or "") for name in names))
    if own and named:
        return Judgement(criterion.id, "met", own)
    return Judgement(criterion.id, "against", own) if own and elsewhere else Judgement(criterion.id, "unstated")


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
