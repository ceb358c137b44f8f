"""Reasons why a measure fits: the sentences of its text that answer best, as source spans."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from corpus.document import SourceSpan
from corpus.text.cleaning import align
from corpus.text.sentences import sentences
from index.encoders.encoder import Encoder
from index.store import Index
from index.vectors import FloatArray

_SHORTEST = 25
_NEAR = 0.35
_LONGEST = 320
_WORDS_WEIGHT = 0.5
_FIELD_WEIGHTS = {
    "target_group": 0.15,
    "goal_and_target_group": 0.15,
    "goal": 0.1,
    "description": 0.05,
    "contact": -0.2,
}
_WISHED = 0.6
_CACHED_CHUNKS = 4_096


@dataclass(frozen=True)
class _Sentences:
    """The sentences of a chunk as evidence, with their terms and vectors `(n, dimension)`."""

    evidence: tuple[SourceSpan, ...]
    terms: tuple[frozenset[str], ...]
    vectors: FloatArray


class Reasons:
    """Selection of decisive sentences from the chunks of one index."""

    def __init__(self, index: Index, encoder: Encoder) -> None:
        self._index = index
        self._encoder = encoder
        self._sentences = lru_cache(maxsize=_CACHED_CHUNKS)(self._read)

    def best(
        self, rows: Sequence[int], vector: FloatArray, terms: Mapping[str, float], wished: Sequence[str], count: int
    ) -> tuple[SourceSpan, ...]:
        """Return at most `count` best-answering sentences of the chunks in `rows`, preferring `wished` fields.

        Every sentence after the first must prove something: share a word with the question, or lie near it.
        """
        scored: list[tuple[bool, bool, float, SourceSpan]] = []
        told = {term: weight * self._index.words.idf(term) for term, weight in terms.items()}
        asked = told.keys()
        total = sum(told.values()) or 1.0
        for row in rows:
            read = self._sentences(row)
            field = self._index.chunks[row].field
            bonus = _WISHED / (1 + wished.index(field)) if field in wished else _FIELD_WEIGHTS.get(field, 0.0)
            for evidence, own, cosine in zip(read.evidence, read.terms, read.vectors @ vector, strict=True):
                words = 0.0 if own.isdisjoint(asked) else sum(tells for term, tells in told.items() if term in own)
                proves = field in wished or words > 0 or float(cosine) >= _NEAR
                telling = proves or len(evidence.quote) >= _SHORTEST
                score = float(cosine) + _WORDS_WEIGHT * words / total + bonus
                scored.append((proves, telling, score, evidence))
        scored.sort(key=lambda entry: (-entry[0], -entry[1], -entry[2]))
        return tuple(evidence for place, (proves, *_, evidence) in enumerate(scored[:count]) if proves or not place)

    def _read(self, row: int) -> _Sentences:
        chunk = self._index.chunks[row]
        document = self._index.documents[chunk.document]
        aligned = align(document.text[chunk.start : chunk.end])
        found = []
        for start, end in _quotable(aligned.text):
            first, last = aligned.span(start, end)
            quote = document.quote(chunk.start + first, chunk.start + last)
            found.append(SourceSpan(chunk.field, quote.text, quote.start, quote.end))
        terms = tuple(frozenset(self._index.analyser.terms(evidence.quote)) for evidence in found)
        if not found:
            return _Sentences((), (), np.zeros((0, self._encoder.dimension), dtype=np.float32))
        return _Sentences(tuple(found), terms, self._encoder.encode_passages([evidence.quote for evidence in found]))


def _quotable(text: str) -> list[tuple[int, int]]:
    """Spans of the sentences in a chunk, without overlong ones unless there are no others."""
    spans = sentences(text)
    fitting = [(start, end) for start, end in spans if end - start <= _LONGEST]
    return spans if len(text) <= _LONGEST or not fitting else fitting
