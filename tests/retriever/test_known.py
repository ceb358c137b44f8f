"""Known questions and needs by measure and chunk: only what has any is looked at, and counts as if all were."""

from dataclasses import replace

import numpy as np
import pytest

from index.encoders.encoder import Encoder
from index.known_needs import KnownNeeds
from index.known_questions import KnownQuestions
from index.scored_rows import ScoredRows
from index.store import Index
from retriever.known import KnownParts
from retriever.query import Question
from retriever.retriever import Retriever
from retriever.weights import Weights

SEVERAL = 5


def only(index: Index, measures: int) -> Index:
    """An index in which questions and needs are known of the first measures alone."""
    sentences = index.sentences.sentences
    kept = {measure.id for measure in index.measures[:measures]}

    def those(known: KnownQuestions) -> KnownQuestions:
        inside = np.array([sentences[row].measure in kept for row in known.rows.tolist()])
        texts = tuple(text for text, kept in zip(known.texts, inside.tolist(), strict=True) if kept)
        return KnownQuestions(texts, known.vectors[inside], known.rows[inside])

    needs = KnownNeeds.of_texts(those(index.known_needs.said), index.analyser)
    return replace(index, known_questions=those(index.known_questions), known_needs=needs)


def z_scores(values: list[float]) -> list[float]:
    found: list[float] = ScoredRows.whole(np.array(values, dtype=np.float32)).standardised().scores.tolist()
    return found


def among(values: list[float], first: int) -> list[float]:
    """Standard scores among the first, 0 for the others."""
    return [*z_scores(values[:first]), *[0.0] * (len(values) - first)]


@pytest.mark.parametrize("measures", [36, 3])
def test_the_likest_of_each_measure_and_chunk_count(index: Index, retriever: Retriever, measures: int) -> None:
    """As if all sentences, and all needs, were gone through one by one."""
    part, encoder = only(index, measures), retriever.encoder
    read = retriever.read(Question("Alleinerziehende mit Schulden"))
    vector = encoder.encode_questions([read.text])[0]
    weights = Weights(known=1, needs=2, need_words=3, known_chunk=4, need_chunk=5, several_known=SEVERAL)
    (asked, served, said), (answering, serving) = KnownParts(part, weights).of(read, vector)
    assert [weight for weight, _ in (asked, served, said, answering, serving)] == [1, 2 * 0.75, 3 * 0.75, 4, 5]

    sentences, needs = part.sentences.sentences, part.known_needs.said
    each = part.known_questions.likeness(vector, np.arange(len(sentences)))
    likest = [
        float(np.mean(sorted(each[part.sentences.rows_by_owner[measure.id]])[-SEVERAL:])) for measure in part.measures
    ]
    assert asked[1].dense() == pytest.approx(among(likest, measures), abs=1e-4)

    owners, like = [sentences[row].measure for row in needs.rows.tolist()], needs.vectors @ vector
    words = part.known_needs.words
    assert words is not None
    for found, scores in ((served, like), (said, words.scores(read.local))):
        own = [
            [score for owner, score in zip(owners, scores.tolist(), strict=True) if owner == m.id]
            for m in part.measures
        ]
        means = [float(np.mean(sorted(those)[-SEVERAL:])) if those else 0.0 for those in own]
        assert found[1].dense() == pytest.approx(among(means, measures), abs=1e-4)

    known, inside = [0.0] * len(part.chunks), [0.0] * len(part.chunks)
    rows = {
        (chunk.document, place): row for row, chunk in enumerate(part.chunks) for place in range(chunk.start, chunk.end)
    }
    for row, score in enumerate(each.tolist()):
        if (chunk := rows.get((sentences[row].document, sentences[row].start))) is not None:
            known[chunk] = max(known[chunk], score)
    told: dict[int, float] = {}
    for row, score in zip(needs.rows.tolist(), like.tolist(), strict=True):
        if (chunk := rows.get((sentences[row].document, sentences[row].start))) is not None:
            told[chunk] = max(told.get(chunk, -1.0), score)
    for chunk, score in told.items():
        inside[chunk] = score
    assert answering[1].dense() == pytest.approx(z_scores(known), abs=1e-4)
    assert serving[1].dense() == pytest.approx(z_scores(inside), abs=1e-4)
    assert len(asked[1].rows) == measures
    assert KnownParts(part, weights).unserved == 1 - len({*owners} - {None}) / 36
    assert KnownParts(part, replace(weights, needs=0)).unserved == 1


def test_what_is_known_of_none_counts_nothing(index: Index, encoder: Encoder, retriever: Retriever) -> None:
    read = retriever.read(Question("Schulden"))
    of_measures, of_chunks = KnownParts(only(index, 0), Weights()).of(read, encoder.encode_questions(["Schulden"])[0])
    assert len(of_measures) == len(of_chunks) == 2
    assert all(not part.dense().any() for _, part in (*of_measures, *of_chunks))
