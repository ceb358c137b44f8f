"""Whether columns beside each other are rows of a table or text that is read one column after the other."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from corpus.formats.pdf_layers import Strip, is_full
from corpus.formats.pdf_rows import Columns, rows_by_distance

_LARGER = 1.15
_TEXT, _SHORT_TEXT = 22, 14  # characters a line, on average, of running text
_MOST, _ALIGNED, _HALF, _FILLED, _SOME = 0.8, 0.6, 0.5, 0.4, 0.3
_SHARED, _MOSTLY, _FEWEST_NAMES = 0.15, 0.6, 6
_LABEL = re.compile(r"[^\W\d][^:]{2,40}: \S")


def is_table(columns: Columns) -> bool:
    """Whether columns are read row by row, as tables and lists of labels with their values are."""
    shared = sum(len(line) > 1 for line in columns.lines)
    if shared < 2:
        return False
    stacks = [columns.column(number) for number in range(columns.count)]
    if _names_rows(stacks):
        return True
    if sum(_is_card(stack, columns.lines[0]) for stack in stacks) > 1 or _share_labels(stacks):
        return False
    if sum(columns.ruled) > 2 or rows_by_distance(columns):
        return True
    counts = sorted(map(len, stacks))
    fewest = counts[0] if columns.count == 2 else counts[-2]
    if shared < max(_ALIGNED * fewest, _FILLED * len(stacks[0])) or _runs_on(columns):
        return False
    return sum(map(is_prose, stacks)) < 2 or _are_labels(stacks)


def _is_card(stack: Sequence[Strip], header: Mapping[int, Strip]) -> bool:
    """Whether a column holds titles or labels of its own, as cards beside each other do; a header isn't a title."""
    sizes = sorted(strip.size for strip in stack)
    large = [strip for strip in stack if strip.size > _LARGER * sizes[len(sizes) // 2]]
    labels = sum(bool(_LABEL.match(strip.text)) for strip in stack)
    return any(strip not in header.values() for strip in large) or labels > _SOME * len(stack)


def _names_rows(stacks: Sequence[Sequence[Strip]]) -> bool:
    """Whether the first column holds labels that come again, and what stands beside them differs."""
    first, others = Counter(strip.text for strip in stacks[0]), {strip.text for stack in stacks[1:2] for strip in stack}
    again = sum(count for text, count in first.items() if count > 1 and text not in others)
    return again >= max(_FEWEST_NAMES, _MOSTLY * len(stacks[0])) and len(others) > _HALF * len(stacks[1])


def _share_labels(stacks: Sequence[Sequence[Strip]]) -> bool:
    """Whether words come again in several columns, others between them, as labels of entries beside each other do."""
    words = [{strip.text for strip in stack if any(map(str.isalpha, strip.text))} for stack in stacks]
    for first, second in combinations(range(len(stacks)), 2):
        shared = words[first] & words[second]
        of_all = [
            sum(strip.text in shared for strip in stacks[place]) / len(stacks[place]) for place in (first, second)
        ]
        if len(shared) > 1 and min(of_all) >= _SHARED and max(of_all) <= _MOST:
            return True
    return False


def is_prose(stack: Sequence[Strip]) -> bool:
    """Whether lines below each other are running text, by their length and by whether words fill them."""
    length = sum(len(strip.text) for strip in stack) / len(stack)
    full = sum(is_full(above, below, max(strip.right for strip in stack)) for above, below in pairwise(stack))
    return length >= _TEXT or (length >= _SHORT_TEXT and len(stack) > 2 and full >= _HALF * (len(stack) - 1))


def _are_labels(stacks: Sequence[Sequence[Strip]]) -> bool:
    first, second = stacks[0], stacks[1]
    marked = sum(strip.is_bold for strip in first) >= _MOST * len(first)
    plain = sum(strip.is_bold for strip in second) < _HALF * len(second)
    return (marked and plain) or sum(strip.text.endswith(":") for strip in first) >= _HALF * len(first)


def _runs_on(columns: Columns) -> bool:
    """Whether text of a column flows past where rows would begin."""
    return any(_flows(columns, number) for number in range(columns.count))


def _flows(columns: Columns, number: int) -> bool:
    stack = columns.column(number)
    if sum(len(strip.text) for strip in stack) < _SHORT_TEXT * len(stack):
        return False
    limit, flowing, begun = max(strip.right for strip in stack), 0, 0
    for above, line in pairwise(columns.lines):
        if len(line) > 1 and number in line and number in above:
            begun += 1
            flowing += is_full(above[number], line[number], limit)
    return flowing > _HALF * begun
