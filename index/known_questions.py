"""Known questions: what a sentence answers, asked in other words than its own."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.reference.known_questions import KnownQuestion, known_questions
from corpus.text.question_kinds import OTHER, question_kind
from index.encoders.encoder import Encoder
from index.files import read_array, write_array
from index.json_records import read_records, write_records
from index.scored_rows import Rows
from index.sentences import Sentence
from index.vectors import FloatArray

_NAME = "known_question"


@dataclass(frozen=True)
class KnownQuestions:
    """Questions, their vectors `(m, dimension)`, and the rows `(m,)` of sentences that answer, in ascending order."""

    texts: tuple[str, ...]
    vectors: FloatArray
    rows: NDArray[np.int64]

    @classmethod
    def of_sentences(
        cls,
        sentences: Sequence[Sentence],
        documents: Mapping[str, Document],
        encoder: Encoder,
        before: "KnownQuestions | None" = None,
        hands: Collection[int] = (1, 2),
        known: Callable[[str], Sequence[KnownQuestion]] = known_questions,
    ) -> "KnownQuestions":
        """Embed the questions that are known of the `documents`, by id, of these sentences.

        Vectors of the same encoder are taken over from `before`; `hands` are the writers whose questions count, `known`
        returns those of a document's text.
        """
        by_document: dict[str, list[int]] = {}
        for row, sentence in enumerate(sentences):
            by_document.setdefault(sentence.document, []).append(row)
        found = sorted(
            (row, question.text)
            for id, rows in by_document.items()
            for question in known(documents[id].text)
            for row in rows
            if question.hand in hands and sentences[row].start <= question.place < sentences[row].end
        )
        return cls.embedded(found, encoder, before)

    @classmethod
    def embedded(
        cls, asked: Sequence[tuple[int, str]], encoder: Encoder, before: "KnownQuestions | None" = None
    ) -> "KnownQuestions":
        """Embed questions, each behind its row, in the order of rows; vectors are taken over from `before`."""
        texts = tuple(text for _, text in asked)
        known = dict(zip(before.texts, before.vectors, strict=True)) if before else {}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, encoder.encode_questions(new) if new else (), strict=True))
        vectors = np.array([known[text] for text in texts], dtype=np.float32).reshape(-1, encoder.dimension)
        return cls(texts, vectors, np.array([row for row, _ in asked], dtype=np.int64))

    @classmethod
    def load(cls, folder: Path, name: str = _NAME) -> "KnownQuestions":
        """Read what `save` wrote by this name. Raises ValueError for a file that holds something else."""
        vectors, rows = (read_array(folder / f"{name}_{part}.npy") for part in ("vectors", "rows"))
        return cls(read_records(folder / f"{name}s.json", str), vectors, rows)

    def save(self, folder: Path, name: str = _NAME) -> None:
        """Write the files of one `name`. Raises NotWritten."""
        write_records(folder / f"{name}s.json", str, self.texts)
        write_array(folder / f"{name}_vectors.npy", self.vectors)
        write_array(folder / f"{name}_rows.npy", self.rows)

    @cached_property
    def kinds(self) -> NDArray[np.str_]:
        """What each question begins to ask with, `(m,)`."""
        return np.array([question_kind(text) for text in self.texts], dtype=np.str_)

    @cached_property
    def answering_rows(self) -> Rows:
        """The rows of the sentences that answer any question, ascending, each once."""
        return self.rows[self._firsts]

    @cached_property
    def _firsts(self) -> Rows:
        """Where the questions of each sentence that answers any begin."""
        return np.flatnonzero(np.diff(self.rows, prepend=-1))

    def likest(self, vector: FloatArray, kind: str = OTHER) -> FloatArray:
        """Return the cosine of the likest question of each of the `answering_rows`, at least 0.

        Only questions of this `kind` count; `OTHER` goes with all. Documents expanded by the questions that they answer
        (Nogueira et al. 2019, arXiv:1904.08375), but kept apart from their words.
        """
        if not len(self.rows):
            return np.zeros(0, dtype=np.float32)
        likeness = self.vectors @ vector
        if kind != OTHER:
            likeness[(self.kinds != kind) & (self.kinds != OTHER)] = 0.0
        return np.maximum(np.maximum.reduceat(likeness, self._firsts), 0.0, dtype=np.float32)

    def likeness(self, vector: FloatArray, rows: Rows) -> FloatArray:
        """Return the cosine of the likest question that each sentence in `rows` answers, in their order, at least 0."""
        found = np.zeros(len(rows), dtype=np.float32)
        starts, ends = np.searchsorted(self.rows, rows, "left"), np.searchsorted(self.rows, rows, "right")
        known = np.flatnonzero(ends > starts)
        if len(known) == len(self.answering_rows):  # else all vectors would be copied
            found[known] = self.likest(vector)[np.searchsorted(self.answering_rows, rows[known])]
        elif len(known):
            sizes = (ends - starts)[known]
            firsts = np.cumsum(sizes) - sizes
            asked = np.repeat(starts[known] - firsts, sizes) + np.arange(sizes.sum())
            found[known] = np.maximum.reduceat(self.vectors[asked] @ vector, firsts)
        return np.maximum(found, 0.0)

    def answering(self, vector: FloatArray, limit: int) -> Rows:
        """Return the rows of the sentences that answer the `limit` likest questions, ascending, each once."""
        likeness = self.vectors @ vector
        best = np.argpartition(likeness, -limit)[-limit:] if len(likeness) > limit else np.arange(len(likeness))
        return np.unique(self.rows[best])
