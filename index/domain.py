"""What questions to a catalogue of measures sound like, learned from samples."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from corpus.samples import Sample
from index.encoders.encoder import Encoder
from index.vectors import FloatArray

_RIDGE = 1.0
_WIDTH = 5.0
_FILE = "domain.npz"


class Domain:
    """How like the answered ones among sample questions a question is, as the vectors of an encoder have it.

    Kernel ridge regression (Saunders, Gammerman and Vovk 1998) of 1 and -1 on the vectors of sample questions: near
    ones say most, so that asking what a benefit pays is told from asking who helps somebody who gets it.
    """

    def __init__(self, usual: float, vectors: FloatArray, says: FloatArray) -> None:
        """`says` `(n,)` is how much each of the samples' unit `vectors` `(n, dimension)` adds to what is `usual`."""
        self._usual = usual
        self._vectors = vectors
        self._says = says

    @classmethod
    def from_samples(cls, samples: Sequence[Sample], encoder: Encoder) -> "Domain":
        """Learn from `samples` as `encoder` sees them."""
        vectors = encoder.encode_questions([sample.text for sample in samples])
        return cls.fit(vectors, [sample.answerable for sample in samples])

    @classmethod
    def fit(cls, vectors: FloatArray, answerable: Sequence[bool]) -> "Domain":
        """Learn from unit vectors `(n, dimension)` of questions."""
        wanted = np.where(np.asarray(answerable), 1.0, -1.0)
        usual = float(wanted.mean())
        likeness = _likeness(vectors, vectors).astype(np.float64) + _RIDGE * np.eye(len(vectors))
        return cls(usual, vectors, np.linalg.solve(likeness, wanted - usual).astype(np.float32))

    @classmethod
    def load(cls, folder: Path) -> "Domain":
        """Read what `save` wrote. Raises ValueError naming a file that holds something else."""
        with np.load(folder / _FILE, allow_pickle=False) as kept:
            if set(kept.files) != {"usual", "vectors", "says"}:
                raise ValueError(f"{_FILE}: not what was written")
            return cls(float(kept["usual"]), kept["vectors"], kept["says"])

    def save(self, folder: Path) -> None:
        np.savez(folder / _FILE, usual=self._usual, vectors=self._vectors, says=self._says)

    def familiarity(self, vector: FloatArray) -> float:
        """About 1 for a question to a catalogue, about -1 for another."""
        return self._usual + float(_likeness(vector, self._vectors) @ self._says)


def _likeness(first: FloatArray, second: FloatArray) -> FloatArray:
    """1 where vectors are the same, less the farther apart: the Gaussian kernel on unit vectors."""
    likeness: FloatArray = np.exp(np.float32(_WIDTH) * (first @ second.T - 1))
    return likeness
