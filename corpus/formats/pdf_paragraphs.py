"""Lines of a column become headings, paragraphs and list items."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise, takewhile
from statistics import median
from typing import NamedTuple

from corpus.formats.pdf_headings import Scale
from corpus.formats.pdf_layers import Strip, is_full
from corpus.formats.pdf_marks import BULLET
from corpus.formats.pieces import Piece, pair
from corpus.parsing.labels import match_label
from corpus.text.cleaning import clean

_USUAL, _LOOSE = 1.25, 2.2  # distance of lines in ems
_RAGGED, _FULL, _LONG = 0.08, 3, 0.6  # share of a column's width, lines, share of its width
_WIDER, _OTHER_SIZE, _INDENT, _HANGING = 1.25, 1.08, 0.8, 0.4
_SURE = 0.75  # confidence of a label
_DASHES = "-–—"
_ITEM = re.compile(rf"{BULLET}\s+(?=\S)")
_NUMBERED = re.compile(r"(?:\d{1,2}|[a-z])[.)] ")
_LABEL = re.compile(r"[^\W\d_][^.!?;:]{1,40}:(?:\s|$)")
_ENDED = re.compile(r"[.!?:…][)\"“«»’]*$")


class Margin(NamedTuple):
    """Where the longest line of a column ends; `is_certain` if others do too, so that words are wrapped there."""

    right: float
    is_certain: bool


def margin_of(lines: Iterable[Strip]) -> Margin:
    """The margin of a column's lines."""
    sides = [(line.left, line.right) for line in lines]
    left, right = min((side[0] for side in sides), default=0.0), max((side[1] for side in sides), default=0.0)
    full = sum(end > right - _RAGGED * (right - left) for _, end in sides)
    return Margin(right, full >= _FULL)


def pieces_of(lines: Sequence[Strip], scale: Scale, margin: Margin) -> list[Piece]:
    """The pieces that lines of one column make, from top to bottom."""
    return [piece_from(group, scale, margin) for group in groups_of(lines, margin)]


def groups_of(lines: Sequence[Strip], margin: Margin) -> Iterator[list[Strip]]:
    """Lines of a column that belong together."""
    distance = _distance(lines, margin.right)
    group: list[Strip] = []
    for line in lines:
        if group and _begins(group, line, distance, margin.right):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


def _distance(lines: Sequence[Strip], limit: float) -> float:
    """How far below each other the lines of a paragraph are, in ems."""
    found = [
        (below.baseline - above.baseline) / below.size
        for above, below in pairwise(lines)
        if is_full(above, below, limit) and above.size / _OTHER_SIZE < below.size < above.size * _OTHER_SIZE
    ]
    return max(median(found), 1.0) if found else _USUAL


def _begins(group: list[Strip], line: Strip, distance: float, limit: float) -> bool:
    """Whether a line begins something new."""
    above, first = group[-1], group[0]
    if not above.size / _OTHER_SIZE < line.size < above.size * _OTHER_SIZE:
        return True
    goes_on = line.text[0].islower() and not _ENDED.search(above.text)
    most = _LOOSE if goes_on else distance * _WIDER
    if not 0 < line.baseline - above.baseline < most * line.size + 0.5:
        return True
    if line.filled > 0 or above.filled > 0:
        return True
    if line.is_bold != above.is_bold and (_is_label(line) or _is_label(above)):
        return True
    full, ended, in_item = is_full(above, line, limit), bool(_ENDED.search(above.text)), bool(_ITEM.match(first.text))
    if _ITEM.match(line.text):
        return ended or not full or in_item or line.text[0] not in _DASHES
    if in_item and not full and line.left < first.left + _HANGING * line.size:
        return True
    if line.lead and not above.is_bold:
        return not full or ended or ":" in line.text[: line.lead]
    if above.is_bold and not line.lead:
        return not full
    if _NUMBERED.match(line.text) and not full:
        return True
    if line.left > above.left + _INDENT * line.size:
        return (ended or not full) and not in_item and not _are_centred(above, line)
    if line.left < above.left - _INDENT * line.size:
        return len(group) > 1 and not _are_centred(above, line)
    return ended and not full


def _is_label(line: Strip) -> bool:
    """Whether a line in bold is the label of a field."""
    match = match_label(line.text.rstrip(": ")) if line.is_bold else None
    return match is not None and match.field != "title" and match.confidence >= _SURE


def _are_centred(above: Strip, below: Strip) -> bool:
    return abs(above.left + above.right - below.left - below.right) < below.size


def piece_from(group: list[Strip], scale: Scale, margin: Margin) -> Piece:
    """The piece that lines which belong together make. A line break stays unless words were wrapped there."""
    first = group[0]
    if first.filled > 0:
        return pair(first.text[: first.filled], first.text[first.filled :])[0]
    text = first.text + "".join(_break(above, below, margin) + below.text for above, below in pairwise(group))
    level = scale.level(group)
    if level:
        return Piece("heading", clean(text) if "-\n" in text else text.replace("\n", " "), level)
    bullet = _ITEM.match(text)
    start = bullet.end() if bullet else 0
    return Piece("item" if bullet else "paragraph", text[start:], lead=max(_lead(group) - start, 0))


def _break(above: Strip, below: Strip, margin: Margin) -> str:
    """What stands between two lines: a space where words were wrapped, so that only breaks that mean something stay.

    So do those behind a hyphen, which cleaning mends, and those before a label.
    """
    if above.text.endswith("-") or _LABEL.match(below.text):
        return "\n"
    if _ENDED.search(above.text):
        return " " if margin.is_certain and is_full(above, below, margin.right) else "\n"
    if below.text[0].islower():
        return " "
    is_open = above.text.endswith(",") or above.text.rpartition(" ")[2].islower()
    is_long = above.right - above.left > _LONG * (margin.right - above.left)
    is_wrapped = (is_open and is_long) or (margin.is_certain and is_full(above, below, margin.right))
    return " " if is_wrapped else "\n"


def _lead(group: Sequence[Strip]) -> int:
    """How many characters of the lines, joined, are bold at the start."""
    bold = list(takewhile(lambda line: line.is_bold, group))
    if len(bold) == len(group):
        return sum(len(line.text) + 1 for line in group) - 1
    return sum(len(line.text) + 1 for line in bold) + group[len(bold)].lead
