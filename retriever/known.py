"""How like a question is to those that a catalogue is known to answer: by measures, and by chunks.

Only sentences with known questions are looked at, so that it costs as much as there are of these.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.scored_rows import Rows, ScoredRows
from index.store import Index
from index.vectors import FloatArray
from retriever.grouping import best_means


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a question is to those that measures and chunks answer, 0 for those without a known question."""

    measures: ScoredRows
    chunks: ScoredRows


class KnownAnswers:
    """The measures and chunks whose sentences answer known questions, of one index."""

    def __init__(self, index: Index, several: int) -> None:
        """Of a measure the `several` likest sentences count, of a chunk the likest one."""
        self._questions = index.known_questions
        self._several = several
        answering, places = index.known_questions.answering_rows, index.measure_places
        sentences = index.sentences.sentences
        owners = [places[each.measure] if each.measure else -1 for each in sentences]
        self._measures = _Owners(owners, answering, len(places))
        self._chunks = _Owners(_chunks_of_sentences(index), answering, len(index.chunks))

    def likeness(self, vector: FloatArray) -> Likeness:
        """Return how like a question's `vector` is to those that are known."""
        likest = self._questions.likest(vector)
        return Likeness(self._measures.best_mean(likest, self._several), self._chunks.best_mean(likest, 1))


class _Owners:
    """What the sentences with known questions belong to."""

    def __init__(self, owners: Sequence[int], rows: Rows, count: int) -> None:
        """`owners` are those of all sentences, -1 for none; `rows` the sentences with known questions."""
        every = np.asarray(owners, dtype=np.int64)
        own = every[rows]
        order = np.argsort(own, kind="stable")
        self._order = order[np.searchsorted(own[order], 0) :]
        self._groups, self._told = np.unique(own[self._order], return_counts=True)
        self._sizes = np.bincount(every[every >= 0], minlength=count)[self._groups]
        self._count = count

    def best_mean(self, likest: FloatArray, most: int) -> ScoredRows:
        """Return the mean of the `most` likest sentences of each owner, those without known questions being 0."""
        told = best_means(likest[self._order], self._told, most)
        counted = np.minimum(self._told, most) / np.minimum(self._sizes, most)
        return ScoredRows(self._count, self._groups, (told * counted).astype(np.float32))


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
