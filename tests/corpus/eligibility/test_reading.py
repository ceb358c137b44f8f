"""Limits of eligibility, read off the measures and stored in the index."""

from corpus.document import SourceSpan
from corpus.eligibility.limits import Limit, Limits
from corpus.eligibility.reading import read_limits
from index.store import Index


def test_kept_as_they_were_read(index: Index) -> None:
    """The stored limits equal those read off the text, for each of the 36 measures."""
    read = tuple(read_limits(measure, index.documents[measure.document]) for measure in index.measures)
    assert index.limits == read
    assert len(read) == 36


def test_every_kind_of_fact_is_kept(index: Index) -> None:
    """Numbers, names, sets and ranges keep their types."""
    kept = {
        (fact, type(value))
        for each in index.limits
        for limit in (*each.required, *each.excluded)
        for fact, value in limit.any_of
    }
    assert {("ages", tuple), ("profession", frozenset), ("gender", str), ("unemployed_months", int)} <= kept
    assert ("single_parent", bool) in kept


def test_proofs_are_spans(index: Index) -> None:
    """JUMITA is for people up to 30, and the span quotes that."""
    place = index.measure_places["jumita-junge-muetter-in-teilzeit"]
    ages = [limit for limit in index.limits[place].required if limit.any_of == (("ages", (0, 30)),)]
    (proof,) = ages[0].evidence
    document = index.documents[index.measures[place].document]
    assert proof == SourceSpan("target_group", proof.quote, proof.start, proof.end)
    assert document.quote(proof.start, proof.end).text == proof.quote
    assert "bis 30 Jahre" in proof.quote
    assert isinstance(index.limits[place], Limits)
    assert isinstance(ages[0], Limit)
