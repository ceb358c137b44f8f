"""Small raised and lowered strips: marks of footnotes go, all else is put on its line; and strips become lines."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from corpus.formats.pdf_layers import Layer, Strip, joined

_SMALLEST, _SMALLER, _LONGEST = 0.4, 0.86, 8  # size as a share of the line's, length in characters
_SHIFTED, _RAISED, _LOWERED = 0.1, 0.7, -0.6  # how far above the line's baseline, in ems of the line
_BESIDE = 0.45  # how far from the words of its line
_SAME_LINE, _GAP, _BACK, _GLUED = 0.3, 0.7, -0.4, 0.15
_INDENT = 4.0
_MARK = re.compile(r"[\d\s.,;()\[\]*†‡§#¹²³⁰⁴-⁹]+|[a-z]\)")
_UNIT = re.compile(r"(?:^|[^\w]|\d)(?:[kcdmµq]?m)$")
_POWERS = {"2": "²", "3": "³"}
BULLET = r"(?:[•▪◦‣►▶■●○➢➤✓✔→·∙*–—-]|[\uf000-\uf0ff]|o)"
_SIGN = re.compile(rf"{BULLET}|(?:\d{{1,2}}|[a-z]|[IVX]{{1,5}})[.)]")


def lines_of(strips: Sequence[Strip], layer: Layer) -> list[list[Strip]]:
    """Strips of a layer line by line, from the top; those without a gap between them are one."""
    lines: list[list[Strip]] = []
    for strip in sorted(strips, key=lambda strip: strip.baseline):
        if lines and strip.baseline - lines[-1][0].baseline <= _SAME_LINE * min(strip.size, lines[-1][0].size):
            lines[-1].append(strip)
        else:
            lines.append([strip])
    return [list(_joined(line, layer)) if len(line) > 1 else line for line in lines]


def without_marks(strips: Sequence[Strip]) -> list[Strip]:
    """The strips without marks of footnotes; other raised or lowered ones are put onto the baseline of their line."""
    largest = max((strip.size for strip in strips), default=0.0)
    ordered = sorted(strips, key=_baseline)
    kept = []
    for strip in ordered:
        is_small = strip.size < _SMALLER * largest and len(strip.text) <= _LONGEST
        host = _host(strip, ordered, largest) if is_small else None
        if host is None:
            kept.append(strip)
        elif strip.baseline > host.baseline or not _MARK.fullmatch(strip.text):
            strip.baseline, strip.size = host.baseline, host.size
            kept.append(strip)
        elif strip.text in _POWERS and _UNIT.search(host.text) and strip.left > host.left:
            host.text += _POWERS[strip.text]
    return kept


def _host(small: Strip, ordered: Sequence[Strip], largest: float) -> Strip | None:
    """The strip that a raised or lowered one belongs to: the one before it, else the one after it."""
    first = bisect_left(ordered, small.baseline + _LOWERED * largest, key=_baseline)
    last = bisect_right(ordered, small.baseline + _RAISED * largest, key=_baseline)
    found = [
        strip
        for strip in ordered[first:last]
        if _SMALLEST * strip.size < small.size < _SMALLER * strip.size and _belongs(small, strip)
    ]
    return min(found, key=lambda strip: (small.left < strip.left, abs(small.left - strip.right)), default=None)


def _belongs(small: Strip, strip: Strip) -> bool:
    """Whether a strip is raised within another one or beside it, or lowered beside it."""
    em, raised = strip.size, (strip.baseline - small.baseline) / strip.size
    is_beside = abs(small.left - strip.right) < _BESIDE * em or abs(strip.left - small.right) < _BESIDE * em
    is_within = strip.left < small.left and small.right < strip.right
    return (is_beside and (_LOWERED < raised < -_SHIFTED)) or ((is_beside or is_within) and _SHIFTED < raised < _RAISED)


def _baseline(strip: Strip) -> float:
    return strip.baseline


def _joined(line: list[Strip], layer: Layer) -> Iterator[Strip]:
    """The strips of a line from left to right; without a gap they are one, and so are bullets and their text."""
    line.sort(key=lambda strip: strip.left)
    before = line[0]
    for strip in line[1:]:
        gap, size = strip.left - before.right, min(before.size, strip.size)
        is_sign = _SIGN.fullmatch(before.text)
        near = _BACK * size < gap < (_INDENT if is_sign else _GAP) * size
        if near and not layer.is_cut(before.right, strip.left, strip.baseline, size):
            before = joined(before, strip, " " if gap > _GLUED * size else "")
        else:
            yield before
            before = strip
    yield before
