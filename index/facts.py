"""Facts that are asked of measures: the vectors of their questions, and which measures state them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.measure import Measure
from corpus.reference.facts import fact_questions, stated_facts
from corpus.text.question_kinds import OTHER, question_kind
from index.encoders.encoder import Encoder
from index.files import read_array, write_array
from index.json_records import read_records, write_records
from index.vectors import FloatArray

SILENT, PARTLY, STATED, UNKNOWN = 0, 1, 2, -1
"""How a measure stands to a fact."""
_TEXTS, _PARTS = "fact_questions.json", ("vectors", "kinds", "asked", "standing")


@dataclass(frozen=True)
class Facts:
    """Questions for facts, and how measures stand to these.

    `texts` are the questions, `vectors` `(n, dimension)` theirs, `kinds` `(n,)` what they begin to ask with, `asked`
    `(n,)` the numbers of the facts that they ask for, ascending; `standing` `(measures, facts)` is one of the constants
    above.
    """

    texts: tuple[str, ...]
    vectors: FloatArray
    kinds: NDArray[np.str_]
    asked: NDArray[np.int64]
    standing: NDArray[np.int8]

    @classmethod
    def of_measures(
        cls,
        measures: Sequence[Measure],
        documents: Mapping[str, Document],
        encoder: Encoder,
        before: "Facts | None" = None,
    ) -> "Facts":
        """Embed the questions if of any of the measures, in `documents` by id, it is known what they state.

        Vectors of the same encoder are taken over from `before`.
        """
        known = [stated_facts(documents[measure.document].text).get(measure.start) for measure in measures]
        questions = sorted(fact_questions()) if any(known) else []
        names = sorted({fact for fact, _ in questions})
        standing = np.full((len(measures), len(names)), UNKNOWN, dtype=np.int8)
        for row, stated in enumerate(known):
            if stated and names:
                standing[row] = [
                    STATED if name in stated.whole else PARTLY if name in stated.partly else SILENT for name in names
                ]
        texts = tuple(text for _, text in questions)
        vectors = before.vectors if before and before.texts == texts else encoder.encode_questions(texts)
        return cls(
            texts,
            np.asarray(vectors, dtype=np.float32).reshape(len(texts), encoder.dimension),
            np.array([question_kind(text) for text in texts], dtype=np.str_),
            np.array([names.index(fact) for fact, _ in questions], dtype=np.int64),
            standing,
        )

    @classmethod
    def load(cls, folder: Path) -> "Facts":
        """Read what `save` wrote. Raises ValueError for a file that holds something else."""
        return cls(read_records(folder / _TEXTS, str), *(read_array(folder / f"fact_{part}.npy") for part in _PARTS))

    def save(self, folder: Path) -> None:
        """Write the files of a generation. Raises NotWritten."""
        write_records(folder / _TEXTS, str, self.texts)
        for part in _PARTS:
            write_array(folder / f"fact_{part}.npy", getattr(self, part))

    def likeness(self, vector: FloatArray, kind: str = OTHER) -> FloatArray:
        """Return the cosine of the likest question for each fact, `(facts,)`, at least 0.

        Only questions of this `kind` count; `OTHER` goes with all.
        """
        found = np.zeros(self.standing.shape[1], dtype=np.float32)
        if not len(self.vectors):
            return found
        likeness = self.vectors @ vector
        if kind != OTHER:
            likeness[(self.kinds != kind) & (self.kinds != OTHER)] = 0.0
        np.maximum.at(found, self.asked, likeness)
        return found
