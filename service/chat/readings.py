"""What the texts of one request say, each of them read once."""

from collections.abc import Callable

from corpus.text.language import Language
from retriever.query import Question
from retriever.understanding import Understanding

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
