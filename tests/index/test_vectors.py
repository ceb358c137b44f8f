"""Exact search by inner product."""

from pathlib import Path

import numpy as np
import pytest

from index.vectors import FlatIndex, FloatArray


@pytest.fixture
def vectors() -> FloatArray:
    """Twenty vectors of length one."""
    drawn = np.random.default_rng(0).normal(size=(20, 8)).astype(np.float32)
    normalised: FloatArray = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return normalised


def test_search_is_exact_and_best_first(vectors: FloatArray) -> None:
    """Rows and inner products are those of the matrix product."""
    rows, scores = FlatIndex.from_vectors(vectors).search(vectors[3], 5)
    products = vectors @ vectors[3]
    assert rows.tolist() == np.argsort(-products)[:5].tolist()
    assert scores == pytest.approx(products[rows], abs=1e-6)
    assert rows[0] == 3


def test_a_limit_beyond_the_size_gives_all(vectors: FloatArray) -> None:
    """And no row that isn't there."""
    rows, _ = FlatIndex.from_vectors(vectors).search(vectors[0], 1000)
    assert sorted(rows.tolist()) == list(range(20))


def test_saved_and_loaded_again_it_is_the_same(vectors: FloatArray, tmp_path: Path) -> None:
    """To the last bit, also from a matrix whose rows don't lie one behind the other."""
    FlatIndex.from_vectors(np.asfortranarray(vectors)).save(tmp_path / "vectors.faiss")
    assert np.array_equal(FlatIndex.load(tmp_path / "vectors.faiss").vectors(), vectors)


@pytest.mark.parametrize("content", [b"", b"# no vectors", None])
def test_a_file_without_an_index_is_refused_by_name(tmp_path: Path, content: bytes | None) -> None:
    """Empty, of another kind or not there: a ValueError like that of any other file of an index."""
    if content is not None:
        (tmp_path / "vectors.faiss").write_bytes(content)
    with pytest.raises(ValueError, match=r"^vectors\.faiss: not a FAISS index$"):
        FlatIndex.load(tmp_path / "vectors.faiss")
