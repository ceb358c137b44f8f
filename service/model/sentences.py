"""The sentences of an answer as it comes, each with the citations that belong to it."""

import re
from collections.abc import Iterator

from corpus.sentences import SENTENCE_END

_CITED_AFTER = re.compile(r"([.!?])[ \t]*((?:\[\d+\][ \t,]*)+)")
_END = re.compile(rf"\n+|{SENTENCE_END}|(?<=\])[ \t]+(?=[A-ZÄÖÜ„\"»])(?<=[.!?]\][ \t])")
_LONGEST = 2_000


class Sentences:
    """Holds what a model says back until a sentence is complete. `Es kostet 10 €. [1] Es dauert` is one and a half."""

    def __init__(self) -> None:
        self._held = ""

    def add(self, piece: str) -> Iterator[str]:
        """The sentences that are complete with `piece`; the last one is held until something follows it."""
        self._held = _moved(self._held + piece)
        *complete, self._held = _split(self._held)
        if len(self._held) > _LONGEST:
            complete, self._held = [*complete, self._held], ""
        yield from filter(None, map(str.strip, complete))

    def rest(self) -> Iterator[str]:
        """What is left at the end."""
        left, self._held = _split(_moved(self._held)), ""
        yield from filter(None, map(str.strip, left))


def _moved(text: str) -> str:
    """`kostet 10 €. [1]` as `kostet 10 € [1].`: a citation behind a full stop belongs to the sentence before it."""
    return _CITED_AFTER.sub(lambda match: f" {match[2].strip()}{match[1]} ", text)


def _split(text: str) -> list[str]:
    parts, start = [], 0
    for match in _END.finditer(text):
        parts.append(text[start : match.end()])
        start = match.end()
    return [*parts, text[start:]]
