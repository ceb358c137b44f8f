"""A page of a PDF turned upright: strips of words, and the straight lines between them."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.formats.pdfium import Box

_FAR, _SPACE = 1.8, 0.25  # ems: between two lines of a paragraph at most, between two words


@dataclass(slots=True)
class Strip:
    """Words that follow each other on one line; places and sizes in points, from the left and from the top.

    `lead` counts the characters in bold at its start. `filled` is where what was filled into a form begins, -1 if none.
    """

    text: str
    left: float
    right: float
    baseline: float
    size: float
    lead: int = 0
    filled: int = -1

    @property
    def is_bold(self) -> bool:
        """Whether it is bold from start to end."""
        return self.lead >= len(self.text)


Lines = list[list[Strip]]
"""The lines of a page from the top, each from left to right."""


def joined(before: Strip, strip: Strip, between: str = " ") -> Strip:
    """Two strips of a line as one."""
    start = len(before.text) + len(between)
    lead = start + strip.lead if before.is_bold and strip.lead else before.lead
    filled = before.filled if before.filled >= 0 or strip.filled < 0 else start + strip.filled
    size = before.size if len(before.text) >= len(strip.text) else strip.size
    text = f"{before.text}{between}{strip.text}"
    return Strip(text, before.left, max(before.right, strip.right), before.baseline, size, lead, filled)


def is_full(above: Strip, below: Strip, limit: float) -> bool:
    """Whether the first word of the line below would have gone beyond `limit` on the line above."""
    return below.baseline - above.baseline <= _FAR * below.size and fills(above, below, limit)


def fills(line: Strip, following: Strip, limit: float) -> bool:
    """Whether a line has no room for the first word of the one that follows it, even on another page."""
    first = following.text.partition(" ")[0]
    width = (following.right - following.left) * len(first) / len(following.text)
    return line.right + _SPACE * line.size + width > limit


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line from `start` to `end`, at `at` from the top if it goes across, from the left if it goes down."""

    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Rotation:
    """How a page is turned so that text at an angle of `quarters` times 90 degrees stands upright."""

    quarters: int
    page: Box

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the turned page."""
        left, bottom, right, top = self.page
        return (right - left, top - bottom) if self.quarters % 2 == 0 else (top - bottom, right - left)

    def box(self, box: Box) -> Box:
        """Left, top, right and bottom of a box, counted from the left and from the top of the turned page."""
        left, bottom, right, top = box
        page_left, page_bottom, page_right, page_top = self.page
        match self.quarters:
            case 0:
                return left - page_left, page_top - top, right - page_left, page_top - bottom
            case 1:
                return bottom - page_bottom, left - page_left, top - page_bottom, right - page_left
            case 2:
                return page_right - right, bottom - page_bottom, page_right - left, top - page_bottom
            case _:
                return page_top - top, page_right - right, page_top - bottom, page_right - left

    def lines(self, boxes: Iterable[Box]) -> tuple[list[Line], list[Line]]:
        """The lines across and those down, each ordered by `at`."""
        across, down = [], []
        for left, top, right, bottom in map(self.box, boxes):
            if right - left > bottom - top:
                across.append(Line((top + bottom) / 2, left, right))
            else:
                down.append(Line((left + right) / 2, top, bottom))
        return sorted(across, key=_place), sorted(down, key=_place)


@dataclass(slots=True)
class Layer:
    """All strips of a page that are read in one direction, with the lines that go across and down between them."""

    turn: Rotation
    strips: list[Strip] = field(default_factory=list)
    across: list[Line] = field(default_factory=list)
    down: list[Line] = field(default_factory=list)

    def is_cut(self, left: float, right: float, baseline: float, size: float) -> bool:
        """Whether a line goes down between two places in a line of text of this size."""
        first = bisect_left(self.down, left - 0.1 * size, key=_place)
        for line in self.down[first:]:
            if line.at > right + 0.1 * size:
                return False
            if line.start < baseline - 0.3 * size < line.end:
                return True
        return False


def _place(line: Line) -> float:
    return line.at
