"""Example questions with the passages that answer them; the nearest ones expand a new question."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from corpus.reference import practice
from index.encoders.encoder import Encoder
from index.vectors import FlatIndex, FloatArray

_NEAREST = 10
_QUESTIONS, _PASSAGES = "example_questions.faiss", "example_passages.faiss"


@dataclass(frozen=True)
class Examples:
    """Vectors of the example `questions` and, in the same order, of the `passages` that answer them."""

    questions: FlatIndex
    passages: FloatArray

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
        rows, near = self.questions.search(vector, _NEAREST)
        squares = np.maximum(near, 0.0) ** 2
        if not weight or not squares.sum():
            return vector
        mean = squares @ self.passages[rows] / squares.sum()
        total = vector + np.float32(weight) * mean
        completed: FloatArray = total / np.linalg.norm(total)
        return completed
