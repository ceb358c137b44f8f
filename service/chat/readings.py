"""What the texts of one request say, each of them read once."""

from collections.abc import Callable
from dataclasses import replace

from corpus.text.language import Language
from retriever.query import Question
from retriever.understanding import Understanding
from service.chat.message import Resolved

Read = Callable[[Question], Understanding]


class Readings:
    """Reads texts and remembers what they say. Made for one request and dropped with it."""

    def __init__(self, read: Read) -> None:
        self._read = read
        self._known: dict[tuple[str, Language], Understanding] = {}

    def of(self, text: str, language: Language) -> Understanding:
        """Return what `text` says in `language`. Raises ValueError if it can't be a question."""
        key = text, language
        if key not in self._known:
            self._known[key] = self._read(Question(text, language=language))
        return self._known[key]

    def added_to(self, resolved: Resolved) -> Resolved:
        """Return a message with the readings of what it says and of what it asks; small talk has none."""
        if resolved.task in ("talk", "gone"):
            return resolved
        asking = self.of(resolved.asked, resolved.language) if resolved.asked else None
        return replace(resolved, reading=self.of(resolved.text, resolved.language), asking=asking)
