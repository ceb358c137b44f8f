"""Reasons why a measure fits, quoted from its text."""

from itertools import pairwise

import numpy as np
import pytest

from corpus.document import SourceSpan
from corpus.text.cleaning import clean
from index.encoders.encoder import Encoder
from index.store import Index
from retriever.reasons import Reasons


@pytest.fixture(scope="module")
def reasons(index: Index, encoder: Encoder) -> Reasons:
    """Reasons over the shipped corpus."""
    return Reasons(index, encoder)


def rows(index: Index, measure: str, *fields: str) -> list[int]:
    """Rows of a measure's chunks, optionally only of some fields."""
    return [
        row
        for row, chunk in enumerate(index.chunks)
        if chunk.measure == measure and (not fields or chunk.field in fields)
    ]


def by_words(
    reasons: Reasons, encoder: Encoder, among: list[int], terms: dict[str, float], *wished: str, count: int = 2
) -> tuple[SourceSpan, ...]:
    """Reasons by words alone: to a zero vector, all sentences are equally near."""
    return reasons.best(among, np.zeros(encoder.dimension, dtype=np.float32), terms, wished, count)


def test_every_sentence_of_the_corpus_is_a_span_of_it(index: Index, encoder: Encoder, reasons: Reasons) -> None:
    """Every quotable sentence reproduces from its document, lies in its chunk and isn't empty."""
    for row, chunk in enumerate(index.chunks):
        quotes = by_words(reasons, encoder, [row], {}, chunk.field, count=99)
        assert quotes, chunk.id
        for evidence in quotes:
            assert chunk.start <= evidence.start < evidence.end <= chunk.end
            assert clean(index.documents[chunk.document].text[evidence.start : evidence.end]) == evidence.quote != ""
            assert evidence.field == chunk.field


def test_sentences_of_one_chunk_do_not_overlap(index: Index, encoder: Encoder, reasons: Reasons) -> None:
    """No word belongs to two sentences."""
    for row in range(len(index.chunks)):
        wished = index.chunks[row].field
        spans = sorted((each.start, each.end) for each in by_words(reasons, encoder, [row], {}, wished, count=99))
        assert all(left[1] <= right[0] for left, right in pairwise(spans))


def test_the_sentence_with_the_words_of_the_question_comes_first(
    index: Index, encoder: Encoder, reasons: Reasons
) -> None:
    """Rare words weigh more than frequent ones."""
    among = rows(index, "aqtiv-center-an-2-standorten", "description")
    terms = dict.fromkeys(index.analyser.terms("Kinderbetreuung"), 1.0)
    assert by_words(reasons, encoder, among, terms, count=1)[0].quote == "• Kinderbetreuung für Schulkinder ab 6 Jahren"


def test_the_field_asked_for_goes_before_others(index: Index, encoder: Encoder, reasons: Reasons) -> None:
    """Asking for costs quotes the budget, then the legal basis, even if other sentences share more words."""
    among = rows(index, "bahn-frei-in-100-tagen-zum-ziel")
    found = [evidence.field for evidence in by_words(reasons, encoder, among, {}, "budget", "legal_basis", count=9)]
    assert found[: found.count("budget") + 1] == ["budget"] * found.count("budget") + ["legal_basis"]
    assert found.count("budget") > 0


def test_the_target_group_goes_before_the_rest(index: Index, encoder: Encoder, reasons: Reasons) -> None:
    """The target group is the strongest reason, contact lines the weakest."""
    among = rows(index, "jumita-junge-muetter-in-teilzeit")
    assert by_words(reasons, encoder, among, {}, count=1)[0].field == "target_group"
    terms = dict.fromkeys(index.analyser.terms("Göttingen Landkreis Jobcenter Mütter Ausbildung"), 1.0)
    assert by_words(reasons, encoder, among, terms, count=200)[-1].field != "target_group"


def test_a_second_quote_must_prove_something(index: Index, encoder: Encoder, reasons: Reasons) -> None:
    """An unrelated second quote is dropped."""
    among = rows(index, "teilzeit-aktiv", "target_group")
    assert len(by_words(reasons, encoder, among, {}, count=3)) == 1


def test_no_more_reasons_than_asked_for(index: Index, encoder: Encoder, reasons: Reasons) -> None:
    """The count is an upper bound; without chunks there are no reasons."""
    among = rows(index, "teilzeit-aktiv")
    found = [len(by_words(reasons, encoder, among, {}, "description", count=count)) for count in (0, 1, 3)]
    assert found == [0, 1, 3]
    assert by_words(reasons, encoder, [], {}) == ()
