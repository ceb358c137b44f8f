"""Initial vectors of pieces: near the texts they occur in, and shorter for frequent pieces."""

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from index.vectors import FloatArray

SIF = 1e-3


def initial_vectors(
    tokenizer: Tokenizer, taught: Iterable[tuple[str, FloatArray]], texts: Iterable[str], dimension: int, seed: int
) -> FloatArray:
    """One vector per piece (pieces, dimension): the mean target of its texts, with the length a / (a + p(piece)).

    That length is smooth inverse frequency: Arora et al., A simple but tough-to-beat baseline, ICLR 2017.
    """
    size = tokenizer.get_vocab_size()
    vectors = np.random.default_rng(seed).normal(0.0, 0.02, (size, dimension)).astype(np.float32)
    for text, target in taught:
        ids = tokenizer.encode(text).ids
        if ids:
            np.add.at(vectors, ids, target / len(ids))
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    lengths = SIF / (SIF + _frequencies(tokenizer, texts, size))
    initial: FloatArray = vectors * lengths[:, None].astype(np.float32)
    return initial


def _frequencies(tokenizer: Tokenizer, texts: Iterable[str], size: int) -> NDArray[np.float64]:
    counts = np.zeros(size)
    for encoding in tokenizer.encode_batch(list(texts), add_special_tokens=False):
        np.add.at(counts, encoding.ids, 1.0)
    frequencies: NDArray[np.float64] = counts / max(counts.sum(), 1.0)
    return frequencies
