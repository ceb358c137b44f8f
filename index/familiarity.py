"""How typical a question is of those asked of a catalogue of measures, learned from sample questions."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import numpy as np

from corpus.reference.practice import Sample
from index.encoders.encoder import Encoder
from index.files import write_file
from index.vectors import FloatArray

_RIDGE = 1.0
_WIDTH = 5.0
_FILE = "domain.npz"


class Familiarity:
    """Scores how much a question is like the sample questions that a catalogue answers, by the encoder's vectors.

    Kernel ridge regression (Saunders, Gammerman and Vovk 1998) of 1 (answerable) and -1 on the vectors of samples, in
    which near ones weigh most: what a benefit pays and who helps somebody on that benefit are different questions.
    """

    def __init__(self, bias: float, vectors: FloatArray, weights: FloatArray) -> None:
        """`weights` `(n,)` are the ridge coefficients of the unit `vectors` `(n, dimension)`, `bias` the mean label."""
        self._bias = bias
        self._vectors = vectors
        self._weights = weights

    @classmethod
    def from_samples(cls, samples: Sequence[Sample], encoder: Encoder) -> "Familiarity":
        """Embed `samples` with `encoder` and fit."""
        vectors = encoder.encode_questions([sample.text for sample in samples])
        return cls.fit(vectors, [sample.answerable for sample in samples])

    @classmethod
    def fit(cls, vectors: FloatArray, answerable: Sequence[bool]) -> "Familiarity":
        """Fit to unit vectors of questions, `(n, dimension)`, and their labels."""
        labels = np.where(np.asarray(answerable), 1.0, -1.0)
        bias = float(labels.mean())
        kernel = _kernel(vectors, vectors).astype(np.float64) + _RIDGE * np.eye(len(vectors))
        return cls(bias, vectors, np.linalg.solve(kernel, labels - bias).astype(np.float32))

    @classmethod
    def load(cls, folder: Path) -> "Familiarity":
        """Read what `save` wrote. Raises ValueError for a file with other content."""
        with (folder / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if set(stored.files) != {"usual", "vectors", "says"}:
                raise ValueError(f"{_FILE}: unexpected arrays {', '.join(stored.files)}")
            return cls(float(stored["usual"]), stored["vectors"], stored["says"])

    def save(self, folder: Path) -> None:
        """Write a .npz file. Raises NotWritten."""
        buffer = BytesIO()
        np.savez(buffer, usual=self._bias, vectors=self._vectors, says=self._weights)
        write_file(folder / _FILE, buffer.getbuffer())

    def score(self, vector: FloatArray) -> float:
        """About 1 for a question like those that a catalogue answers, about -1 for others."""
        return self._bias + float(_kernel(vector, self._vectors) @ self._weights)


def _kernel(first: FloatArray, second: FloatArray) -> FloatArray:
    """The Gaussian kernel of unit vectors: 1 for equal ones, less the farther apart they are."""
    kernel: FloatArray = np.exp(np.float32(_WIDTH) * (first @ second.T - 1))
    return kernel
