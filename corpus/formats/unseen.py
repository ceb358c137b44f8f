"""Text that a document holds but doesn't show: in the colour of its ground, tiny, or off the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.formats.content import Notice, tidy

Colour = tuple[int, int, int]
"""Red, green and blue, from 0 to 255."""
WHITE: Colour = (255, 255, 255)
SMALLEST_TYPE = 2.0
"""Points; nobody reads smaller type."""

_ALIKE = 12
_BEGINS = 60
_HEX = re.compile(r"#?([0-9a-f]{6}|[0-9a-f]{3,4}|[0-9a-f]{8})", re.IGNORECASE)
_PARTS = re.compile(r"rgba?\(\s{0,9}(\d{1,3})[,\s]\s{0,9}(\d{1,3})[,\s]\s{0,9}(\d{1,3})", re.IGNORECASE)
_NAMES = {"white": WHITE, "snow": (255, 250, 250), "ivory": (255, 255, 240), "black": (0, 0, 0)}


@dataclass(slots=True)
class Unseen:
    """The texts of a document that aren't shown."""

    texts: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        """Note a text, unless it is blank."""
        if words := tidy(text).replace("\n", " "):
            self.texts.append(words)

    def notices(self) -> Iterator[Notice]:
        """Say how many texts there are, and how the first one begins."""
        if self.texts:
            yield Notice("text_unseen", {"count": len(self.texts), "begins": self.texts[0][:_BEGINS]})


def colour(raw: str | None) -> Colour | None:
    """A colour as web pages and office documents write it; None if it isn't one, or isn't plain."""
    text = (raw or "").strip().lower()
    if found := _HEX.fullmatch(text):
        digits = found[1] if len(found[1]) >= 6 else "".join(2 * digit for digit in found[1])
        return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:6], 16)
    if found := _PARTS.match(text):
        return int(found[1]), int(found[2]), int(found[3])
    return _NAMES.get(text)


def is_tiny(raw: str | None, per_point: int) -> bool:
    """Whether a size in whole parts of a point is too small to read; what isn't a number is not."""
    return raw is not None and raw.isdecimal() and int(raw[:6]) < SMALLEST_TYPE * per_point


def look_alike(text: Colour | None, ground: Colour | None) -> bool:
    """Whether text in one colour can't be told from its ground; not if either isn't known."""
    return (
        text is not None
        and ground is not None
        and all(abs(one - other) <= _ALIKE for one, other in zip(text, ground, strict=True))
    )
