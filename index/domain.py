"""What questions to a catalogue of measures sound like, learned from samples."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.samples import Sample
from index.arrays import FloatArray
from index.encoder import Encoder

_RIDGE = 10.0
_FILE = "domain.npy"


class Domain:
    """A direction among the vectors of an encoder, from questions that no catalogue answers to those that one does.

    Ridge regression (Hoerl and Kennard 1970) of 1 and -1 on the vectors of sample questions.
    """

    def __init__(self, bias: float, direction: FloatArray) -> None:
        self._bias = bias
        self._direction = direction

    @classmethod
    def from_samples(cls, samples: Sequence[Sample], encoder: Encoder) -> "Domain":
        """Learn from `samples` as `encoder` sees them."""
        vectors = encoder.encode_questions([sample.text for sample in samples])
        return cls.fit(vectors, [sample.answerable for sample in samples])

    @classmethod
    def fit(cls, vectors: FloatArray, answerable: Sequence[bool]) -> "Domain":
        """Learn from vectors `(n, dimension)` of questions."""
        rows = np.c_[np.ones(len(vectors)), vectors].astype(np.float64)
        shrunk = np.diag([0.0, *[_RIDGE] * vectors.shape[1]])
        wanted = np.where(np.asarray(answerable), 1.0, -1.0)
        bias, *direction = np.linalg.solve(rows.T @ rows + shrunk, rows.T @ wanted)
        return cls(float(bias), np.array(direction, dtype=np.float32))

    @classmethod
    def load(cls, folder: Path) -> "Domain":
        """Read what `save` wrote. Raises ValueError naming a file that holds something else."""
        bias, *direction = np.load(folder / _FILE, allow_pickle=False)
        return cls(float(bias), np.array(direction, dtype=np.float32))

    def save(self, folder: Path) -> None:
        """Write the bias and the direction, `(1 + dimension,)`."""
        np.save(folder / _FILE, np.array([self._bias, *self._direction]), allow_pickle=False)

    def familiarity(self, vector: FloatArray) -> float:
        """About 1 for a question to a catalogue, about -1 for another."""
        return self._bias + float(vector @ self._direction)
