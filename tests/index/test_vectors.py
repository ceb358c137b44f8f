"""Exact search by inner product."""

from pathlib import Path

import numpy as np
import pytest

from index.vectors import FLAT_UP_TO, CellIndex, FlatIndex, FloatArray, load_vectors, vector_index


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


def test_many_vectors_are_found_by_their_cells(tmp_path: Path) -> None:
    """Nearly all of the nearest hundred, with exact products, also once they are saved and loaded."""
    random = np.random.default_rng(1)
    centres = random.normal(size=(300, 16))
    drawn = (
        centres[random.integers(300, size=FLAT_UP_TO + 1)] + random.normal(size=(FLAT_UP_TO + 1, 16)) * 0.5
    ).astype(np.float32)
    drawn /= np.linalg.norm(drawn, axis=1, keepdims=True)
    vector_index(drawn).save(tmp_path / "vectors.faiss")
    found = load_vectors(tmp_path / "vectors.faiss")
    assert isinstance(found, CellIndex)
    assert np.array_equal(found.vectors(), drawn)
    shares = []
    for vector in drawn[::2000]:
        near, products = found.nearest(vector, 100), drawn @ vector
        assert near.scores == pytest.approx(products[near.rows], abs=1e-5)
        assert near.rest == pytest.approx(float(near.scores.min()))
        assert np.array_equal(found.at(near.rows), drawn[near.rows])
        shares.append(len({*near.rows.tolist()} & {*np.argsort(-products)[:100].tolist()}) / 100)
    assert np.mean(shares) > 0.97
    assert found.nearest(drawn[0], len(drawn)).scores == pytest.approx(drawn @ drawn[0], abs=1e-5)


def test_few_vectors_are_compared_one_by_one(vectors: FloatArray) -> None:
    """All of them are told, or the nearest and what the last of these has."""
    found = vector_index(vectors)
    assert not found.is_in_cells
    assert found.nearest(vectors[2], 20).scores == pytest.approx(vectors @ vectors[2], abs=1e-6)
    few = found.nearest(vectors[2], 3)
    products = vectors @ vectors[2]
    assert sorted(np.argsort(-products)[:3].tolist()) == few.rows.tolist()
    assert np.array_equal(found.at(np.array([4, 1])), vectors[[4, 1]])
    assert few.rest == pytest.approx(float(np.sort(products)[-3]), abs=1e-6)
