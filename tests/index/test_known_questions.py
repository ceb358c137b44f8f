"""Known questions in an index: a sentence is as like a question as the likest of its own."""

from pathlib import Path

import numpy as np
import pytest

from index.encoders.encoder import Encoder
from index.known_questions import KnownQuestions
from index.restriction import restricted
from index.store import Index


def by_hand() -> KnownQuestions:
    """Two questions of row 0, one of row 2."""
    vectors = np.array([[1, 0], [0.6, 0.8], [-1, 0]], dtype=np.float32)
    return KnownQuestions(("Wann?", "Wie lange?", "Wo?"), vectors, np.array([0, 0, 2]))


@pytest.mark.parametrize(
    ("vector", "likeness"), [([1, 0], [1, 0, 0, 0]), ([0, 1], [0.8, 0, 0, 0]), ([-1, 0], [0, 0, 1, 0])]
)
def test_the_likest_question_of_each_sentence_counts(vector: list[float], likeness: list[float]) -> None:
    """Unlike ones and sentences without a question have 0."""
    assert by_hand().likeness(np.array(vector, dtype=np.float32), np.arange(4)) == pytest.approx(likeness, abs=1e-6)


def test_only_those_that_begin_alike_count() -> None:
    """Asked for a time, only "Wann?" counts; where nothing shows what is asked for, all do."""
    vector = np.array([0, 1], dtype=np.float32)
    assert by_hand().answering_rows.tolist() == [0, 2]
    assert by_hand().likest(vector, "date").tolist() == [0, 0]
    assert by_hand().likest(vector, "duration") == pytest.approx([0.8, 0], abs=1e-6)
    assert by_hand().likest(vector, "other") == pytest.approx([0.8, 0], abs=1e-6)


def test_some_rows_are_compared_in_their_order() -> None:
    vector = np.array([-0.6, 0.8], dtype=np.float32)
    assert by_hand().likeness(vector, np.array([3, 2])) == pytest.approx([0, 0.6], abs=1e-6)
    assert by_hand().likeness(vector, np.array([2, 1, 0])) == pytest.approx([0.6, 0, 0.28], abs=1e-6)


def test_without_questions_nothing_is_like() -> None:
    none = KnownQuestions((), np.zeros((0, 2), dtype=np.float32), np.zeros(0, dtype=np.int64))
    assert none.likeness(np.array([1, 0], dtype=np.float32), np.arange(3)).tolist() == [0, 0, 0]
    assert none.likest(np.array([1, 0], dtype=np.float32)).tolist() == []


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    by_hand().save(tmp_path)
    found = KnownQuestions.load(tmp_path)
    assert found.texts == by_hand().texts
    assert found.vectors.tolist() == by_hand().vectors.tolist()
    assert found.rows.tolist() == [0, 0, 2]


def test_those_of_one_writer_can_be_left_out(index: Index, encoder: Encoder) -> None:
    """To measure what is known without the questions that are asked."""
    sentences, documents = index.sentences.sentences, index.documents
    known = [
        KnownQuestions.of_sentences(sentences, documents, encoder, index.known_questions, {hand}) for hand in (1, 2)
    ]
    assert [len(each.rows) for each in known] == [5481, 3857]
    assert sorted(known[0].texts + known[1].texts) == sorted(index.known_questions.texts)


def test_vectors_are_taken_over(index: Index, encoder: Encoder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A restricted index, or the next generation, embeds only new questions."""
    texts: list[str] = []
    encode = encoder.encode_questions
    monkeypatch.setattr(encoder, "encode_questions", lambda asked: texts.extend(asked) or encode(asked))
    found = restricted(index, {document.catalogue for document in index.documents.values()}, encoder)
    assert found is not None
    assert found.known_questions.rows.tolist() == index.known_questions.rows.tolist()
    assert set(texts).isdisjoint(index.known_questions.texts)
