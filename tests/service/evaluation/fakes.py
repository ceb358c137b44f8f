"""A search without an index, for what real documents can't show."""

from collections.abc import Mapping, Sequence

from service.chat.message import Message
from service.evaluation.searchers import Found, Piece, Range, Reply, State

TEXT = "Ziel: **Arbeit** finden.\n\nZielgruppe: Mütter und Väter.\n\n4. Gesundheit\n\nBewegung hilft allen."


class FakeSearcher:
    """One document with one measure in it; finds what it was given."""

    def __init__(self, found: Found | None = None) -> None:
        self._found = found or Found((), (), (), answerable=True, confidence=None)

    def state(self) -> State:
        return State("fake", "none@0", {})

    def search(self, text: str) -> Found:
        return self._found

    def reply(self, said: Sequence[Message], limit: int | None = None) -> Reply:
        return Reply("", (), (), said[-1].content)

    def document(self, id: str) -> str:
        return {"d": TEXT}[id]

    def measures(self) -> Mapping[str, Range]:
        return {"m": Range("d", 0, TEXT.index("4."))}


def piece(words: str, *, id: str = "", measure: str | None = "m", section: str = "") -> Piece:
    """A passage of exactly these raw words."""
    start = TEXT.index(words)
    return Piece("d", start, start + len(words), words, id or words, measure, section)
