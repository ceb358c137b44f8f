"""All ranking weights in one place, so that each can be ablated."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Weights:
    """Weights of the parts of a score, tuned on the `dev` questions of tests/relevance; 0 disables a part.

    `examples` weighs the answers to similar questions of the practice catalogue against the question's own vector
    when ranking measures. `best_chunk` weighs the best chunk of a measure or document against the mean of its
    `several_chunks` best; `chunk_words` weighs the words of the best chunk against those of the whole. Words weigh
    less the less of a question the documents say; what they only say in other words counts `translated` of that.
    `known` weighs how like a question is to those that a measure is known to answer, by its `several_known` sentences
    that answer the likest; `known_chunk` the same for the best sentence of a chunk. `needs` weighs how like it is to
    what is known to be said of clients whom a measure serves, by the `several_needs` likest; `need_words` the words of
    these; `need_chunk` does the same for the likest need of a chunk, where no field is asked for.
    `core` weighs the vector of a measure's title, target group and goal, by the share of measures of which no need is
    known: needs say better what a measure is for.
    `field_bonus` is added to chunks of the field asked for, multiplied by `field_of_named` if a measure or place is
    named; `contact` is added to contact lines nobody asked for; `conflict` is subtracted from measures that the
    client's facts rule out.
    """

    vectors: float = 1.0
    examples: float = 1.2
    words: float = 1.0
    core: float = 0.5
    best_chunk: float = 0.6
    several_chunks: int = 5
    chunk_words: float = 0.5
    known: float = 0.5
    several_known: int = 5
    known_chunk: float = 1.2
    needs: float = 1.0
    need_words: float = 0.7
    several_needs: int = 5
    need_chunk: float = 0.8
    thesaurus: float = 0.8
    broader: float = 0.5
    translated: float = 0.5
    compound_part: float = 0.5
    spelling: bool = True
    name: float = 11.0
    place: float = 9.0
    paragraph: float = 3.0
    field_bonus: float = 2.5
    field_of_named: float = 1.75
    contact: float = -2.0
    conflict: float = 2.0
