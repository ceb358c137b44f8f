"""What a model is given to read: passages without what speaks to it."""

from collections.abc import Mapping

from corpus.text.instructions import without_instructions
from prompts.render import Source
from retriever.result import Passage


def sources_of(passages: Mapping[int, Passage]) -> list[Source]:
    """Return passages as sources under their numbers, in order, less those of which nothing is left."""
    texts = {number: without_instructions(passage.text) for number, passage in passages.items()}
    return [
        Source(number, without_instructions(passages[number].citation), text) for number, text in texts.items() if text
    ]
