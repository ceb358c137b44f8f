"""Whether a measure is where a client wants it."""

import re
from collections.abc import Sequence
from functools import cache

from corpus.document import SourceSpan
from corpus.measure import Measure
from corpus.reference.place import shipped_places
from corpus.text.cleaning import align
from corpus.text.folding import fold
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
    named = not elsewhere and _is_named(criterion, measure, there=there)
    own = (organisation_span(measure, index) or _state_span(measure, index)) if named or elsewhere else None
    if own is None:
        return Judgement(criterion.id, "unstated")
    return Judgement(criterion.id, "met" if named else "against", own)


def _is_named(criterion: Criterion, measure: Measure, *, there: bool) -> bool:
    """Whether the Land is meant, or the organisation is named after the place: Mainz-Bingen after Bingen."""
    if there and measure.state in criterion.names:
        return True
    organisation = fold(measure.organisation or "")
    if there and any(fold(name) in organisation for name in criterion.names):
        return True
    return re.search(rf"(?<!\w){re.escape(fold(criterion.words))}(?![\w-])", organisation) is not None


def _state_span(measure: Measure, index: Index) -> SourceSpan | None:
    """Return where an entry without an organisation names its Land."""
    names = _names_of(measure.state) if measure.state and not measure.organisation else ()
    for section in measure.sections if names else ():
        for start, end in section.spans:
            if found := re.search(rf"\b(?:{'|'.join(names)})\b", index.documents[measure.document].text[start:end]):
                quote = index.documents[measure.document].quote(start + found.start(), start + found.end())
                return SourceSpan(section.field, quote.text, quote.start, quote.end)
    return None


@cache
def _names_of(state: str) -> tuple[str, ...]:
    """How a Land is written, as alternatives of a regular expression; short forms only in capitals."""
    aliases = (alias for place in shipped_places() if place.name == state for alias in place.aliases)
    return tuple(re.escape(name) for name in (state, *(each for each in aliases if each.isupper() and len(each) > 2)))


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
