"""Scores of measures and chunks for an interpreted question."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from index.encoders.encoder import Encoder
from index.scored_rows import Rows, ScoredRows, is_in, united, weighted
from index.store import Index
from index.vectors import FLAT_UP_TO, FloatArray
from retriever.criteria.conflicts import conflicting
from retriever.grouping import Grouping
from retriever.known import KnownParts, WeightedParts
from retriever.nearness import Nearness
from retriever.postings import Postings
from retriever.understanding import Understanding
from retriever.weights import Weights

MOST_CANDIDATES = 2_000
_LIKE = 3.0
"""Chunks this many deviations liker than the mean to what is known to be asked are candidates as well."""
EXACT_UP_TO = FLAT_UP_TO
"""So many chunks are all scored, which then takes no longer than to search and to score what was found."""
_SAMPLED = 5_000
"""Of so many chunks the mean and deviation of all are taken where not all are scored."""
_CHECKED = 200
"""So many of the best measures or documents are looked at more closely."""


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

    def of(self, row: int) -> float:
        """Return the score of one chunk."""
        return self.found.of(row) + float(self.bonus[self.fields[row]])

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

    def __init__(self, index: Index, encoder: Encoder, weights: Weights, most: int | None = None) -> None:
        """`most` are the candidates of each search: so many chunks by vector, so many by words.

        If None, they are all of up to `EXACT_UP_TO` chunks, else `MOST_CANDIDATES`.
        """
        self._index = index
        self._encoder = encoder
        self._weights = weights
        count = len(index.chunks)
        self._most = most if most is not None else count if count <= EXACT_UP_TO else MOST_CANDIDATES
        places = index.measure_places
        owners = [places[chunk.measure] if chunk.measure else -1 for chunk in index.chunks]
        self.measures = Grouping(owners, len(index.measures))
        outside = [-1 if chunk.measure else index.document_places[chunk.document] for chunk in index.chunks]
        self.documents = Grouping(outside, len(index.documents))
        self._near = Nearness(self.measures, index.vectors, weights, self._most)
        self._near_outside = Nearness(self.documents, index.vectors, weights, self._most)
        drawn = np.random.default_rng(0).permutation(count)[: _SAMPLED if count > self._most else 0]
        self._sample = index.vectors.at(np.sort(drawn))
        self._known = KnownParts(index, weights)
        fields = {field: number for number, field in enumerate(dict.fromkeys(chunk.field for chunk in index.chunks))}
        self._field_numbers = fields
        self._fields = np.array([fields[chunk.field] for chunk in index.chunks], dtype=np.uint16)
        self.places = Postings(facets.places for facets in index.facets)
        self._states = Postings(facets.states for facets in index.facets)
        self._paragraphs = Postings(facets.paragraphs for facets in index.facets)

    @property
    def serves(self) -> bool:
        """Whether of any measure it is known what needs it serves."""
        return self._known.unserved < 1.0

    def score(self, question: Understanding, allowed: Rows | None = None) -> Scores:
        """Return the scores for a question; if only some measures are of interest, `allowed` are these, ascending."""
        weights, index = self._weights, self._index
        vector = self._encoder.encode_questions([question.text])[0]
        known, answers = self._known.of(question, vector)
        measures, compared = self._measures(question, vector, known, allowed)
        cosine = index.vectors.nearest(vector, self._most)
        said, words = index.words.scores(question.local), weights.words * question.known
        documents, outside = self._documents(question, vector, cosine, said, words)
        lexical = ScoredRows.best(said, self._most, united([cosine.rows, compared, outside]))
        cosine = self._told(cosine, vector, lexical.rows)
        if not cosine.is_whole:  # else all chunks with sentences would be told
            told = united([cosine.rows, *(part.rows[part.scores > _LIKE] for _, part in answers)])
            answers = [(weight, replace(part, rows=told, scores=part.at(told))) for weight, part in answers]
        fused = weighted([(weights.vectors, cosine.standardised()), (words, lexical.standardised()), *answers])
        chunks = ChunkScores(fused, self._bonus(question), self._fields)
        return Scores(vector, measures, documents, chunks, cosine, lexical)

    def _told(self, cosine: ScoredRows, vector: FloatArray, rows: Rows) -> ScoredRows:
        """The cosines with those of `rows` told, and the mean and deviation of all where not all are told."""
        if cosine.is_whole:
            return cosine
        missing = rows[~is_in(rows, cosine.rows)]
        cosines = self._sample @ vector
        spread = float(cosines.mean()), float(cosines.std())
        return replace(cosine.telling(missing, self._index.vectors.at(missing) @ vector), spread=spread)

    def _documents(
        self, question: Understanding, vector: FloatArray, cosine: ScoredRows, said: FloatArray, weight: float
    ) -> tuple[ScoredRows, Rows]:
        """Fused vector and word scores of text outside of measures, and the rows of the chunks that were compared.

        `said` are the word scores of all chunks, of which `weight` says how much they count.
        """
        inside = self.documents.best_mean(ScoredRows.whole(said), 1)
        whole = ScoredRows.whole(self._index.document_words.scores(question.local))
        parts = self._said(inside, whole, weight)
        near = self._near_outside.found(cosine, vector)
        total = weighted([*self._near_outside.parts(near), *parts])
        if cosine.is_whole:
            return total, np.zeros(0, dtype=np.int64)
        near, compared = self._near_outside.compared(near, vector, total.ranked(_CHECKED))
        return weighted([*self._near_outside.parts(near), *parts]), compared

    def _measures(
        self, question: Understanding, vector: FloatArray, known: WeightedParts, allowed: Rows | None
    ) -> tuple[ScoredRows, Rows]:
        """Fused vector and word scores, with bonuses for what the question names and penalties for conflicts.

        `known` are the parts of what is known of measures. With the rows of the chunks that were compared, none if all
        were.
        """
        weights, index = self._weights, self._index
        compared: Rows = np.zeros(0, dtype=np.int64)
        if not index.measures:
            return ScoredRows.same(0), compared
        completed = index.examples.completed(vector, weights.examples)
        inside = self.measures.best_mean(ScoredRows.whole(index.words.scores(question.subject)), 1)
        whole = ScoredRows.whole(index.measure_words.scores(question.subject))
        core = index.measure_vectors.nearest(completed, len(index.measures)).standardised()
        parts = [*self._said(inside, whole, weights.words), (weights.core * self._known.unserved, core), *known]
        parts += [(1.0, bonus) for bonus in self._named(question)]
        cosine = index.vectors.nearest(completed, self._most)
        near = self._near.found(cosine, completed)
        total = weighted([*self._near.parts(near), *parts])
        if not cosine.is_whole:
            near, compared = self._near.compared(near, completed, total.ranked(_CHECKED, allowed))
            total = weighted([*self._near.parts(near), *parts])
        checked = total.ranked(_CHECKED, allowed)
        against = [place for place in checked.tolist() if conflicting(question.client, index.limits[place])]
        return total.plus(np.array(sorted(against), dtype=np.int64), -weights.conflict), compared

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
