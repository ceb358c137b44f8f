"""A search without an index, for cases that the real documents don't contain."""

from collections.abc import Mapping, Sequence

from service.chat.message import Message
from service.evaluation.searchers import ChatOutcome, MeasureSpan, QuotedSpan, SearcherState, SearchOutcome

TEXT = "Ziel: **Arbeit** finden.\n\nZielgruppe: Mütter und Väter.\n\n4. Gesundheit\n\nBewegung hilft allen."


class FakeSearcher:
    """One document with one measure in it; always returns the given result."""

    def __init__(self, result: SearchOutcome | None = None) -> None:
        self._result = result or SearchOutcome((), (), (), answerable=True, confidence=None)

    def state(self) -> SearcherState:
        return SearcherState("fake", "none@0", {})

    def search(self, text: str) -> SearchOutcome:
        return self._result

    def reply(self, messages: Sequence[Message], limit: int | None = None) -> ChatOutcome:
        return ChatOutcome("", (), (), messages[-1].content)

    def document(self, id: str) -> str:
        return {"d": TEXT}[id]

    def measures(self) -> Mapping[str, MeasureSpan]:
        return {"m": MeasureSpan("d", 0, TEXT.index("4."))}


def span(words: str, *, id: str = "", measure: str | None = "m", section: str = "") -> QuotedSpan:
    """The span of these words in the raw text, as a passage."""
    start = TEXT.index(words)
    return QuotedSpan("d", start, start + len(words), words, id or words, measure, section)
