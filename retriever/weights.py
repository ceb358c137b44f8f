"""Every number that ranking rests on, in one place, so that each can be measured and left out."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the parts of a score. Chosen on the `dev` questions of tests/relevance; 0 leaves a part out.

    `examples` is how much the answers to similar questions of the practice catalogue count beside a question's own
    vector when measures are ranked. `best_chunk` is the share of a measure's best chunk beside the mean of its
    `several_chunks` best, `chunk_words` that of the words in its best chunk beside those in the whole measure.
    `field_bonus` goes to chunks of the field asked for, times `field_of_named` if a measure or place is named,
    `contact` to contact lines that nobody asks for; `conflict` is taken off measures that the client's facts speak
    against.
    """

    vectors: float = 1.0
    examples: float = 1.2
    words: float = 1.0
    core: float = 0.5
    best_chunk: float = 0.6
    several_chunks: int = 5
    chunk_words: float = 0.5
    thesaurus: float = 0.8
    broader: float = 0.5
    compound_part: float = 0.5
    spelling: bool = True
    name: float = 8.0
    place: float = 6.0
    paragraph: float = 3.0
    field_bonus: float = 2.5
    field_of_named: float = 1.75
    contact: float = -2.0
    conflict: float = 2.0
