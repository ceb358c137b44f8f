"""How typical a question is of those that an index answers, learned when it is built."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from pathlib import Path

import numpy as np

from index.encoders.encoder import Encoder
from index.files import write_file
from index.vectors import FloatArray

_RIDGE = 1.0
_WIDTH = 5.0
_NARROWEST = 0.1
_FILE = "familiarity.npz"


class Familiarity:
    """Scores how much a question is like those that the index answers, by the encoder's vectors.

    Kernel ridge regression (Saunders, Gammerman and Vovk 1998) of 1 (answerable) and -1 on the vectors of known
    questions, in which near ones weigh most: what a benefit pays and who helps somebody on that benefit are different
    questions.
    """

    def __init__(self, bias: float, vectors: FloatArray, weights: FloatArray) -> None:
        """`weights` `(n,)` are those of the unit `vectors` `(n, dimension)`, `bias` the score of what is like none."""
        self._bias = bias
        self._vectors = vectors
        self._weights = weights

    @classmethod
    def from_questions(cls, answerable: Iterable[str], unanswerable: Iterable[str], encoder: Encoder) -> "Familiarity":
        """Embed the questions with `encoder` and fit; each kind needs two at least."""
        texts, others = list(answerable), list(unanswerable)
        labels = [True] * len(texts) + [False] * len(others)
        return cls.fit(encoder.encode_questions([*texts, *others]), labels)

    @classmethod
    def fit(cls, vectors: FloatArray, answerable: Sequence[bool]) -> "Familiarity":
        """Fit to unit vectors of questions, `(n, dimension)`, and their labels.

        The scale is such that answerable questions score 1 and others 0 on average, each predicted from the rest.
        """
        is_answerable = np.asarray(answerable)
        labels = np.where(is_answerable, 1.0, -1.0)
        kernel = _kernel(vectors, vectors).astype(np.float64) + _RIDGE * np.eye(len(vectors))
        inverse = np.linalg.inv(kernel)
        usual = labels.mean()
        weights = inverse @ (labels - usual)
        left_out = labels - weights / np.diag(inverse)  # Allen 1974, doi:10.1080/00401706.1974.10489157
        low, high = left_out[~is_answerable].mean(), left_out[is_answerable].mean()
        scale = 1.0 / max(high - low, _NARROWEST)
        return cls(float((usual - low) * scale), vectors, (weights * scale).astype(np.float32))

    @classmethod
    def load(cls, folder: Path) -> "Familiarity":
        """Read what `save` wrote. Raises ValueError for a file with other content."""
        with (folder / _FILE).open("rb") as file, np.load(file, allow_pickle=False) as stored:
            if set(stored.files) != {"bias", "vectors", "weights"}:
                raise ValueError(f"{_FILE}: unexpected arrays {', '.join(stored.files)}")
            return cls(float(stored["bias"]), stored["vectors"], stored["weights"])

    def save(self, folder: Path) -> None:
        """Write a .npz file. Raises NotWritten."""
        buffer = BytesIO()
        np.savez(buffer, bias=self._bias, vectors=self._vectors, weights=self._weights)
        write_file(folder / _FILE, buffer.getbuffer())

    def score(self, vector: FloatArray) -> float:
        """About 1 for a question like those that the index answers, about 0 for others."""
        return self._bias + float(_kernel(vector, self._vectors) @ self._weights)


def _kernel(first: FloatArray, second: FloatArray) -> FloatArray:
    """The Gaussian kernel of unit vectors: 1 for equal ones, less the farther apart they are."""
    kernel: FloatArray = np.exp(np.float32(_WIDTH) * (first @ second.T - 1))
    return kernel
