"""Vector search by inner product. The only module that imports faiss."""

from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

from index.files import write_file
from index.scored_rows import Rows, ScoredRows

FloatArray = NDArray[np.float32]


class VectorIndex(Protocol):
    """An index of vectors."""

    def __len__(self) -> int: ...

    def search(self, vector: FloatArray, limit: int) -> tuple[NDArray[np.int64], FloatArray]:
        """Rows of the `limit` nearest vectors and their inner products with `vector` `(dimension,)`, best first."""
        ...

    def nearest(self, vector: FloatArray, limit: int) -> ScoredRows:
        """The inner products of the `limit` nearest vectors with `vector`; all others get that of the last of them."""
        ...

    def at(self, rows: Rows) -> FloatArray:
        """Return the vectors of some rows, in their order, `(len(rows), dimension)`."""
        ...

    def vectors(self) -> FloatArray:
        """Return all vectors, `(n, dimension)`."""
        ...

    def save(self, path: Path) -> None:
        """Write the index to a file. Raises NotWritten."""
        ...


class FlatIndex:
    """Exact search over `(n, dimension)` float32 vectors."""

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    @classmethod
    def from_vectors(cls, vectors: FloatArray) -> "FlatIndex":
        index = faiss.IndexFlatIP(vectors.shape[1])
        index.add(np.ascontiguousarray(vectors, dtype=np.float32))
        return cls(index)

    @property
    def stored(self) -> faiss.Index:
        """FAISS's own index."""
        return self._index

    @property
    def is_in_cells(self) -> bool:
        """Whether the vectors are those of an inverted file."""
        return isinstance(faiss.downcast_index(self._index), faiss.IndexIVF)

    @classmethod
    def load(cls, path: Path) -> "FlatIndex":
        """Map what `save` wrote into memory. Raises ValueError naming a file that isn't an index."""
        try:
            return cls(faiss.read_index(str(path), faiss.IO_FLAG_MMAP_IFC))
        except RuntimeError as error:  # all that faiss raises, even for a file that can't be opened
            raise ValueError(f"{path.name}: not a FAISS index") from error

    def save(self, path: Path) -> None:
        """Write FAISS's own format. Raises NotWritten; FAISS itself would only print that a file couldn't be closed."""
        write_file(path, faiss.serialize_index(self._index).data)

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def search(self, vector: FloatArray, limit: int) -> tuple[NDArray[np.int64], FloatArray]:
        scores, rows = self._index.search(vector.reshape(1, -1), min(limit, len(self)))
        return rows[0], scores[0]

    def nearest(self, vector: FloatArray, limit: int) -> ScoredRows:
        if len(self) <= limit:
            return ScoredRows.whole(self._matrix @ vector)
        rows, scores = self.search(vector, limit)
        order = np.argsort(rows)
        return ScoredRows(len(self), rows[order], scores[order], float(scores[-1]))

    @cached_property
    def _matrix(self) -> FloatArray:
        """The vectors as FAISS holds them, `(n, dimension)`, not copied."""
        if not len(self):
            return np.zeros((0, self._index.d), dtype=np.float32)
        start: Any = faiss.downcast_index(self._index)
        held: FloatArray = faiss.rev_swig_ptr(start.get_xb(), len(self) * self._index.d)
        return held.reshape(len(self), self._index.d)

    def at(self, rows: Rows) -> FloatArray:
        found: FloatArray = self._matrix[rows]
        return found

    def vectors(self) -> FloatArray:
        """All vectors, `(n, dimension)`."""
        result: FloatArray = self._index.reconstruct_n(0, len(self))
        return result


FLAT_UP_TO = 20_000
"""So many vectors are searched one by one; more by the cells of an inverted file, which is then quicker."""
_CELLS_PER_ROOT = 4
_PROBED = 128
_TRAINING = 64


class CellIndex(FlatIndex):
    """Search of the vectors in those cells of an inverted file whose centroids are nearest (Sivic and Zisserman 2003).

    Vectors are whole, so that the inner products are exact; a near vector in a far cell is missed.
    """

    @classmethod
    def from_vectors(cls, vectors: FloatArray) -> "CellIndex":
        """Train four times as many cells as the square root of the number of vectors, and fill them."""
        held = np.ascontiguousarray(vectors, dtype=np.float32)
        dimension = held.shape[1]
        cells = int(_CELLS_PER_ROOT * len(held) ** 0.5)
        index = faiss.IndexIVFFlat(faiss.IndexFlatIP(dimension), dimension, cells, faiss.METRIC_INNER_PRODUCT)
        index.cp.max_points_per_centroid, index.cp.min_points_per_centroid = _TRAINING, 1
        index.train(held)
        index.add(held)
        return cls(index)

    def __init__(self, index: faiss.Index) -> None:
        super().__init__(index)
        cells: Any = faiss.downcast_index(index)
        cells.nprobe = _PROBED
        cells.make_direct_map()

    def at(self, rows: Rows) -> FloatArray:
        found: FloatArray = self._index.reconstruct_batch(rows)
        return found

    def nearest(self, vector: FloatArray, limit: int) -> ScoredRows:
        if len(self) <= limit:
            return ScoredRows.whole(self._copied @ vector)
        rows, scores = self.search(vector, limit)
        rows, scores = rows[rows >= 0], scores[rows >= 0]  # fewer than `limit` may lie in the cells
        order = np.argsort(rows)
        return ScoredRows(len(self), rows[order], scores[order], float(scores[-1]))

    @cached_property
    def _copied(self) -> FloatArray:
        """All vectors once more, for searches that ask for all of them."""
        return self.vectors()


def vector_index(vectors: FloatArray) -> FlatIndex:
    """Return the index that searches so many `vectors`, `(n, dimension)`, best."""
    return (CellIndex if len(vectors) > FLAT_UP_TO else FlatIndex).from_vectors(vectors)


def load_vectors(path: Path) -> FlatIndex:
    """Read what an index of `vector_index` saved. Raises ValueError naming a file that isn't an index."""
    found = FlatIndex.load(path)
    return CellIndex(found.stored) if found.is_in_cells else found
