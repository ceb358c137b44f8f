"""Scores of measures and chunks for an interpreted question."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders.encoder import Encoder
from index.store import Index
from index.vectors import FloatArray, VectorIndex
from retriever.criteria.conflicts import conflicting
from retriever.understanding import Understanding
from retriever.weights import Weights


def standardise(scores: FloatArray) -> FloatArray:
    """Return `scores` `(n,)` as z-scores (Montague and Aslam 2001); all zeros if they are all equal."""
    deviation = float(scores.std()) if len(scores) else 0.0
    if deviation < 1e-9:
        return np.zeros_like(scores)
    standardised: FloatArray = (scores - scores.mean()) / np.float32(deviation)
    return standardised


class Grouping:
    """The assignment of chunks to measures, or to documents."""

    def __init__(self, owners: Sequence[int], groups: int) -> None:
        """`owners[i]` is the position of chunk `i`'s group, or -1."""
        self.owners = np.asarray(owners, dtype=np.int64)
        order = np.argsort(self.owners, kind="stable")
        self._order = order[np.searchsorted(self.owners[order], 0) :]
        self._sorted_owners = self.owners[self._order]
        self._groups = groups
        self._starts = np.searchsorted(self._sorted_owners, np.arange(groups))
        self.sizes = np.bincount(self._sorted_owners, minlength=groups)

    def best_mean(self, scores: FloatArray, count: int) -> FloatArray:
        """Return the mean of each group's `count` best chunk scores, `(groups,)`."""
        mine = scores[self._order]
        if count == 1 and len(mine):  # the common case needs no sort
            filled, best = self.sizes > 0, np.zeros(self._groups, dtype=np.float32)
            best[filled] = np.maximum.reduceat(mine, self._starts[filled])
            return best
        ranked = np.lexsort((-mine, self._sorted_owners))
        owners = self._sorted_owners[ranked]
        position = np.arange(len(owners)) - self._starts[owners]
        kept = position < count
        sums = np.bincount(owners[kept], weights=mine[ranked][kept], minlength=self._groups)
        counts = np.bincount(owners[kept], minlength=self._groups)
        return (sums / np.maximum(counts, 1)).astype(np.float32)

    def best_rows(self, group: int, scores: FloatArray, count: int) -> list[int]:
        """Return the rows of the `count` best chunks of a group, best first."""
        start = self._starts[group]
        rows = self._order[start : start + self.sizes[group]]
        best: list[int] = rows[np.argsort(-scores[rows], kind="stable")[:count]].tolist()
        return best


MOST_CANDIDATES = 2_000
_CHECKED_MEASURES = 200
_NEED = 4
"""So many words can say a need; fewer are keywords."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Fused scores, `(measures,)`, `(documents,)` and `(chunks,)`, with the raw parts that confidence is computed from.

    Those of documents are of their text outside of measures.
    `cosine` and `lexical` are the chunk scores before standardising; `vector` is the question's embedding.
    """

    vector: FloatArray
    measures: FloatArray
    documents: FloatArray
    chunks: FloatArray
    cosine: FloatArray
    lexical: FloatArray


class Ranker:
    """Scores the measures, documents and chunks of one index."""

    def __init__(self, index: Index, encoder: Encoder, weights: Weights) -> None:
        self._index = index
        self._encoder = encoder
        self._weights = weights
        places = index.measure_places
        owners = [places[chunk.measure] if chunk.measure else -1 for chunk in index.chunks]
        self.measures = Grouping(owners, len(index.measures))
        outside = [-1 if chunk.measure else index.document_places[chunk.document] for chunk in index.chunks]
        self.documents = Grouping(outside, len(index.documents))
        self._field_rows = _rows_by_field(index)
        sentences = index.sentences.sentences
        self._known = Grouping([places[each.measure] if each.measure else -1 for each in sentences], len(places))
        self._known_chunks = Grouping(_chunks_of_sentences(index), len(index.chunks))
        served = (sentences[row].measure for row in index.known_needs.said.rows)
        self._needs = Grouping([places[measure] if measure else -1 for measure in served], len(places))
        self._unserved = float(np.mean(self._needs.sizes == 0)) if places and weights.needs else 1.0
        self._need_chunks = Grouping(self._known_chunks.owners[index.known_needs.said.rows].tolist(), len(index.chunks))

    def score(self, question: Understanding) -> Scores:
        weights = self._weights
        vector = self._encoder.encode_questions([question.text])[0]
        cosine = _all_scores(self._index.vectors, vector)
        lexical = self._index.words.scores(question.local)
        whole = self._index.document_words.scores(question.local)
        words = weights.words * question.known
        known = self._index.known_questions.likeness(vector, len(self._index.sentences.sentences))
        chunks = weights.vectors * standardise(cosine) + words * standardise(lexical) + self._bonus(question)
        chunks += weights.known_chunk * standardise(self._known_chunks.best_mean(known, 1))
        needs = self._index.known_needs.said.vectors @ vector
        if not question.wished:
            chunks += weights.need_chunk * standardise(self._need_chunks.best_mean(needs, 1))
        documents = self._fused(self.documents, cosine, lexical, whole, words)
        return Scores(vector, self._measures(question, vector, known, needs), documents, chunks, cosine, lexical)

    def _measures(
        self, question: Understanding, vector: FloatArray, known: FloatArray, needs: FloatArray
    ) -> FloatArray:
        """Fused vector and word scores, with bonuses for what the question names and penalties for conflicts.

        `known` and `needs` are how like the question is to those that each sentence answers, and to each known need.
        """
        if not self._index.measures:
            return np.zeros(0, dtype=np.float32)
        weights = self._weights
        completed = self._index.examples.completed(vector, weights.examples)
        cosine = _all_scores(self._index.vectors, completed)
        lexical = self._index.words.scores(question.subject)
        whole = self._index.measure_words.scores(question.subject)
        core = standardise(_all_scores(self._index.measure_vectors, completed))
        total = self._fused(self.measures, cosine, lexical, whole, weights.words) + weights.core * self._unserved * core
        total += weights.known * standardise(self._known.best_mean(known, weights.several_known))
        total += self._served(question, needs)
        for place, bonus in self._named(question):
            total[place] += bonus
        for place in np.argsort(-total, kind="stable")[:_CHECKED_MEASURES]:
            if conflicting(question.client, self._index.limits[place]):
                total[place] -= weights.conflict
        return total

    def _served(self, question: Understanding, needs: FloatArray) -> FloatArray:
        """How like a question is to the needs that each measure is known to serve, by vector and by words.

        They count less for a keyword, which asks for what is written rather than for whom it helps.
        """
        weights, words = self._weights, self._index.known_needs.words
        share = min(len(question.text.split()) / _NEED, 1.0)
        like = share * weights.needs * standardise(self._needs.best_mean(needs, weights.several_needs))
        if words is None:
            return like
        said = self._needs.best_mean(words.scores(question.local), weights.several_needs)
        return like + share * weights.need_words * standardise(said)

    def _fused(
        self, grouping: Grouping, cosine: FloatArray, lexical: FloatArray, whole: FloatArray, words_weight: float
    ) -> FloatArray:
        """Scores of measures or documents by all of their chunks: how near, and how many of the words they say.

        `whole` are the word scores of their whole texts.
        """
        weights = self._weights
        best = standardise(grouping.best_mean(cosine, 1))
        several = standardise(grouping.best_mean(cosine, weights.several_chunks))
        near = weights.best_chunk * best + (1 - weights.best_chunk) * several
        inside = standardise(grouping.best_mean(lexical, 1))
        words = weights.chunk_words * inside + (1 - weights.chunk_words) * standardise(whole)
        fused: FloatArray = (weights.vectors * near + words_weight * words).astype(np.float32)
        return fused

    def _named(self, question: Understanding) -> Sequence[tuple[int, float]]:
        """Bonuses for measures whose name, place or paragraph the question mentions."""
        found = [(place, self._weights.name) for places in question.names.values() for place in places]
        for place, facets in enumerate(self._index.facets if question.places or question.paragraphs else ()):
            if any(_at(mention.names, mention.state, facets.places, facets.states) for mention in question.places):
                found.append((place, self._weights.place))
            if any(cites(facets.paragraphs, paragraph) for paragraph in question.paragraphs):
                found.append((place, self._weights.paragraph))
        return found

    def _bonus(self, question: Understanding) -> FloatArray:
        """A bonus for chunks of the fields asked for, largest for the first; unrequested contact lines drop."""
        bonus = np.zeros(len(self._index.chunks), dtype=np.float32)
        bonus[self._field_rows.get("contact", [])] = self._weights.contact
        most = self._weights.field_bonus * (self._weights.field_of_named if question.pinned else 1.0)
        for rank, field in reversed(list(enumerate(question.fields))):
            bonus[self._field_rows.get(field, [])] = most / (1 + 0.25 * rank)
        return bonus


def cites(paragraphs: Sequence[str], wanted: str) -> bool:
    """Return whether `wanted` is among `paragraphs`; without a law (`§ 16e`) it matches that paragraph of any law."""
    return any(paragraph == wanted or paragraph.startswith(f"{wanted} ") for paragraph in paragraphs)


def _at(names: Sequence[str], state: str | None, places: Sequence[str], states: Sequence[str]) -> bool:
    if state is not None and tuple(names) == (state,):
        return state in states
    return bool(set(names) & set(places))


def _all_scores(index: VectorIndex, vector: FloatArray) -> FloatArray:
    """Inner products with all vectors; vectors beyond the nearest candidates get the last candidate's score."""
    rows, scores = index.search(vector, MOST_CANDIDATES)
    result = np.full(len(index), scores[-1] if len(scores) else 0.0, dtype=np.float32)
    result[rows] = scores
    return result


def _chunks_of_sentences(index: Index) -> list[int]:
    """Return the position of the chunk in which each sentence begins, -1 for those in none."""
    starts: dict[str, list[tuple[int, int]]] = {}
    for row, chunk in enumerate(index.chunks):
        starts.setdefault(chunk.document, []).append((chunk.start, row))
    found = []
    for places in starts.values():
        places.sort()
    for sentence in index.sentences.sentences:
        places = starts.get(sentence.document, [])
        before = bisect_right(places, (sentence.start, len(index.chunks))) - 1
        row = places[before][1] if before >= 0 else -1
        found.append(row if row >= 0 and sentence.start < index.chunks[row].end else -1)
    return found


def _rows_by_field(index: Index) -> dict[str, NDArray[np.int64]]:
    rows: dict[str, list[int]] = {}
    for row, chunk in enumerate(index.chunks):
        rows.setdefault(chunk.field, []).append(row)
    return {field: np.array(places) for field, places in rows.items()}
