"""Every number that ranking rests on, in one place, so that each can be measured and left out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the parts of a score. Chosen on the `dev` questions of tests/relevance; 0 leaves a part out."""

    vectors: float = 1.0
    words: float = 1.0
    core: float = 0.3
    thesaurus: float = 0.6
    compound_part: float = 0.5
    best_chunks: int = 3
    place: float = 3.0
    paragraph: float = 2.0
    name: float = 6.0
    spelling: bool = True
    field_bonus: float = 1.0
