"""Folded text that knows where each of its characters comes from."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from corpus.text.folding import fold, mark_over

_COMPOSABLE = re.compile(r"\w[\u0300-\u036f]+")
_OVER = re.compile(r"\b(?:Ü|ü|[Uu]e)[ -]?\d\d\b")
_PART = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is folded, on one line; its character `i` comes from `[starts[i], ends[i])` of the original."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, original: str) -> "Folded":
        """Fold a text as `fold(mark_over(...))` does, with single spaces."""
        places = range(len(original))
        whole = cls(original, places, [place + 1 for place in places])
        whole = whole.replaced(_COMPOSABLE, lambda match: unicodedata.normalize("NFC", match.group()))
        whole = whole.replaced(_OVER, lambda match: mark_over(match.group()))
        return whole.replaced(_PART, _folded_part)._stripped()

    def replaced(self, pattern: re.Pattern[str], replacement: Callable[[re.Match[str]], str]) -> "Folded":
        """Replace every match; what takes its place comes from all of it."""
        text, starts, ends, last = [], list[int](), list[int](), 0
        for match in pattern.finditer(self.text):
            first, behind = match.span()
            new = replacement(match)
            if new == match.group() or first == behind:
                continue
            text += [self.text[last:first], new]
            starts += [*self.starts[last:first], *[self.starts[first]] * len(new)]
            ends += [*self.ends[last:first], *[self.ends[behind - 1]] * len(new)]
            last = behind
        text.append(self.text[last:])
        return Folded("".join(text), [*starts, *self.starts[last:]], [*ends, *self.ends[last:]])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original that `text[start:end]`, which must not be empty, comes from."""
        return self.starts[start], self.ends[end - 1]

    def _stripped(self) -> "Folded":
        first = len(self.text) - len(self.text.lstrip())
        last = max(first, len(self.text.rstrip()))
        return Folded(self.text[first:last], self.starts[first:last], self.ends[first:last])


def _folded_part(match: re.Match[str]) -> str:
    return " " if match.group().isspace() else fold(match.group())
