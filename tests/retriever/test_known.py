"""Known questions by measure and chunk: what is looked at is what has any, what counts is the same."""

from dataclasses import replace

import numpy as np
import pytest

from index.encoders.encoder import Encoder
from index.known_questions import KnownQuestions
from index.store import Index
from retriever.known import KnownAnswers


def only(index: Index, measures: int) -> KnownQuestions:
    """The known questions of the first measures alone."""
    known, sentences = index.known_questions, index.sentences.sentences
    kept = {measure.id for measure in index.measures[:measures]}
    inside = np.array([sentences[row].measure in kept for row in known.rows.tolist()])
    texts = tuple(text for text, kept in zip(known.texts, inside.tolist(), strict=True) if kept)
    return KnownQuestions(texts, known.vectors[inside], known.rows[inside])


@pytest.mark.parametrize("measures", [36, 3])
def test_the_likest_sentences_of_each_measure_and_chunk_count(index: Index, encoder: Encoder, measures: int) -> None:
    """As if all sentences were gone through one by one."""
    part = replace(index, known_questions=only(index, measures))
    vector = encoder.encode_questions(["Wie lange dauert das?"])[0]
    found = KnownAnswers(part, 5).likeness(vector)
    sentences = part.sentences.sentences
    each = part.known_questions.likeness(vector, np.arange(len(sentences)))
    for place, measure in enumerate(part.measures):
        own = sorted((each[row] for row in part.sentences.rows_by_owner[measure.id]), reverse=True)[:5]
        assert found.measures.of(place) == pytest.approx(np.mean(own), abs=1e-6)
    for row in range(0, len(part.chunks), 25):
        chunk = part.chunks[row]
        inside = [
            each[place]
            for place, sentence in enumerate(sentences)
            if sentence.document == chunk.document and chunk.start <= sentence.start < chunk.end
        ]
        assert found.chunks.of(row) == pytest.approx(max(inside, default=0), abs=1e-6)
    assert len(found.measures.rows) == measures


def test_no_known_questions_are_like_nothing(index: Index, encoder: Encoder) -> None:
    found = KnownAnswers(replace(index, known_questions=only(index, 0)), 5).likeness(
        encoder.encode_questions(["Was?"])[0]
    )
    assert found.measures.dense().max() == found.chunks.dense().max() == 0
    assert found.chunks.standardised().dense().max() == 0
