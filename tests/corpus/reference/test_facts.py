"""Facts that are asked of measures, and which of them the shipped measures state."""

from collections import Counter

from corpus.collection import Corpus
from corpus.reference.facts import fact_questions, stated_facts


def test_each_fact_is_asked_for_in_sixteen_ways() -> None:
    """None twice, whatever the case."""
    counts = Counter(fact for fact, _ in fact_questions())
    assert len(counts) == 106
    assert set(counts.values()) == {16}
    assert len({text.casefold() for _, text in fact_questions()}) == 1696


def test_every_measure_was_read_for_them() -> None:
    """Each states some, names no other facts, and states none both in whole and in part."""
    asked = {fact for fact, _ in fact_questions()}
    count = 0
    for parsed in Corpus.shipped().parsed:
        known = stated_facts(parsed.document.text)
        assert set(known) == {measure.start for measure in parsed.measures}
        for each in known.values():
            assert each.whole
            assert each.whole | each.partly <= asked
            assert not each.whole & each.partly
            count += 1
    assert count == 36


def test_of_other_documents_nothing_is_known() -> None:
    """They were read of the shipped ones, word by word."""
    assert stated_facts(Corpus.shipped().documents[0].text + " ") == {}
