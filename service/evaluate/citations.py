"""Whether what is shown as a quote is what stands in the source."""

from collections.abc import Iterable

from corpus.cleaning import clean
from service.evaluate.searcher import Piece, Searcher


class Citations:
    """Counts the quoted spans that give their text again, each span once, and keeps those that don't."""

    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher
        self._right: dict[tuple[str, int, int, str], bool] = {}
        self.wrong: list[tuple[str, Piece]] = []

    def check(self, asked: str, pieces: Iterable[Piece]) -> None:
        """Check what `asked` was answered with."""
        for piece in pieces:
            key = (piece.document, piece.start, piece.end, piece.text)
            if key not in self._right:
                source = self._searcher.document(piece.document)
                self._right[key] = clean(source[piece.start : piece.end]) == piece.text
                if not self._right[key]:
                    self.wrong.append((asked, piece))

    @property
    def count(self) -> int:
        """How many spans there were."""
        return len(self._right)

    @property
    def share(self) -> float | None:
        """The share that reproduces its source; None if nothing was quoted."""
        return sum(self._right.values()) / self.count if self.count else None
