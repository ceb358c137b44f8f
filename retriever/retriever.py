"""The retriever: question in, ranked measures and passages out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

import numpy as np

from index.encoders.encoder import Encoder
from index.facets import own_places
from index.scored_rows import Rows, is_in, united
from index.store import Index
from retriever import confidence
from retriever.conditions.condition import Inquiry
from retriever.conditions.findings import FigureRow, Findings, findings
from retriever.conditions.reading import with_conditions
from retriever.criteria.criterion import group
from retriever.criteria.judging import Judge
from retriever.features.proofs import FeatureProver
from retriever.filters import Filters, meets
from retriever.grouping import Grouping
from retriever.passage import passage
from retriever.query import WHERE, Question
from retriever.ranking import Ranker, Scores
from retriever.reader import Reader
from retriever.reasons import Reasons
from retriever.result import DocumentHit, MeasureHit, Passage, QuotedFigure, SearchResult
from retriever.silence import SilenceDetector
from retriever.subjects import Subject, SubjectRanker
from retriever.understanding import Interpreter, Understanding
from retriever.weights import Weights

_MOST_MEASURES = 100
"""Of so many of the best measures all chunks are candidates."""
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
        self._subjects = SubjectRanker(index, encoder, self.reader)
        self._documents = tuple(index.documents.values())
        self._filters = Filters(index)

    def search(self, question: Question, read: Understanding | None = None) -> SearchResult:
        """Return measures and passages for `question`, best first, at most `question.limit` of each.

        Pass the result of `self.read` as `read` to avoid interpreting the same text twice.
        """
        read = read or self._interpreter.read(question)
        allowed = self._allowed(question)
        scores = self._ranker.score(read, allowed)
        inquiry = with_conditions(read.inquiry if question.inquiry is None else question.inquiry, question.conditions)
        most = None if inquiry.asks or question.conditions else question.limit
        ordered: list[int] = scores.measures.ranked(most, allowed).tolist()
        found = self._findings(question, inquiry, ordered)
        ordered, rows_of = self._by_table(ordered, found)
        if conditions := question.conditions:
            measures, table = self.index.measures, self.index.figures
            inside = range(len(measures)) if allowed is None else allowed.tolist()
            kept = {place: None for place in inside if meets(measures[place], table, conditions)}
            allowed = np.array(tuple(kept), dtype=np.int64)
            ordered = [place for place in ordered if place in kept]
        places = ordered[: question.limit]
        rows = self._ranked_rows(question, read, scores, allowed)
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
            facets=self._filters.counts(allowed),
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

    def _findings(self, question: Question, inquiry: Inquiry, ordered: Sequence[int]) -> Findings | None:
        """What the table of figures says of measures, the best first; None if nothing is asked of it.

        A Land or paragraph that no measure has is no matter for the table: the search says that it is missing.
        """
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

    def _allowed(self, question: Question) -> Rows | None:
        """Positions of the measures that pass the filters, ascending; None if there are no filters."""
        places = None
        if any(key != WHERE for key in question.filters):
            places = self._filters.passing(question.filters)
        if question.measures:
            about = {self.index.measure_places.get(id, -1) for id in question.measures} - {-1}
            chosen = np.array(sorted(about), dtype=np.int64)
            places = chosen if places is None else chosen[is_in(chosen, places)]
        return places

    def _ranked_rows(self, question: Question, read: Understanding, scores: Scores, allowed: Rows | None) -> list[int]:
        """Chunk rows, best first; good measures lift their chunks, most of all if one of their fields is asked for.

        Chunks outside of measures are lifted by their documents. Those that the searches found and those of the best
        measures are looked at; all that pass the filters, if these are too few.
        """
        told = scores.chunks.found
        if told.is_whole:
            rows = told.rows
        else:
            best = scores.measures.ranked(_MOST_MEASURES, allowed)
            rows = united([told.rows, self._ranker.measures.rows_of(best)])
        found = self._best_rows(rows, question, read, scores, allowed)
        if len(found) < question.limit and len(rows) < told.count:
            found = self._best_rows(np.arange(told.count), question, read, scores, allowed)
        return found

    def _best_rows(
        self, rows: Rows, question: Question, read: Understanding, scores: Scores, allowed: Rows | None
    ) -> list[int]:
        """The best of some chunk rows that pass the filters, best first."""
        owners = self._ranker.measures.owners[rows]
        inside = owners >= 0
        kept = inside if allowed is None else inside & is_in(owners, allowed)
        outside = self._outside(question)
        behind = self._ranker.documents.owners[rows]
        kept = kept | (~inside if outside is None else ~inside & is_in(behind, outside))
        rows, owners, behind, inside = rows[kept], owners[kept], behind[kept], inside[kept]
        weight = _SUBJECT_OF_FIELD if read.pinned and read.fields else _SUBJECT_WEIGHT
        total = scores.chunks.at(rows)
        total[inside] += scores.measures.at(owners[inside]) * np.float32(weight)
        total[~inside] += scores.documents.at(behind[~inside]) * np.float32(_DOCUMENT_WEIGHT)
        return list(map(int, rows[np.argsort(-total, kind="stable")[: question.limit]]))

    def _outside(self, question: Question) -> Rows | None:
        """Positions of the documents whose text outside of measures passes the filters; None if there are none."""
        if question.measures:
            return np.zeros(0, dtype=np.int64)
        return self._filters.outside(question.filters) if question.filters else None

    def _ranked_documents(self, question: Question, scores: Scores) -> list[int]:
        """Positions of the documents with text outside of measures that pass the filters, best first."""
        written, outside = self._ranker.documents.filled, self._outside(question)
        allowed = written if outside is None else outside[is_in(outside, written)]
        return list(map(int, scores.documents.ranked(question.limit, allowed)))

    def _hit(self, place: int, read: Understanding, scores: Scores, passage_of: Callable[[int], Passage]) -> MeasureHit:
        measure = self.index.measures[place]
        rows = self._best_of(self._ranker.measures, place, scores)
        judged = self._judge.judge(read.criteria, read.client, place)
        hit = MeasureHit(
            measure=measure,
            score=confidence.hit_score(scores.measures.of(place), served=self._ranker.serves),
            why=self._reasons.best(rows, scores.vector, read.telling, read.fields, _REASONS_EACH),
            passages=tuple(map(passage_of, rows)),
            criteria=judged,
            group=group(read.criteria, judged),
        )
        against = [each for each in hit.conflicts if each.field != "organisation"]  # where it is says nothing of whom
        return replace(hit, why=tuple(each for each in hit.why if not any(map(each.overlaps, against))))

    def _document_hit(self, place: int, scores: Scores, passage_of: Callable[[int], Passage]) -> DocumentHit:
        rows = self._best_of(self._ranker.documents, place, scores)
        score = confidence.hit_score(scores.documents.of(place), served=False)
        return DocumentHit(self._documents[place], score, tuple(map(passage_of, rows)))

    def _best_of(self, grouping: Grouping, place: int, scores: Scores) -> list[int]:
        """Rows of the best chunks of a measure or document, best first."""
        rows = grouping.members(place)
        return list(map(int, rows[np.argsort(-scores.chunks.at(rows), kind="stable")[:_PASSAGES_EACH]]))

    def _passage(self, row: int, read: Understanding, scores: Scores) -> Passage:
        chunk = self.index.chunks[row]
        measure = self.index.measures[self.index.measure_places[chunk.measure]] if chunk.measure else None
        return passage(
            chunk,
            self.index.documents[chunk.document],
            measure,
            confidence.passage_score(scores.chunks.of(row)),
            read.terms,
            self.index.analyser,
            read.language,
        )
