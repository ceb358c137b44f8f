"""Words of chunks and measures, ranked by BM25. The only module that imports bm25s."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

import bm25s
import numpy as np

from index.arrays import FloatArray


class LexicalIndex(Protocol):
    """Where the terms of texts are searched."""

    def __len__(self) -> int: ...

    def __contains__(self, term: str) -> bool: ...

    def scores(self, weights: Mapping[str, float]) -> FloatArray:
        """The score of every text, `(n,)`, for terms with weights."""
        ...

    def frequency(self, term: str) -> int:
        """How many texts have a term."""
        ...

    def idf(self, term: str) -> float:
        """How much a term tells: 0 if no text has it."""
        ...

    def together(self, terms: Sequence[str]) -> bool:
        """Whether one text has all these terms."""
        ...


class BM25Index:
    """BM25 (Lucene's variant; Robertson and Zaragoza 2009, doi:10.1561/1500000019) over lists of terms."""

    def __init__(self, model: bm25s.BM25) -> None:
        self._model = model
        self._vocabulary: dict[str, int] = model.vocab_dict
        self._data, self._rows, self._columns = (model.scores[name] for name in ("data", "indices", "indptr"))
        self._size = int(model.scores["num_docs"])

    @classmethod
    def from_terms(cls, texts: Sequence[Sequence[str]], *, k1: float, b: float) -> "BM25Index":
        """Index lists of terms. Raises ValueError if none of them has a term."""
        if not any(texts):
            raise ValueError("no text has a word to index")
        model = bm25s.BM25(k1=k1, b=b, method="lucene")
        model.index([list(terms) for terms in texts], show_progress=False)
        return cls(model)

    @classmethod
    def load(cls, folder: Path) -> "BM25Index":
        return cls(bm25s.BM25.load(folder, load_corpus=False))

    def save(self, folder: Path) -> None:
        self._model.save(folder, show_progress=False)

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
        frequency = self.frequency(term)
        return float(np.log(1 + (self._size - frequency + 0.5) / (frequency + 0.5))) if frequency else 0.0

    def together(self, terms: Sequence[str]) -> bool:
        rows = [set(self._rows[self._column(term)].tolist()) for term in terms]
        return bool(set.intersection(*rows)) if rows else False

    def _column(self, term: str) -> slice:
        number = self._vocabulary.get(term)
        return slice(0, 0) if number is None else slice(self._columns[number], self._columns[number + 1])
