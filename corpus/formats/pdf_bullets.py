"""Bullets that a PDF draws as small shapes before a line, not as letters."""

from bisect import bisect_left
from collections.abc import Iterator

from corpus.formats.pdf_drawings import Drawn
from corpus.formats.pdf_layers import Layer, Strip
from corpus.formats.pdfium import Box

_SMALLEST, _LARGEST, _LONGER = 1.0, 7.0, 1.5  # points; how much longer than wide
_BEFORE, _APART = (0.2, 2.5), 3.0  # ems to the text after it, and from any text before it
_MIDDLE, _LEVEL, _SAME_LINE = 0.35, 0.3, 0.3  # ems above the baseline, and around that
_MOST, _LINES = 500, 8


def bullets(drawn: Drawn, layer: Layer) -> Iterator[Strip]:
    """A strip with a bullet for each small shape before a line of a layer; none if a page is full of such shapes."""
    shapes = [box for box in map(layer.turn.box, drawn.areas + drawn.others) if _is_dot(box)]
    if not shapes or len(shapes) > _MOST:
        return
    ordered = sorted(layer.strips, key=_baseline)
    for box in shapes:
        first = bisect_left(ordered, (box[1] + box[3]) / 2, key=_baseline)
        near = ordered[max(first - _LINES, 0) : first + _LINES]
        marked = next((strip for strip in near if _is_before(box, strip)), None)
        if marked and not any(_is_behind(box, strip, marked) for strip in near):
            yield Strip("•", box[0], box[2], marked.baseline, marked.size)


def _is_dot(box: Box) -> bool:
    shorter, longer = sorted((box[2] - box[0], box[3] - box[1]))
    return shorter > _SMALLEST and longer < min(_LARGEST, _LONGER * shorter)


def _is_before(box: Box, strip: Strip) -> bool:
    height = strip.baseline - (box[1] + box[3]) / 2
    is_level = abs(height - _MIDDLE * strip.size) < _LEVEL * strip.size
    return is_level and _BEFORE[0] * strip.size < strip.left - box[2] < _BEFORE[1] * strip.size


def _is_behind(box: Box, strip: Strip, marked: Strip) -> bool:
    """Whether a strip stands close before a shape, which then is part of a line."""
    is_beside = abs(strip.baseline - marked.baseline) < _SAME_LINE * marked.size
    return is_beside and strip is not marked and box[0] - _APART * marked.size < strip.right < marked.left


def _baseline(strip: Strip) -> float:
    return strip.baseline
