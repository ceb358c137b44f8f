"""The subject of a question: the measure or document whose sentences answer it best."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from index.encoders.encoder import Encoder
from index.scored_rows import Rows, is_in, united
from index.store import Index
from index.vectors import FloatArray
from retriever.grouping import Grouping
from retriever.postings import Postings
from retriever.ranking import Scores
from retriever.reader import Reader
from retriever.understanding import Understanding

WHOLE_WEIGHT, CHUNK_WEIGHT = 0.5, 0.3
"""What the scores of the whole and of its best chunk count beside that of its best sentence; chosen on `dev` facts."""
_MOST_EACH = 50
"""So many of the best subjects by each search are read; all of a catalogue that has no more."""
_ELSEWHERE = 100.0
"""More than any two scores differ: a question that names a town is about what mentions it, if anything does."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A measure or document, by its id, with the score of what it says to a question."""

    id: str
    score: float


class SubjectRanker:
    """Ranks the measures and documents of one index as subjects of a question."""

    def __init__(self, index: Index, encoder: Encoder, reader: Reader) -> None:
        self._index = index
        self._encoder = encoder
        self._reader = reader
        rows_by_owner = index.sentences.rows_by_owner
        self._owners = tuple(rows_by_owner)
        self._behind = len(index.measures)  # documents follow the measures
        wholes = {**index.measure_places, **{id: self._behind + place for id, place in index.document_places.items()}}
        self._wholes = np.array([wholes[owner] for owner in self._owners], dtype=np.int64)
        self._places = np.full(len(wholes), -1, dtype=np.int64)
        self._places[self._wholes] = np.arange(len(self._owners))
        places = {owner: place for place, owner in enumerate(self._owners)}
        owners = [places.get(chunk.measure or chunk.document, -1) for chunk in index.chunks]
        self._chunks = Grouping(owners, len(self._owners))
        self._of_sentences = np.zeros(len(index.sentences.sentences), dtype=np.int64)
        for place, rows in enumerate(rows_by_owner.values()):
            self._of_sentences[rows] = place
        self._sentences = Grouping(self._of_sentences.tolist(), len(self._owners))
        self._towns = Postings(facets.places for facets in index.facets)
        self._towns_of_documents = Postings(each.places for each in index.mentions)

    def ranked(
        self, question: Understanding, scores: Scores, favoured: Mapping[str, float] | None = None
    ) -> list[Subject]:
        """Return the subjects that come into question, the best first; `favoured` adds to the scores of some by id.

        `scores` are those of the question's measures, documents and chunks.
        """
        there = None if question.names else self._in_towns(question)
        places = self._candidates(question, scores, there, favoured or {})
        total = self._best_sentences(question, places) + CHUNK_WEIGHT * self._best_chunks(scores, places)
        wholes = self._wholes[places]
        inside = wholes < self._behind
        total[inside] += np.float32(WHOLE_WEIGHT) * scores.measures.at(wholes[inside])
        total[~inside] += np.float32(WHOLE_WEIGHT) * scores.documents.at(wholes[~inside] - self._behind)
        for number, place in enumerate(places.tolist()):
            total[number] += (favoured or {}).get(self._owners[place], 0.0)
        if there is not None:
            total[~is_in(wholes, there)] -= _ELSEWHERE
        order = np.argsort(-total, kind="stable")
        return [Subject(self._owners[places[number]], float(total[number])) for number in order]

    def _candidates(
        self, question: Understanding, scores: Scores, there: Rows | None, favoured: Mapping[str, float]
    ) -> Rows:
        """The subjects whose sentences are read: the best by each of the searches, and those that are favoured."""
        if len(self._owners) <= _MOST_EACH:
            return np.arange(len(self._owners))
        inside = there if there is None else there[there < self._behind]
        behind = there if there is None else there[there >= self._behind] - self._behind
        chunks = scores.chunks.found
        best = chunks.rows[np.argsort(-chunks.scores, kind="stable")[:_MOST_EACH]]
        likest = self._index.known_questions.answering(self._vector(question), _MOST_EACH)
        known = [place for place, owner in enumerate(self._owners) if owner in favoured] if favoured else []
        found = [
            self._places[scores.measures.ranked(_MOST_EACH, inside)],
            self._places[self._behind + scores.documents.ranked(_MOST_EACH, behind)],
            self._chunks.owners[best],
            self._of_sentences[likest],
            np.array(known, dtype=np.int64),
        ]
        together = united(found)
        return together[together >= 0]

    def _vector(self, question: Understanding) -> FloatArray:
        vector: FloatArray = self._encoder.encode_questions([question.asking])[0]
        return vector

    def _in_towns(self, question: Understanding) -> Rows | None:
        """The measures that mention a town or district of the question, else the documents; None if none do."""
        towns = [name for mention in question.places if not mention.is_land for name in mention.names]
        measures = self._towns.of(towns)
        there = measures if len(measures) else self._behind + self._towns_of_documents.of(towns)
        return there if len(there) else None

    def _best_sentences(self, question: Understanding, places: Rows) -> FloatArray:
        rows, sizes = self._sentences.rows_of(places), self._sentences.sizes[places]
        best: FloatArray = np.maximum.reduceat(self._reader.scores(question, rows), np.cumsum(sizes) - sizes)
        return best

    def _best_chunks(self, scores: Scores, places: Rows) -> FloatArray:
        rows, sizes = self._chunks.rows_of(places), self._chunks.sizes[places]
        found = scores.chunks.at(rows)
        best = np.full(len(places), found.min(initial=0.0), dtype=np.float32)
        if len(rows):
            filled = sizes > 0
            best[filled] = np.maximum.reduceat(found, (np.cumsum(sizes) - sizes)[filled])
        return best
