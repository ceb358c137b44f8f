"""Sentences: the unit that answers a question, each with the measure and the field in which it stands."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document, sentence_spans
from corpus.measure import Section
from corpus.text.answer_types import held_types
from index.files import read_array, write_array
from index.json_records import read_records, write_records
from index.lexical import BM25Index
from index.vectors import FloatArray

if TYPE_CHECKING:
    from corpus.parsing.catalogue import Parsed

_TEXTS, _VECTORS, _WORDS = "sentences.json", "sentence_vectors.npy", "sentence_words"
_TYPES = "sentence_types.npy"
_K1, _B = 1.2, 0.6


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or list item. `text` is what cleaning `document.text[start:end]` gives.

    `measure` is None outside of measures; `section` is the label under which it stands.
    """

    document: str
    measure: str | None
    field: str
    section: str
    start: int
    end: int
    text: str


def document_sentences(parsed: "Parsed") -> Iterator[Sentence]:
    """Yield the sentences of a document in order: those of its measures, then those outside of them."""
    for measure in parsed.measures:
        for section in filter(None, (*measure.sections, measure.contact)):
            yield from _cut(parsed.document, measure.id, section)
    for section in parsed.sections:
        if section.field != "letterhead":
            yield from _cut(parsed.document, None, section)


def _cut(document: Document, measure: str | None, section: Section) -> Iterator[Sentence]:
    for span in sentence_spans(document, section.spans):
        quote = document.quote(*span)
        if any(map(str.isalnum, quote.text)):
            yield Sentence(document.id, measure, section.field, section.label, quote.start, quote.end, quote.text)


@dataclass(frozen=True)
class SentenceIndex:
    """All sentences with their vectors `(n, dimension)` and words, row by row."""

    sentences: tuple[Sentence, ...]
    vectors: FloatArray
    words: BM25Index
    types: NDArray[np.uint32]
    """The kinds of value that each sentence holds, as `held_types` gives them."""

    @classmethod
    def from_sentences(
        cls, sentences: Sequence[Sentence], vectors: FloatArray, terms: Sequence[Sequence[str]]
    ) -> "SentenceIndex":
        """Index sentences by their vectors `(n, dimension)` and terms."""
        types = np.array([held_types(sentence.text) for sentence in sentences], dtype=np.uint32)
        return cls(tuple(sentences), vectors, BM25Index.from_terms(terms, k1=_K1, b=_B), types)

    @classmethod
    def load(cls, folder: Path) -> "SentenceIndex":
        """Read what `save` wrote. Raises ValueError for a file that holds something else."""
        return cls(
            read_records(folder / _TEXTS, Sentence),
            read_array(folder / _VECTORS),
            BM25Index.load(folder / _WORDS),
            read_array(folder / _TYPES),
        )

    def save(self, folder: Path) -> None:
        write_records(folder / _TEXTS, Sentence, self.sentences)
        write_array(folder / _VECTORS, self.vectors)
        self.words.save(folder / _WORDS)
        write_array(folder / _TYPES, self.types)

    @cached_property
    def rows_by_owner(self) -> Mapping[str, NDArray[np.int64]]:
        """The rows of each measure, and under a document's id those outside of its measures."""
        return _grouped([sentence.measure or sentence.document for sentence in self.sentences])


def _grouped(owners: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    rows: dict[str, list[int]] = {}
    for row, owner in enumerate(owners):
        rows.setdefault(owner, []).append(row)
    return {owner: np.array(own, dtype=np.int64) for owner, own in rows.items()}
