"""What a new generation takes over from the last one: vectors of texts that haven't changed."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np

from corpus.measure import Measure
from index.chunks import Chunk, core_text
from index.encoders.encoder import Encoder
from index.generations import Generations
from index.json_records import read_records
from index.manifest import IndexDamaged, Manifest
from index.sentences import SentenceIndex
from index.vectors import FloatArray, load_vectors

T = TypeVar("T")


def core_texts(measures: Sequence[Measure]) -> list[str]:
    """The text to embed for each measure; one empty text if there are no measures."""
    return [core_text(measure) for measure in measures] or [""]


def usable(generations: Generations, encoder: Encoder) -> Path | None:
    """The folder of the current generation if it is intact and has this encoder."""
    current = generations.current()
    if current is None:
        return None
    folder = generations.path(current)
    try:
        return folder if Manifest.load(folder).encoder == encoder.id else None
    except (IndexDamaged, OSError, ValueError):
        return None


def kept(folder: Path | None, read: Callable[[Path], T]) -> T | None:
    """What `read` takes over from a generation; None without one, or if it has another format or was pruned."""
    try:
        return read(folder) if folder else None
    except (OSError, ValueError):
        return None


def vectors_by_digest(folder: Path) -> dict[str, FloatArray]:
    """Vectors of a generation by hash of the embedded text."""
    embedded = [
        *(piece.embedded for piece in read_records(folder / "chunks.json", Chunk)),
        *core_texts(read_records(folder / "measures.json", Measure)),
    ]
    sentences = SentenceIndex.load(folder)
    embedded += [sentence.text for sentence in sentences.sentences]
    vectors = [load_vectors(folder / name).vectors() for name in ("vectors.faiss", "measure_vectors.faiss")]
    vectors.append(sentences.vectors)
    return {digest(text): vector for text, vector in zip(embedded, np.concatenate(vectors), strict=True)}


def digest(text: str) -> str:
    """Return the hash by which the vector of a text is found again."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
