"""A long sorted list of words, searched where it lies: it costs its bytes and no time to read."""

from functools import cache
from importlib.resources import files


class Wordbook:
    """The lines of a sorted text; comments, which begin with `#`, come before all words."""

    def __init__(self, lines: bytes) -> None:
        """`lines` are sorted, each ending with a line feed."""
        self._lines = lines

    def __contains__(self, word: str) -> bool:
        wanted = word.encode()
        low, high = 0, len(self._lines)
        while low < high:
            start = self._lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = self._lines.index(b"\n", start)
            line = self._lines[start:end]
            if line == wanted:
                return True
            if line < wanted:
                low = end + 1
            else:
                high = start
        return False


@cache
def wordbook(name: str) -> Wordbook:
    """Read a list of `corpus/data/lexicon`."""
    return Wordbook((files("corpus") / "data" / "lexicon" / name).read_bytes())
