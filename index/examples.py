"""Example questions with the passages that answer them; the nearest ones expand a new question."""

from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import numpy as np

from corpus.document import Document
from corpus.reference import practice
from index.encoders.encoder import Encoder
from index.vectors import FlatIndex, FloatArray

_NEAREST = 10
_QUESTIONS, _PASSAGES = "example_questions.faiss", "example_passages.faiss"


def shipped_documents(documents: Iterable[Document]) -> frozenset[str]:
    """Return the ids of the shipped documents among `documents`, none unless all of them are there.

    The practice and sample questions that come with the program were written for them: they say nothing of others.
    """
    texts = {file.read_text("utf-8") for file in (files("corpus") / "data" / "texts").iterdir()}
    held = {document.id: document.text for document in documents if document.text in texts}
    return frozenset(held) if texts == set(held.values()) else frozenset()


@dataclass(frozen=True)
class Examples:
    """Vectors of the example `questions` and, in the same order, of the `passages` that answer them."""

    questions: FlatIndex
    passages: FloatArray

    @classmethod
    def none(cls, encoder: Encoder) -> "Examples":
        """No examples: questions stay as they are."""
        empty = np.zeros((0, encoder.dimension), dtype=np.float32)
        return cls(FlatIndex.from_vectors(empty), empty)

    @classmethod
    def from_practice(cls, encoder: Encoder) -> "Examples":
        """Embed the examples of the practice catalogue, each passage once."""
        examples = list(practice.examples())
        passages = list(dict.fromkeys(example.passage for example in examples))
        rows = {passage: row for row, passage in enumerate(passages)}
        vectors = encoder.encode_passages(passages)
        questions = encoder.encode_questions([example.question for example in examples])
        return cls(FlatIndex.from_vectors(questions), vectors[[rows[example.passage] for example in examples]])

    @classmethod
    def load(cls, folder: Path) -> "Examples":
        """Read what `save` wrote. Raises ValueError naming a file without vectors."""
        return cls(FlatIndex.load(folder / _QUESTIONS), FlatIndex.load(folder / _PASSAGES).vectors())

    def save(self, folder: Path) -> None:
        self.questions.save(folder / _QUESTIONS)
        FlatIndex.from_vectors(self.passages).save(folder / _PASSAGES)

    def completed(self, vector: FloatArray, weight: float) -> FloatArray:
        """Add to a question's unit vector the passages of the nearest examples; a `weight` of 0 changes nothing.

        Query expansion from an external collection (Diaz and Metzler 2006, doi:10.1145/1148170.1148200): the mean of
        the passages, weighted by the squared similarity of their questions.
        """
        if not weight or not len(self.questions):
            return vector
        rows, near = self.questions.search(vector, _NEAREST)
        squares = np.maximum(near, 0.0) ** 2
        if not squares.sum():
            return vector
        mean = squares @ self.passages[rows] / squares.sum()
        total = vector + np.float32(weight) * mean
        completed: FloatArray = total / np.linalg.norm(total)
        return completed
