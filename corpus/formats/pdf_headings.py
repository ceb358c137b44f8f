"""Which sizes of type in a PDF are those of headings, and of which level."""

from collections import Counter
from collections.abc import Iterable

from corpus.formats.pdf_layers import Strip

_LARGER, _LARGER_IF_BOLD, _ALIKE = 1.15, 1.05, 1.04
_COMMON = 0.35  # a size of which there is more is that of text
_SHORT, _SOME = 400, 0.2  # characters of a whole document, share of them
_LONGEST = 200
_DEEPEST = 6


class Scale:
    """The sizes of a document's type: `body` is that of most characters."""

    def __init__(self, strips: Iterable[Strip]) -> None:
        counted: Counter[float] = Counter()
        large: dict[float, bool] = {}
        for strip in strips:
            size = round(strip.size * 4) / 4
            counted[size] += len(strip.text)
            large[size] = large.get(size, False) or strip.is_bold
        total = counted.total()
        self.body = max(counted, key=lambda size: (counted[size], -size), default=1.0)
        if total < _SHORT:  # titles may have more characters than the text
            self.body = min((size for size in counted if counted[size] >= _SOME * total), default=1.0)
        most = _COMMON * total if total >= _SHORT else total
        self._levels: dict[float, int] = {}
        level, last = 0, float("inf")
        for size in sorted(counted, reverse=True):
            if counted[size] < most and size >= self.body * (_LARGER_IF_BOLD if large[size] else _LARGER):
                if size * _ALIKE < last:
                    level, last = level + 1, size
                self._levels[size] = min(level, _DEEPEST)

    def level(self, lines: list[Strip]) -> int:
        """The level of the heading that lines of one size make, from 1; 0 if they are text."""
        first = lines[0]
        smallest = _LARGER_IF_BOLD if all(line.is_bold for line in lines) else _LARGER
        length = sum(len(line.text) for line in lines)
        if first.size < smallest * self.body or length > _LONGEST or lines[-1].text.endswith((".", ",", ";")):
            return 0
        return self._levels.get(round(first.size * 4) / 4, 0)
