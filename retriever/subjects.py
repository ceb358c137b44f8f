"""The subject of a question: the measure or document whose sentences answer it best."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from index.store import Index
from index.vectors import FloatArray
from retriever.ranking import Scores
from retriever.reader import Reader
from retriever.understanding import Understanding

WHOLE_WEIGHT, CHUNK_WEIGHT = 0.5, 0.3
"""What the scores of the whole and of its best chunk count beside that of its best sentence; chosen on `dev` facts."""
_ELSEWHERE = 100.0
"""More than any two scores differ: a question that names a town is about what mentions it, if anything does."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A measure or document, by its id, with the score of what it says to a question."""

    id: str
    score: float


class SubjectRanker:
    """Ranks the measures and documents of one index as subjects of a question."""

    def __init__(self, index: Index, reader: Reader) -> None:
        self._index = index
        self._reader = reader
        self._owners = tuple(index.sentences.rows_by_owner)
        self._rows = [index.sentences.rows_by_owner[owner] for owner in self._owners]
        behind = len(index.measures)  # documents follow the measures
        wholes = {**index.measure_places, **{id: behind + place for id, place in index.document_places.items()}}
        self._wholes = np.array([wholes[owner] for owner in self._owners], dtype=np.int64)
        places = {owner: place for place, owner in enumerate(self._owners)}
        self._chunk_owners = np.array([places.get(chunk.measure or chunk.document, -1) for chunk in index.chunks])

    def ranked(
        self, question: Understanding, scores: Scores, favoured: Mapping[str, float] | None = None
    ) -> list[Subject]:
        """Return all subjects, the best first; `favoured` adds to the scores of some by id.

        `scores` are those of the question's measures, documents and chunks.
        """
        total = self._best_sentences(question) + CHUNK_WEIGHT * self._best_chunks(scores)
        total += WHOLE_WEIGHT * np.concatenate((scores.measures, scores.documents))[self._wholes]
        for place, owner in enumerate(self._owners):
            total[place] += (favoured or {}).get(owner, 0.0)
        if (there := self._in_towns(question)) and not question.names:
            total[[owner not in there for owner in self._owners]] -= _ELSEWHERE
        order = np.argsort(-total, kind="stable")
        return [Subject(self._owners[place], float(total[place])) for place in order]

    def _in_towns(self, question: Understanding) -> set[str]:
        """Return the measures and documents that mention a town or district named in the question."""
        towns = {name for mention in question.places if not mention.is_land for name in mention.names}
        measures = {facets.measure for facets in self._index.facets if towns.intersection(facets.places)}
        return measures or {each.document for each in self._index.mentions if towns.intersection(each.places)}

    def _best_sentences(self, question: Understanding) -> FloatArray:
        scores = self._reader.scores(question)
        return np.array([scores[rows].max() for rows in self._rows], dtype=np.float32)

    def _best_chunks(self, scores: Scores) -> FloatArray:
        best = np.full(len(self._owners) + 1, scores.chunks.min(initial=0.0), dtype=np.float32)
        np.maximum.at(best, self._chunk_owners, scores.chunks)
        return best[:-1]
