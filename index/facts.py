"""Facts that are asked of measures: the vectors of their questions, and which measures state them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.document import Document
from corpus.measure import Measure
from corpus.reference.facts import fact_questions, stated_facts
from index.encoders.encoder import Encoder
from index.files import read_array, write_array
from index.known_questions import KnownQuestions

SILENT, PARTLY, STATED, UNKNOWN = 0, 1, 2, -1
"""How a measure stands to a fact."""
_NAME, _STANDING = "fact_question", "fact_standing.npy"


@dataclass(frozen=True)
class Facts:
    """Questions for facts, and how measures stand to these.

    The rows of the questions `asked` are the numbers of the facts that they ask for, of which each has some; `standing`
    `(measures, facts)` is one of the constants above.
    """

    asked: KnownQuestions
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
            if stated:
                standing[row] = [
                    STATED if name in stated.whole else PARTLY if name in stated.partly else SILENT for name in names
                ]
        numbered = [(names.index(fact), text) for fact, text in questions]
        return cls(KnownQuestions.embedded(numbered, encoder, before.asked if before else None), standing)

    @classmethod
    def load(cls, folder: Path) -> "Facts":
        """Read what `save` wrote. Raises ValueError for a file that holds something else."""
        return cls(KnownQuestions.load(folder, _NAME), read_array(folder / _STANDING))

    def save(self, folder: Path) -> None:
        """Write the files of a generation. Raises NotWritten."""
        self.asked.save(folder, _NAME)
        write_array(folder / _STANDING, self.standing)
