"""Scores of measures and chunks."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.reference.places import Places
from index.encoders.encoder import Encoder
from index.scored_rows import ScoredRows
from index.store import Index
from retriever.grouping import Grouping, best_means
from retriever.query import Question
from retriever.ranking import Ranker, Scores, cites
from retriever.understanding import Interpreter
from retriever.weights import Weights

CITED = [
    (("§ 45 SGB III",), "§ 45 SGB III", True),
    (("§ 45 SGB III",), "§ 45", True),
    (("§ 16e SGB II",), "§ 16e", True),
    (("§ 16e SGB II",), "§ 16", False),
    (("§ 16 SGB II",), "§ 16 SGB III", False),
    (("§ 16 SGB III",), "§ 16 SGB II", False),
    (("§ 45 SGB III",), "§ 4", False),
    ((), "§ 45 SGB III", False),
]


@pytest.mark.parametrize(("paragraphs", "wanted", "expected"), CITED)
def test_a_paragraph_is_cited_whole(paragraphs: tuple[str, ...], wanted: str, expected: bool) -> None:
    """A paragraph without a law matches any law; § 16 isn't § 16e, and SGB II isn't SGB III."""
    assert cites(paragraphs, wanted) is expected


def scored(index: Index, encoder: Encoder, text: str, weights: Weights | None = None) -> Scores:
    """The scores for a question."""
    chosen = weights or Weights()
    return Ranker(index, encoder, chosen).score(Interpreter(index, Places.shipped(), chosen).read(Question(text)))


def best(index: Index, scores: Scores, count: int) -> list[str]:
    """Ids of the best measures."""
    return [index.measures[place].id for place in scores.measures.ranked(count)]


def test_there_is_a_score_for_every_measure_and_chunk(index: Index, encoder: Encoder) -> None:
    """Scores are finite float32 arrays in index order."""
    scores = scored(index, encoder, "Alleinerziehende")
    every = [each.dense() for each in (scores.measures, scores.chunks, scores.cosine, scores.lexical)]
    assert [len(values) for values in every] == [36, *[len(index.chunks)] * 3]
    assert scores.vector.shape == (encoder.dimension,)
    for values in every:
        assert np.isfinite(values).all()
        assert values.dtype == np.float32


def test_a_question_without_words_or_meaning_prefers_nothing(index: Index, encoder: Encoder) -> None:
    """All measures score the same."""
    scores = scored(index, encoder, "?!")
    assert scores.measures.dense().tolist() == [0.0] * 36
    assert not scores.lexical.dense().any()


def test_cosines_are_those_of_the_vectors(index: Index, encoder: Encoder) -> None:
    """The first chunk's cosine equals the encoder's own inner product."""
    chunk = index.chunks[0]
    scores = scored(index, encoder, "Zielgruppen")
    expected = encoder.encode_passages([chunk.embedded])[0] @ encoder.encode_questions(["Zielgruppen"])[0]
    assert scores.cosine.dense()[0] == pytest.approx(float(expected), abs=1e-5)


@pytest.mark.parametrize("weights", [Weights(vectors=0.0), Weights(words=0.0), Weights(needs=0.0)])
def test_a_part_that_weighs_nothing_is_left_out(index: Index, encoder: Encoder, weights: Weights) -> None:
    """Scores change when a part's weight is set to 0, so that its effect can be measured."""
    full = scored(index, encoder, "Alleinerziehende mit Kindern")
    without = scored(index, encoder, "Alleinerziehende mit Kindern", weights)
    assert not np.allclose(full.measures.dense(), without.measures.dense())


def test_the_core_of_measures_counts_where_no_need_is_known(index: Index, encoder: Encoder) -> None:
    """Here needs are known of each, so it counts only where they don't."""
    question = "Alleinerziehende mit Kindern"
    known = [scored(index, encoder, question, Weights(core=core)).measures for core in (0.0, 0.5)]
    unknown = [scored(index, encoder, question, Weights(core=core, needs=0.0)).measures for core in (0.0, 0.5)]
    assert known[0].dense().tolist() == known[1].dense().tolist()
    assert not np.allclose(unknown[0].dense(), unknown[1].dense())


def test_the_passage_that_is_known_to_answer_gains_most(index: Index, encoder: Encoder) -> None:
    """Asked in the words of a known question, which the passage itself need not hold."""
    known, chunks = index.known_questions, index.chunks
    for place in range(0, len(known.texts), 2_000):
        sentence, text = index.sentences.sentences[known.rows[place]], known.texts[place]
        plain = scored(index, encoder, text, Weights(known_chunk=0)).chunks.dense()
        gained = scored(index, encoder, text).chunks.dense() - plain
        told = chunks[int(gained.argmax())]
        assert (told.document, told.start <= sentence.start < told.end) == (sentence.document, True), text


def test_what_is_known_to_serve_a_need_gains_most(index: Index, encoder: Encoder) -> None:
    """Said in the words of a known need: its measure, or a like one, and the passage that proves it."""
    known, chunks = index.known_needs.said, index.chunks
    without = Weights(needs=0, need_words=0, need_chunk=0)
    for place in range(0, len(known.texts), 1_000):
        sentence, text = index.sentences.sentences[known.rows[place]], known.texts[place]
        now, before = scored(index, encoder, text), scored(index, encoder, text, without)
        told = chunks[int((now.chunks.dense() - before.chunks.dense()).argmax())]
        gaining = np.argsort(before.measures.dense() - now.measures.dense())[:3]
        assert sentence.measure in [index.measures[each].id for each in gaining], text
        assert (told.document, told.start <= sentence.start < told.end) == (sentence.document, True), text


def test_the_bonus_of_a_name_is_added_once(index: Index, encoder: Encoder) -> None:
    """A named measure gains exactly the weight for names."""
    place = index.measure_places["aktiva-aktive-bewaeltigung"]
    plain = scored(index, encoder, "AktivA", Weights(name=0.0)).measures.dense()
    named = scored(index, encoder, "AktivA", Weights(name=8.0)).measures.dense()
    gained = named - plain
    assert gained[place] == pytest.approx(8.0, abs=1e-4)
    assert np.delete(gained, place).tolist() == [0.0] * 35


def test_the_bonus_of_a_place_goes_to_its_measures(index: Index, encoder: Encoder) -> None:
    """A state boosts the measures of its offices, a town the measures that mention it."""
    plain = scored(index, encoder, "Was gibt es in Brandenburg?", Weights(place=0.0)).measures.dense()
    placed = scored(index, encoder, "Was gibt es in Brandenburg?", Weights(place=6.0)).measures.dense()
    gained = {index.measures[place].id for place in np.flatnonzero(placed - plain > 5)}
    assert gained == {"stabilisierung-und-orientierung", "teilzeit-aktiv", "amiga-arbeitsfoerderung"}


def test_the_bonus_of_a_paragraph_goes_to_those_that_cite_it(index: Index, encoder: Encoder) -> None:
    """Two entries cite § 46 SGB III."""
    plain = scored(index, encoder, "§ 46 SGB III", Weights(paragraph=0.0)).measures.dense()
    legal = scored(index, encoder, "§ 46 SGB III", Weights(paragraph=3.0)).measures.dense()
    gained = {index.measures[place].id for place in np.flatnonzero(legal - plain > 2)}
    assert gained == {m.id for m, f in zip(index.measures, index.facets, strict=True) if "§ 46 SGB III" in f.paragraphs}
    assert len(gained) == 2


def test_the_field_asked_for_lifts_its_chunks(index: Index, encoder: Encoder) -> None:
    """The first field gains most, further fields gradually less, other chunks nothing."""
    plain = scored(index, encoder, "Was kostet das?", Weights(field_bonus=0.0, contact=0.0)).chunks.dense()
    wished = scored(index, encoder, "Was kostet das?", Weights(field_bonus=2.0, contact=0.0)).chunks.dense()
    lifts = {
        field: {
            round(float(lift), 2)
            for lift, chunk in zip(wished - plain, index.chunks, strict=True)
            if chunk.field == field
        }
        for field in ("budget", "resources", "financing", "description")
    }
    assert lifts == {"budget": {2.0}, "resources": {1.6}, "financing": {1.33}, "description": {0.0}}


def test_contact_lines_fall_back_unless_they_are_asked_for(index: Index, encoder: Encoder) -> None:
    """Contact lines name places and offices, so they would otherwise look like answers."""
    asked = ("Wer ist Ansprechpartner?", 2.5), ("Wer ist Ansprechpartner in Göttingen?", 2.5 * 1.75)
    for text, expected in (("Göttingen Ausbildung", -2.0), *asked):
        plain = scored(index, encoder, text, Weights(contact=0.0, field_bonus=0.0)).chunks.dense()
        weighed = scored(index, encoder, text, Weights(contact=-2.0, field_bonus=2.5)).chunks.dense()
        changes = [float(c) for c, k in zip(weighed - plain, index.chunks, strict=True) if k.field == "contact"]
        assert changes == pytest.approx([expected] * len(changes), abs=1e-4)


def test_the_best_measure_is_about_what_is_asked(index: Index, encoder: Encoder) -> None:
    """Unambiguous questions in both languages find their measure."""
    for text, expected in (
        ("Teilzeitausbildung für junge Mütter", "jumita-junge-muetter-in-teilzeit"),
        ("apprenticeship for young mothers", "jumita-junge-muetter-in-teilzeit"),
        ("Selbstständige im Leistungsbezug beraten", "business-zentrum-selbststaendige-bzs"),
        ("Ärzte und Ingenieure", "projekt-verbesserung"),
    ):
        assert best(index, scored(index, encoder, text), 1) == [expected], text


def test_the_field_of_a_named_measure_counts_more(index: Index, encoder: Encoder) -> None:
    """Once the measure is clear, only the field matters: budget before the terse legal basis."""
    changes = []
    for factor in (1.0, 2.0):
        weights = Weights(field_bonus=2.0, field_of_named=factor)
        changes.append(scored(index, encoder, "What does BAHN FREI cost?", weights).chunks.dense())
    row = next(row for row, chunk in enumerate(index.chunks) if chunk.field == "budget")
    assert float(changes[1][row] - changes[0][row]) == pytest.approx(2.0, abs=1e-4)


def floats(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """A float32 array of scores."""
    return np.array(values, dtype=np.float32)


def z(*values: float) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    """Standard scores of a few values."""
    return ScoredRows.whole(floats(*values)).standardised().scores


def test_standard_scores_have_mean_0_and_deviation_1() -> None:
    """The outer two of 1, 2, 3 become plus and minus the square root of 3/2."""
    assert z(1, 2, 3) == pytest.approx([-(1.5**0.5), 0.0, 1.5**0.5])


def test_standard_scores_ignore_scale_and_origin() -> None:
    """Cosines and BM25 scores become comparable."""
    assert z(110, 120, 150) == pytest.approx(z(1.1, 1.2, 1.5), abs=1e-4)


@pytest.mark.parametrize("scores", [(), (7.0,), (3.0, 3.0, 3.0)])
def test_scores_that_tell_nothing_apart_become_zeros(scores: tuple[float, ...]) -> None:
    """Equal scores don't divide by zero and favour nothing."""
    assert z(*scores).tolist() == [0.0] * len(scores)


def test_the_best_chunks_of_each_measure_are_averaged() -> None:
    """Chunks outside measures (-1) are ignored; a measure without chunks scores 0."""
    grouping = Grouping([1, 0, -1, 0, 3, 0], 4)
    scores = floats(5, 1, 100, 3, -2, 2)
    assert grouping.best_mean(ScoredRows.whole(scores), 1).dense().tolist() == [3, 5, 0, -2]
    assert grouping.best_mean(ScoredRows.whole(scores), 2).dense().tolist() == [2.5, 5, 0, -2]
    assert grouping.best_mean(ScoredRows.whole(scores), 9).dense().tolist() == [2, 5, 0, -2]


def test_scores_are_sorted_within_groups_to_the_last_bit() -> None:
    """Also negative ones and zeros, beside those of neighbouring groups."""
    drawn = np.random.default_rng(0).normal(size=500).astype(np.float32)
    scores = np.concatenate((drawn, floats(0, -0.0, 1e-30, -1e-30, 3e38, -3e38)))
    sizes = np.array([1, 4, 200, 301])
    groups = np.split(scores, np.cumsum(sizes)[:-1])
    expected = [np.sort(group)[::-1][:3].sum() / min(len(group), 3) for group in groups]
    assert best_means(scores, sizes, 3).tolist() == pytest.approx(expected, rel=1e-6)
    assert best_means(scores, sizes, 1).tolist() == [group.max() for group in groups]


def test_owners_are_kept_in_the_order_of_the_chunks() -> None:
    """Callers look up a chunk's measure by row."""
    assert Grouping([1, -1, 0], 2).owners.tolist() == [1, -1, 0]


def test_a_corpus_without_measures_has_nothing_to_average() -> None:
    """There may be only chunks outside measures, or no chunks at all."""
    assert Grouping([-1, -1], 0).best_mean(ScoredRows.whole(floats(1, 2)), 3).dense().tolist() == []
    assert Grouping([], 0).best_mean(ScoredRows.whole(floats()), 3).dense().tolist() == []
    assert Grouping([-1, -1], 2).best_mean(ScoredRows.whole(floats(1, 2)), 3).dense().tolist() == [0, 0]


@settings(derandomize=True, max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(-1, 4), st.integers(-50, 50)), max_size=30), st.integers(1, 6))
def test_the_average_is_that_of_a_plain_loop(chunks: list[tuple[int, int]], count: int) -> None:
    """The vectorised mean equals sorting each measure's scores in a loop."""
    owners = [owner for owner, _ in chunks]
    scores = floats(*(score for _, score in chunks))
    best = [sorted((s for o, s in chunks if o == group), reverse=True)[:count] for group in range(5)]
    expected = [sum(kept) / len(kept) if kept else 0.0 for kept in best]
    assert Grouping(owners, 5).best_mean(ScoredRows.whole(scores), count).dense() == pytest.approx(expected, rel=1e-5)
