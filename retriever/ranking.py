"""Scores of measures and chunks for an interpreted question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.encoders.encoder import Encoder
from index.scored_rows import Rows, ScoredRows, united, weighted
from index.store import Index
from index.vectors import FloatArray
from retriever.criteria.conflicts import conflicting
from retriever.grouping import Grouping
from retriever.postings import Postings
from retriever.understanding import Understanding
from retriever.weights import Weights

MOST_CANDIDATES = 2_000
_CHECKED_MEASURES = 200


@dataclass(frozen=True, slots=True)
class ChunkScores:
    """Fused scores of chunks: `found` before, and `bonus` by the number of a chunk's field, of which `fields` tells."""

    found: ScoredRows
    bonus: FloatArray
    fields: NDArray[np.uint16]

    def at(self, rows: Rows) -> FloatArray:
        """Return the scores of these chunks, in their order."""
        scores: FloatArray = self.found.at(rows) + self.bonus[self.fields[rows]]
        return scores

    def dense(self) -> FloatArray:
        """Return the scores of all chunks."""
        return self.at(np.arange(self.found.count))


@dataclass(frozen=True, slots=True)
class Scores:
    """Fused scores of measures, documents and chunks, with the raw parts that confidence is computed from.

    Those of documents are of their text outside of measures.
    `cosine` and `lexical` are the chunk scores before standardising; `vector` is the question's embedding.
    """

    vector: FloatArray
    measures: ScoredRows
    documents: ScoredRows
    chunks: ChunkScores
    cosine: ScoredRows
    lexical: ScoredRows


class Ranker:
    """Scores the measures, documents and chunks of one index, by no more than the candidates of each search."""

    def __init__(self, index: Index, encoder: Encoder, weights: Weights, most: int = MOST_CANDIDATES) -> None:
        """`most` are the candidates of each search: so many chunks by vector, so many by words, and so on."""
        self._index = index
        self._encoder = encoder
        self._weights = weights
        self._most = most
        places = index.measure_places
        owners = [places[chunk.measure] if chunk.measure else -1 for chunk in index.chunks]
        self.measures = Grouping(owners, len(index.measures))
        outside = [-1 if chunk.measure else index.document_places[chunk.document] for chunk in index.chunks]
        self.documents = Grouping(outside, len(index.documents))
        fields = {field: number for number, field in enumerate(dict.fromkeys(chunk.field for chunk in index.chunks))}
        self._field_numbers = fields
        self._fields = np.array([fields[chunk.field] for chunk in index.chunks], dtype=np.uint16)
        self.places = Postings(facets.places for facets in index.facets)
        self._states = Postings(facets.states for facets in index.facets)
        self._paragraphs = Postings(facets.paragraphs for facets in index.facets)

    def score(self, question: Understanding) -> Scores:
        weights, index = self._weights, self._index
        vector = self._encoder.encode_questions([question.text])[0]
        cosine = index.vectors.nearest(vector, self._most)
        lexical = index.words.search(question.local, self._most, cosine.rows)
        words = weights.words * question.known
        fused = weighted([(weights.vectors, cosine.standardised()), (words, lexical.standardised())])
        chunks = ChunkScores(fused, self._bonus(question), self._fields)
        near = self._near(self.documents, cosine)
        inside = self.documents.best_mean(lexical, 1)
        whole = index.document_words.search(question.local, self._most, inside.rows)
        documents = weighted([*near, *self._said(inside, whole, words)])
        return Scores(vector, self._measures(question, vector), documents, chunks, cosine, lexical)

    def _measures(self, question: Understanding, vector: FloatArray) -> ScoredRows:
        """Fused vector and word scores, with bonuses for what the question names and penalties for conflicts."""
        weights, index = self._weights, self._index
        if not index.measures:
            return ScoredRows.same(0)
        completed = index.examples.completed(vector, weights.examples)
        cosine = index.vectors.nearest(completed, self._most)
        lexical = index.words.search(question.subject, self._most, cosine.rows)
        near = self._near(self.measures, cosine)
        inside = self.measures.best_mean(lexical, 1)
        whole = index.measure_words.search(question.subject, self._most, inside.rows)
        core = index.measure_vectors.nearest(completed, self._most).standardised()
        parts = [*near, *self._said(inside, whole, weights.words), (weights.core, core)]
        total = weighted([*parts, *((1.0, bonus) for bonus in self._named(question))])
        checked = total.ranked(_CHECKED_MEASURES)
        against = [place for place in checked.tolist() if conflicting(question.client, index.limits[place])]
        return total.plus(np.array(sorted(against), dtype=np.int64), -weights.conflict)

    def _near(self, grouping: Grouping, cosine: ScoredRows) -> list[tuple[float, ScoredRows]]:
        """How near measures or documents are by their chunks, weighted."""
        weights = self._weights
        best = grouping.best_mean(cosine, 1).standardised()
        several = grouping.best_mean(cosine, weights.several_chunks).standardised()
        share = weights.best_chunk
        return [(weights.vectors * share, best), (weights.vectors * (1 - share), several)]

    def _said(self, inside: ScoredRows, whole: ScoredRows, weight: float) -> list[tuple[float, ScoredRows]]:
        """How many of the words measures or documents say, in their best chunk and in their whole texts, weighted."""
        share = self._weights.chunk_words
        return [(weight * share, inside.standardised()), (weight * (1 - share), whole.standardised())]

    def _named(self, question: Understanding) -> Iterator[ScoredRows]:
        """Bonuses for measures whose name, place or paragraph the question mentions."""
        count, weights = len(self._index.measures), self._weights
        for places in question.names.values():
            yield ScoredRows.bonus(count, np.array(places, dtype=np.int64), weights.name)
        if question.places:
            there = [self._there(mention.names, mention.state) for mention in question.places]
            yield ScoredRows.bonus(count, united(there), weights.place)
        if question.paragraphs:
            cited = self._paragraphs.where(lambda own: any(cites((own,), each) for each in question.paragraphs))
            yield ScoredRows.bonus(count, cited, weights.paragraph)

    def _there(self, names: Sequence[str], state: str | None) -> Rows:
        """The measures of a Land, or those that mention a place."""
        if state is not None and tuple(names) == (state,):
            return self._states.of(names)
        return self.places.of(names)

    def _bonus(self, question: Understanding) -> FloatArray:
        """A bonus by field: largest for the first of those asked for; unrequested contact lines drop."""
        asked = {"contact": self._weights.contact}
        most = self._weights.field_bonus * (self._weights.field_of_named if question.pinned else 1.0)
        for rank, field in reversed(list(enumerate(question.fields))):
            asked[field] = most / (1 + 0.25 * rank)
        bonus = np.zeros(len(self._field_numbers), dtype=np.float32)
        for field, value in asked.items():
            if field in self._field_numbers:
                bonus[self._field_numbers[field]] = value
        return bonus


def cites(paragraphs: Sequence[str], wanted: str) -> bool:
    """Return whether `wanted` is among `paragraphs`; without a law (`§ 16e`) it matches that paragraph of any law."""
    return any(paragraph == wanted or paragraph.startswith(f"{wanted} ") for paragraph in paragraphs)
