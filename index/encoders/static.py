"""Static embeddings: the shipped encoder, which needs no torch."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load
from tokenizers import Encoding, Tokenizer

from index.encoders.encoder import BATCH, EncoderError
from index.vectors import FloatArray

SHIPPED_MODEL = Path(__file__).parents[1] / "model"
MANIFEST = "manifest.json"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
IDENTIFYING = (WEIGHTS, TOKENIZER)


class StaticEncoder:
    """Encodes a text as the normalised mean of the vectors of its pieces.

    `vectors` is (v, dimension); `rows` maps every piece of the tokenizer to its row, so that misspelt pieces share the
    vector of the correct one.
    """

    def __init__(
        self,
        name: str,
        digest: str,
        tokenizer: Tokenizer,
        vectors: NDArray[np.floating[Any]],
        rows: NDArray[np.int32],
    ) -> None:
        self._id = f"{name}@{digest[:12]}"
        self._tokenizer = tokenizer
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._vectors = vectors
        self._rows = rows

    @classmethod
    def load(cls, folder: Path) -> "StaticEncoder":
        """Load a model folder after verifying the SHA-256 of each file that its manifest names.

        Raises EncoderError naming the file that is missing, altered or unreadable.
        """
        name, digests = _read_manifest(folder)
        contents = {file: _checked(folder, file, digest) for file, digest in digests.items()}
        missing = set(IDENTIFYING) - contents.keys()
        if missing:
            raise EncoderError(f"{folder / MANIFEST} doesn't list {', '.join(sorted(missing))}")
        tokenizer = Tokenizer.from_str(contents[TOKENIZER].decode("utf-8"))
        weights = load(contents[WEIGHTS])
        if len(weights["mapping"]) != tokenizer.get_vocab_size():
            raise EncoderError(f"{folder}: {len(weights['mapping'])} rows for {tokenizer.get_vocab_size()} pieces")
        return cls(name, _digest(digests), tokenizer, weights["embeddings"], weights["mapping"])

    @property
    def id(self) -> str:
        """Name and first 12 hex digits of the SHA-256 of what `sha256sum` prints for weights and tokenizer."""
        return self._id

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return int(self._vectors.shape[1])

    def encode_questions(self, texts: Sequence[str]) -> FloatArray:
        """Vectors of questions: (n, dimension), rows L2-normalised."""
        return self._encode(texts)

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> FloatArray:
        """Vectors of passages: (n, dimension), rows L2-normalised."""
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            vectors[start : start + len(batch)] = self._encode(batch)
            if progress is not None:
                progress(len(batch))
        return vectors

    def _encode(self, texts: Sequence[str]) -> FloatArray:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, encoding in enumerate(self._tokenize(texts)):
            if encoding.ids:
                vectors[row] = self._vectors[self._rows[encoding.ids]].mean(axis=0, dtype=np.float32)
        norms = np.linalg.norm(vectors, axis=1, keepdims=True)
        normalised: FloatArray = vectors / np.maximum(norms, 1e-12)
        return normalised

    def _tokenize(self, texts: Sequence[str]) -> list[Encoding]:
        if len(texts) == 1:  # a batch of one would start the tokenizer's threads
            return [self._tokenizer.encode(texts[0], add_special_tokens=False)]
        return self._tokenizer.encode_batch(list(texts), add_special_tokens=False)


def _read_manifest(folder: Path) -> tuple[str, dict[str, str]]:
    try:
        manifest = json.loads((folder / MANIFEST).read_text("utf-8"))
        return str(manifest["name"]), dict(manifest["files"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise EncoderError(f"{folder / MANIFEST} can't be read: {error}") from error


def _digest(digests: Mapping[str, str]) -> str:
    """One hash of weights and tokenizer, since either changes the vectors."""
    lines = (f"{digests[file]}  {file}\n" for file in IDENTIFYING)
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()


def _checked(folder: Path, file: str, digest: str) -> bytes:
    try:
        content = (folder / file).read_bytes()
    except OSError as error:
        raise EncoderError(f"{folder / file} can't be read: {error.strerror}") from error
    if hashlib.sha256(content).hexdigest() != digest:
        raise EncoderError(f"{folder / file} doesn't match its SHA-256 in {MANIFEST}")
    return content
