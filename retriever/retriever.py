"""The retriever: question in, ranked measures and passages out."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property
from itertools import islice
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.encoders.encoder import Encoder
from index.facets import own_places
from index.store import Index
from retriever import confidence
from retriever.conditions.findings import FigureRow, Findings, findings
from retriever.conditions.reading import with_conditions
from retriever.criteria.criterion import group
from retriever.criteria.judging import Judge
from retriever.features.proofs import FeatureProver
from retriever.filters import counts, fits, fits_outside, meets
from retriever.passage import passage
from retriever.query import Question
from retriever.ranking import Ranker, Scores
from retriever.reader import Reader
from retriever.reasons import Reasons
from retriever.result import DocumentHit, MeasureHit, Passage, QuotedFigure, SearchResult
from retriever.silence import SilenceDetector
from retriever.subjects import Subject, SubjectRanker
from retriever.understanding import Interpreter, Understanding
from retriever.weights import Weights

_PASSAGES_EACH = 3
_REASONS_EACH = 2
_SUBJECT_WEIGHT = 0.5
_SUBJECT_OF_FIELD = 2.0
_DOCUMENT_WEIGHT = 1.0


class Retriever:
    """Search over one index. Thread-safe: a search changes nothing but caches."""

    def __init__(self, index: Index, encoder: Encoder, weights: Weights | None = None) -> None:
        self.index = index
        self.encoder = encoder
        weights = weights or Weights()
        self._interpreter = Interpreter(index, own_places(index.measures), weights)
        self._ranker = Ranker(index, encoder, weights)
        self._reasons = Reasons(index, encoder)
        self._judge = Judge(index)
        self.features = FeatureProver(index, self._judge)
        self.reader = Reader(index, encoder)
        self.silence = SilenceDetector(index, self.reader)
        self._subjects = SubjectRanker(index, self.reader)
        self._documents = tuple(index.documents.values())

    def search(self, question: Question, read: Understanding | None = None) -> SearchResult:
        """Return measures and passages for `question`, best first, at most `question.limit` of each.

        Pass the result of `self.read` as `read` to avoid interpreting the same text twice.
        """
        read = read or self._interpreter.read(question)
        scores = self._ranker.score(read)
        allowed = self._allowed(question)
        ordered: list[int] = allowed[np.argsort(-scores.measures[allowed], kind="stable")].tolist()
        found = self._findings(question, read, ordered)
        ordered, rows_of = self._by_table(ordered, found)
        if conditions := question.conditions:
            measures, table = self.index.measures, self.index.figures
            kept = {place for place in allowed.tolist() if meets(measures[place], table, conditions)}
            allowed = np.array(sorted(kept), dtype=np.int64)
            ordered = [place for place in ordered if place in kept]
        places = ordered[: question.limit]
        rows = list(islice(self._ranked_rows(question, read, scores, allowed), question.limit))
        documents = self._ranked_documents(question, scores)
        decided = found is not None and found.decides
        if confidence.says_nothing(read) and not decided:
            places, rows, documents = [], [], []
        index = self.index
        passage_of = cache(lambda row: self._passage(row, read, scores))  # most also appear under their measure
        probability = 1.0 if decided else confidence.probability(read, scores, index) if rows else 0.0
        return SearchResult(
            question=question.text,
            language=read.language,
            answerable=confidence.suffices(probability),
            confidence=probability,
            generation=index.generation,
            encoder=index.manifest.encoder,
            built_at=index.manifest.built_at,
            degraded=index.degraded,
            expanded=read.expanded,
            understood=read.understood,
            measures=tuple(
                replace(self._hit(place, read, scores, passage_of), **self._told(rows_of.get(place)))
                for place in places
            ),
            documents=tuple(self._document_hit(place, scores, passage_of) for place in documents),
            passages=tuple(map(passage_of, rows)),
            facets=self._counts(allowed),
            criteria=read.criteria,
            missing=tuple(confidence.missing(read, index)),
            unborne=tuple(map(self._interpreter.titles.nearest, read.unborne)),
            wished=read.wished,
            findings=found,
        )

    def read(self, question: Question) -> Understanding:
        """Return the interpreted question, without searching."""
        return self._interpreter.read(question)

    def subjects(self, read: Understanding, favoured: Mapping[str, float] | None = None) -> list[Subject]:
        """Return the measures and documents by how well they answer what was read; `favoured` adds to scores by id."""
        return self._subjects.ranked(read, self._ranker.score(read), favoured)

    def _findings(self, question: Question, read: Understanding, ordered: Sequence[int]) -> Findings | None:
        """What the table of figures says of measures, the best first; None if nothing is asked of it.

        A Land or paragraph that no measure has is no matter for the table: the search says that it is missing.
        """
        inquiry = with_conditions(read.inquiry if question.inquiry is None else question.inquiry, question.conditions)
        if not inquiry.asks:
            return None
        ids = [self.index.measures[place].id for place in ordered]
        if inquiry.compared:
            ids = [id for id in ids if id in inquiry.compared]
        found = findings(inquiry, self.index.figures, ids)
        return None if question.inquiry is None and found.only_names and not found.met else found

    def _by_table(self, ordered: list[int], found: Findings | None) -> tuple[list[int], dict[int, FigureRow]]:
        """The positions in the order of the table, those against its conditions left out, and what it says of each.

        Länder and paragraphs have their part in the scores already, so that they leave the order as it is.
        """
        if found is None or not (found.inquiry.conditions or found.inquiry.field):
            return ordered, {}
        rows = {self.index.measure_places[row.measure]: row for row in found.rows}
        return (ordered if found.only_names and not found.inquiry.compared else list(rows)), rows

    def _told(self, row: FigureRow | None) -> dict[str, Any]:
        """What the table says of a measure, with the words of the source that state it."""
        if row is None:
            return {}
        document = self.index.documents[self.index.measures[self.index.measure_places[row.measure]].document]
        quoted = (
            QuotedFigure(each, document.quote(each.start, each.end).text if each.end > each.start else "")
            for each in row.figures
        )
        return {"row": row, "figures": tuple(quoted)}

    def _allowed(self, question: Question) -> NDArray[np.int64]:
        """Positions of the measures that pass the filters."""
        index = self.index
        places = list(range(len(index.measures)))
        if question.filters:
            pairs = enumerate(zip(index.measures, index.facets, strict=True))
            places = [place for place, (measure, facets) in pairs if fits(measure, facets, question.filters)]
        if about := set(question.measures):
            places = [place for place in places if index.measures[place].id in about]
        return np.array(places, dtype=np.int64)

    def _counts(self, allowed: NDArray[np.int64]) -> Mapping[str, Mapping[str, int]]:
        """The number of allowed measures with each value."""
        if len(allowed) == len(self.index.measures):
            return self._all_counts
        return counts((self.index.measures[place], self.index.facets[place]) for place in allowed)

    @cached_property
    def _all_counts(self) -> Mapping[str, Mapping[str, int]]:
        return counts(zip(self.index.measures, self.index.facets, strict=True))

    def _ranked_rows(
        self, question: Question, read: Understanding, scores: Scores, allowed: NDArray[np.int64]
    ) -> Iterator[int]:
        """Chunk rows, best first; good measures lift their chunks, most of all if one of their fields is asked for.

        Chunks outside of measures are lifted by their documents.
        """
        weight = _SUBJECT_OF_FIELD if read.pinned and read.fields else _SUBJECT_WEIGHT
        owners = self._ranker.measures.owners
        inside = np.append(scores.measures, np.float32(0.0))[owners] * weight
        outside = np.append(scores.documents, np.float32(0.0))[self._ranker.documents.owners] * _DOCUMENT_WEIGHT
        subject = np.where(owners < 0, outside, inside)
        wanted = np.zeros(len(scores.measures) + 1, dtype=np.bool_)  # the last entry stands for chunks outside measures
        wanted[allowed] = True
        for row in np.argsort(-(scores.chunks + subject), kind="stable"):
            if wanted[owners[row]] or self._outside(int(row), question):
                yield int(row)

    def _ranked_documents(self, question: Question, scores: Scores) -> list[int]:
        """Positions of the documents with text outside of measures that pass the filters, best first."""
        order = () if question.measures else np.argsort(-scores.documents, kind="stable")
        sizes = self._ranker.documents.sizes
        allowed = (
            int(place) for place in order if sizes[place] and fits_outside(self._documents[place].id, question.filters)
        )
        return list(islice(allowed, question.limit))

    def _outside(self, row: int, question: Question) -> bool:
        """Whether a chunk belongs to no measure and passes the filters."""
        chunk = self.index.chunks[row]
        outside = chunk.measure is None and not question.measures
        return outside and fits_outside(chunk.document, question.filters)

    def _hit(self, place: int, read: Understanding, scores: Scores, passage_of: Callable[[int], Passage]) -> MeasureHit:
        measure = self.index.measures[place]
        rows = self._ranker.measures.best_rows(place, scores.chunks, _PASSAGES_EACH)
        judged = self._judge.judge(read.criteria, read.client, place)
        hit = MeasureHit(
            measure=measure,
            score=confidence.hit_score(float(scores.measures[place])),
            why=self._reasons.best(rows, scores.vector, read.telling, read.fields, _REASONS_EACH),
            passages=tuple(map(passage_of, rows)),
            criteria=judged,
            group=group(read.criteria, judged),
        )
        against = [each for each in hit.conflicts if each.field != "organisation"]  # where it is says nothing of whom
        return replace(hit, why=tuple(each for each in hit.why if not any(map(each.overlaps, against))))

    def _document_hit(self, place: int, scores: Scores, passage_of: Callable[[int], Passage]) -> DocumentHit:
        rows = self._ranker.documents.best_rows(place, scores.chunks, _PASSAGES_EACH)
        score = confidence.hit_score(float(scores.documents[place]))
        return DocumentHit(self._documents[place], score, tuple(map(passage_of, rows)))

    def _passage(self, row: int, read: Understanding, scores: Scores) -> Passage:
        chunk = self.index.chunks[row]
        measure = self.index.measures[self.index.measure_places[chunk.measure]] if chunk.measure else None
        return passage(
            chunk,
            self.index.documents[chunk.document],
            measure,
            confidence.passage_score(float(scores.chunks[row])),
            read.terms,
            self.index.analyser,
            read.language,
        )
