"""How like a question is to what a catalogue is known to answer, and to say of clients whom it serves.

Only sentences with known questions and needs are looked at, so that it costs as much as there are of these.
"""

from bisect import bisect_right

import numpy as np
from numpy.typing import NDArray

from index.scored_rows import ScoredRows
from index.store import Index
from index.vectors import FloatArray
from retriever.grouping import best_means
from retriever.understanding import Understanding
from retriever.weights import Weights

WeightedParts = list[tuple[float, ScoredRows]]
_NEED = 4
"""So many words can say a need; fewer are keywords."""


class KnownParts:
    """The parts that known questions and needs have in the scores of one index's measures and chunks.

    A measure's part is the mean of its likest sentences or needs, a chunk's is its likest one; without any it is 0, for
    a measure as for the mean of those that have some.
    """

    def __init__(self, index: Index, weights: Weights) -> None:
        self._asked, self._needs, self._weights = index.known_questions, index.known_needs, weights
        places, chunks = index.measure_places, _chunks_of_sentences(index)
        owners = np.array(
            [places[each.measure] if each.measure else -1 for each in index.sentences.sentences], dtype=np.int64
        )
        answering, serving = self._asked.answering_rows, self._needs.said.rows
        measures = np.bincount(owners[owners >= 0], minlength=len(places))
        self._measures = _Owners(owners[answering], len(places), measures)
        self._chunks = _Owners(chunks[answering], len(index.chunks))
        self._served = _Owners(owners[serving], len(places))
        self._serving = _Owners(chunks[serving], len(index.chunks))
        filled = len(self._served.rows) if weights.needs else 0
        self.unserved = 1.0 - filled / max(len(places), 1)
        """The share of the measures of which no need is known."""

    def of(self, question: Understanding, vector: FloatArray) -> tuple[WeightedParts, WeightedParts]:
        """Return the weighted and standardised parts of measures, and those of chunks, for a question's `vector`.

        Needs count less for a keyword, which asks for what is written rather than for whom it helps.
        """
        weights, words = self._weights, self._needs.words
        asked, needs = self._asked.likest(vector), self._needs.said.vectors @ vector
        share = min(len(question.text.split()) / _NEED, 1.0)
        measures = [
            (weights.known, self._measures.best_mean(asked, weights.several_known)),
            (share * weights.needs, self._served.best_mean(needs, weights.several_needs)),
        ]
        if words is not None:
            said = self._served.best_mean(words.scores(question.local), weights.several_needs)
            measures.append((share * weights.need_words, said))
        chunks = [(weights.known_chunk, self._chunks.best_mean(asked, 1))]
        if not question.wished:
            chunks.append((weights.need_chunk, self._serving.best_mean(needs, 1)))
        return [(weight, _among_told(part)) for weight, part in measures], [
            (weight, part.standardised()) for weight, part in chunks
        ]


def _among_told(part: ScoredRows) -> ScoredRows:
    """Return z-scores among the rows that are told; of the others nothing is known, so nothing speaks against them."""
    return ScoredRows(part.count, part.rows, ScoredRows.whole(part.scores).standardised().scores)


class _Owners:
    """The measures or chunks to which what is known belongs."""

    def __init__(self, owners: NDArray[np.int64], count: int, sizes: NDArray[np.int64] | None = None) -> None:
        """`owners` are the positions of those, of `count`, to which each belongs, -1 for none.

        `sizes` `(count,)` are how many others each has in all, the rest of them scored 0; if None, there is no rest.
        """
        order = np.argsort(owners, kind="stable")
        self._order = order[np.searchsorted(owners[order], 0) :]
        self.rows, self._told = np.unique(owners[self._order], return_counts=True)
        self._sizes = self._told if sizes is None else sizes[self.rows]
        self._count = count

    def best_mean(self, scores: FloatArray, most: int) -> ScoredRows:
        """Return the mean of the `most` best scores of each owner."""
        means = best_means(scores[self._order], self._told, most)
        shares = np.minimum(self._told, most) / np.minimum(self._sizes, most)
        return ScoredRows(self._count, self.rows, (means * shares).astype(np.float32))


def _chunks_of_sentences(index: Index) -> NDArray[np.int64]:
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
    return np.array(found, dtype=np.int64)
