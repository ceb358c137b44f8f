"""BM25 over the words of chunks and measures. The only module that imports bm25s."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from index.files import read_array, write_array, write_file, writing_to
from index.vectors import FloatArray

_VOCABULARY, _SIZE = "vocab.index.json", "params.index.json"
_DATA, _ROWS, _COLUMNS = (f"{name}.csc.index.npy" for name in ("data", "indices", "indptr"))


class LexicalIndex(Protocol):
    """An index of the terms of texts."""

    def __len__(self) -> int: ...

    def __contains__(self, term: str) -> bool: ...

    def scores(self, weights: Mapping[str, float]) -> FloatArray:
        """The score of every text, `(n,)`, for weighted terms."""
        ...

    def frequency(self, term: str) -> int:
        """The number of texts that have a term."""
        ...

    def idf(self, term: str) -> float:
        """Inverse document frequency of a term; 0 if no text has it."""
        ...

    def together(self, terms: Sequence[str]) -> bool:
        """Whether any one text has all these terms."""
        ...

    def rows_with(self, term: str) -> NDArray[np.int32]:
        """Return the rows of the texts that have a term."""
        ...

    def save(self, folder: Path) -> None:
        """Write the index to a folder. Raises NotWritten."""
        ...


class BM25Index:
    """BM25 (Lucene's variant; Robertson and Zaragoza 2009, doi:10.1561/1500000019) over lists of terms."""

    def __init__(
        self,
        vocabulary: dict[str, int],
        data: FloatArray,
        rows: NDArray[np.int32],
        columns: NDArray[np.int32],
        size: int,
    ) -> None:
        """Scores of `size` texts as compressed sparse columns, one per term: `data`, `rows`, starts of `columns`."""
        self._vocabulary = vocabulary
        self._data, self._rows, self._columns = data, rows, columns
        self._size = size
        self._idfs = self.idf_of(np.diff(columns))

    @classmethod
    def from_terms(cls, texts: Sequence[Sequence[str]], *, k1: float, b: float) -> "BM25Index":
        """Index lists of terms. Raises ValueError if all of them are empty."""
        import bm25s  # slow to import, because of SciPy, and only building needs it

        if not any(texts):
            raise ValueError("there are no words to index")
        model = bm25s.BM25(k1=k1, b=b, method="lucene")
        model.index([list(terms) for terms in texts], show_progress=False)
        scores = model.scores
        return cls(model.vocab_dict, scores["data"], scores["indices"], scores["indptr"], int(scores["num_docs"]))

    @classmethod
    def load(cls, folder: Path) -> "BM25Index":
        """Read what `save` wrote. Raises ValueError for a file with other content."""
        data, rows, columns = (read_array(folder / name) for name in (_DATA, _ROWS, _COLUMNS))
        vocabulary = json.loads((folder / _VOCABULARY).read_text("utf-8"))
        return cls(vocabulary, data, rows, columns, int(json.loads((folder / _SIZE).read_text("utf-8"))["num_docs"]))

    def save(self, folder: Path) -> None:
        """Write those of bm25s' own files that `load` reads. Raises NotWritten."""
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
        for name, values in ((_DATA, self._data), (_ROWS, self._rows), (_COLUMNS, self._columns)):
            write_array(folder / name, values)
        write_file(folder / _VOCABULARY, json.dumps(self._vocabulary, ensure_ascii=False).encode())
        write_file(folder / _SIZE, json.dumps({"num_docs": self._size}).encode())

    def __len__(self) -> int:
        return self._size

    def __contains__(self, term: str) -> bool:
        return term in self._vocabulary

    def scores(self, weights: Mapping[str, float]) -> FloatArray:
        total = np.zeros(self._size, dtype=np.float32)
        for term, weight in weights.items():
            column = self._column(term)
            total[self._rows[column]] += weight * self._data[column]
        return total

    def frequency(self, term: str) -> int:
        column = self._column(term)
        return int(column.stop - column.start)

    def idf(self, term: str) -> float:
        number = self._vocabulary.get(term)
        return 0.0 if number is None else float(self._idfs[number])

    def idf_of(self, frequency: NDArray[np.int64] | int) -> NDArray[np.float64]:
        """Return how much a term tells that so many texts have."""
        idf: NDArray[np.float64] = np.log(1 + (self._size - frequency + 0.5) / (frequency + 0.5))
        return idf

    def together(self, terms: Sequence[str]) -> bool:
        rows = [set(self.rows_with(term).tolist()) for term in terms]
        return bool(set.intersection(*rows)) if rows else False

    def rows_with(self, term: str) -> NDArray[np.int32]:
        return self._rows[self._column(term)]

    def _column(self, term: str) -> slice:
        number = self._vocabulary.get(term)
        return slice(0, 0) if number is None else slice(self._columns[number], self._columns[number + 1])
