"""Any sentence-transformers model as an encoder. The only module that needs that package at run time."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from index.encoders.encoder import BATCH, EncoderError
from index.vectors import FloatArray

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

EXTRA = "this model needs sentence-transformers: pip install massnahmenlotse[models]"
PICKLED = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl")
SETTINGS = ("*.json", "*.txt", "*.model")
PLAIN_FILES = (*SETTINGS, "*.safetensors", "*.md")


class TransformerEncoder:
    """A sentence-transformers model with the query and document prompts of its own configuration."""

    def __init__(self, name: str, digest: str, model: "SentenceTransformer") -> None:
        self._id = f"{name}@{digest[:12]}"
        self._model = model
        self._encoding = Lock()  # a tokenizer sets its padding per batch, so two batches at once fail

    @classmethod
    def load(cls, source: str | Path, offline: bool = True) -> "TransformerEncoder":
        """Load a folder, or a name from the local cache or, unless `offline`, from the hub.

        Only safetensors are read, and code in a model is never run. Raises EncoderError if the extra isn't installed,
        the model isn't found, or it has pickled weights.
        """
        if str(source).startswith(("/", ".", "~")) and not Path(source).is_dir():
            raise EncoderError(f"{source}: no such folder")
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise EncoderError(EXTRA) from error
        folder = Path(source) if Path(source).is_dir() else _snapshot(str(source), offline)
        _refuse_pickles(folder)
        try:
            model = SentenceTransformer(
                str(folder),
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
            )
        except (OSError, ValueError) as error:
            raise EncoderError(f"{source} can't be loaded: {error}") from error
        return cls(Path(source).name if Path(source).is_dir() else str(source), _digest(model, folder), model)

    @property
    def id(self) -> str:
        """Name and first 12 hex digits of the SHA-256 of all weights, of the tokenizer and of the configuration."""
        return self._id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._model.get_embedding_dimension() or 0)

    def encode_questions(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of questions, with the model's query prompt: (n, dimension), rows L2-normalised."""
        return self._rows(self._model.encode_query, texts)

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> FloatArray:
        """Vectors of passages, with the model's document prompt: (n, dimension), rows L2-normalised."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            vectors[start : start + len(batch)] = self._rows(self._model.encode_document, batch)
            if progress is not None:
                progress(len(batch))
        return vectors

    def _rows(self, encode: Callable[..., Any], texts: Sequence[str]) -> FloatArray:
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._encoding:
            vectors = encode(list(texts), normalize_embeddings=True, show_progress_bar=False)
        return np.asarray(vectors, dtype=np.float32)


def _snapshot(name: str, offline: bool) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(name, local_files_only=offline, allow_patterns=list(PLAIN_FILES)))
    except (LocalEntryNotFoundError, HfHubHTTPError, HFValidationError) as error:
        raise EncoderError(f"no model {name!r} in the local cache, and no folder of that name") from error


def _refuse_pickles(folder: Path) -> None:
    """Raise EncoderError for pickled weights, which sentence-transformers would load for some modules."""
    for pattern in PICKLED:
        for path in folder.rglob(pattern):
            if not list(path.parent.glob("*.safetensors")):
                raise EncoderError(f"{path} is a pickle; only safetensors are supported")


def _digest(model: "SentenceTransformer", folder: Path) -> str:
    """SHA-256 over weights and settings (prompts, pooling, tokenizer) by name, wherever the files are."""
    digest = hashlib.sha256()
    for name, weights in sorted(model.state_dict().items()):
        digest.update(name.encode("utf-8"))
        digest.update(weights.float().cpu().numpy().tobytes())
    for name, path in sorted(_settings(folder).items()):
        digest.update(name.encode("utf-8"))
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _settings(folder: Path) -> dict[str, Path]:
    """The settings files by their names below the folder, except hidden ones, which aren't part of the model."""
    found = {path.relative_to(folder): path for pattern in SETTINGS for path in folder.rglob(pattern)}
    return {
        name.as_posix(): path
        for name, path in found.items()
        if path.is_file() and not any(part.startswith(".") for part in name.parts)
    }
