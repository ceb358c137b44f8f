"""Sentences: exact in their spans, each of one measure or of none."""

from pathlib import Path

import numpy as np
import pytest

from corpus.text.answer_types import type_bits
from corpus.text.cleaning import clean
from index.lexical import BM25Index
from index.sentences import Sentence, SentenceIndex
from index.store import Index

JUMITA = "jumita-junge-muetter-in-teilzeit"


def test_every_sentence_is_a_span_of_its_source(index: Index) -> None:
    """And lies within its measure."""
    found = index.sentences.sentences
    assert len(found) > 1_500
    for sentence in found:
        assert clean(index.documents[sentence.document].text[sentence.start : sentence.end]) == sentence.text
        if sentence.measure:
            measure = index.measures[index.measure_places[sentence.measure]]
            assert measure.start <= sentence.start < sentence.end <= measure.end


def test_every_measure_and_document_has_sentences(index: Index) -> None:
    """All 36 measures, and the five documents outside of them."""
    rows = index.sentences.rows_by_owner
    assert set(rows) == {*index.measure_places, *index.documents}
    assert sum(map(len, rows.values())) == len(index.sentences.sentences)


def test_what_a_sentence_holds_is_known(index: Index) -> None:
    """The budget of JUMITA is an amount."""
    sentences, (amount,) = index.sentences, type_bits(["amount"])
    own = sentences.rows_by_owner[JUMITA]
    found = [sentences.sentences[row].text for row in own if sentences.types[row] & amount]
    assert "117.335,04 € für 11 Monate und 16 Teilnehmerinnen" in found


def test_what_is_saved_is_what_is_loaded(tmp_path: Path) -> None:
    """Records, vectors, words and kinds of value."""
    sentence = Sentence("d", None, "text", "Text", 0, 15, "Es kostet 20 €.")
    vectors = np.array([[0.6, 0.8]], dtype=np.float32)
    saved = SentenceIndex.from_sentences([sentence], vectors, [["kostet", "20"]])
    saved.save(tmp_path)
    loaded = SentenceIndex.load(tmp_path)
    assert loaded.sentences == (sentence,)
    assert loaded.vectors.tolist() == vectors.tolist()
    assert loaded.types.tolist() == saved.types.tolist()
    assert loaded.words.rows_with("kostet").tolist() == [0]


def test_a_term_that_few_texts_have_tells_more() -> None:
    """As does one that none has, which a question may ask for."""
    words = BM25Index.from_terms([["a", "b"], ["a"], ["a"]], k1=1.2, b=0.6)
    assert words.idf_of(0) > words.idf("b") > words.idf("a")
    assert words.rows_with("a").tolist() == [0, 1, 2]
    assert words.rows_with("c").tolist() == []


@pytest.mark.parametrize("name", ["sentence_vectors.npy", "sentence_types.npy"])
def test_a_file_of_something_else_is_refused(tmp_path: Path, name: str) -> None:
    """Nothing is unpickled."""
    sentence = Sentence("d", None, "text", "Text", 0, 4, "Text")
    SentenceIndex.from_sentences([sentence], np.ones((1, 2), dtype=np.float32), [["text"]]).save(tmp_path)
    np.save(tmp_path / name, np.array([{}], dtype=object), allow_pickle=True)
    with pytest.raises(ValueError, match="Python objects"):
        SentenceIndex.load(tmp_path)
