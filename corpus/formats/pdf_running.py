"""Headers and footers of a PDF: what stands at the edge of most pages, and numbers of pages."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from statistics import median

from corpus.formats.pdf_layers import Lines, Strip

_ROWS, _OUTERMOST, _INNER = 5, 2, 4
_TOP, _BOTTOM = 0.17, 0.15  # share of the page's height
_SAME_PLACE = 6.0  # points
_MOST_PAGES, _NUMBERED, _SEVERAL, _MANY = 0.4, 0.8, 3, 4  # shares, numbers of pages
_APART, _FURTHER = 1.5, 1.3  # from the text: ems, and times the usual distance of lines
_LARGER, _LONGEST = 1.15, 100
_NUMBER = re.compile(r"\d{1,9}")
_PAGE = re.compile(
    r"\b(?:seite|page|blatt|s\.|p\.) ?(\d{1,5})\b(?: ?(?:von|of|/) ?\d{1,5})?"
    r"|^[-–—| ]*(\d{1,5})(?: ?(?:von|of|/) ?\d{1,5})?[-–—| ]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Edge:
    """A line near the edge of a page; `depth` counts from the edge, `distance` is in points."""

    page: int
    depth: int
    distance: float
    texts: tuple[str, ...]
    size: float


def without_running(pages: Sequence[Lines], heights: Sequence[float], body: float) -> list[Lines]:
    """The lines of pages without headers and footers; `body` is the size of text."""
    turned = [lines[::-1] for lines in pages]
    sizes = list(enumerate(heights))
    tops = _running([list(_edges(pages[page], page, 0.0, _TOP * height)) for page, height in sizes], body)
    bottoms = _running([list(_edges(turned[page], page, height, _BOTTOM * height)) for page, height in sizes], body)
    kept = []
    for page, lines in enumerate(pages):
        first = _apart(lines, tops[page])
        last = _apart(turned[page], bottoms[page])
        kept.append(lines[first : max(len(lines) - last, first)])
    return kept


def _edges(lines: Sequence[list[Strip]], page: int, edge: float, within: float) -> Iterator[_Edge]:
    for depth, line in enumerate(lines[:_ROWS]):
        distance = abs(line[0].baseline - edge)
        if distance > within:
            return
        yield _Edge(page, depth, distance, tuple(strip.text for strip in line), max(strip.size for strip in line))


def _running(pages: Sequence[list[_Edge]], body: float) -> list[list[bool]]:
    """For each page the lines from the edge that it shares with others, and whether each is so for certain."""
    edges = [edge for page in pages for edge in page]
    least = max(2, _MOST_PAGES * sum(map(bool, pages)))
    found: dict[_Edge, bool] = {}
    for alike in _alike(edges, lambda edge: edge.texts):
        if len(alike) >= least:
            found |= dict.fromkeys(alike, len(alike) >= _MANY)
    for alike in _alike(edges, lambda edge: tuple(_NUMBER.sub("#", text) for text in edge.texts)):
        counting = _counting(alike) if len(alike) > 1 else None
        if counting is None:
            continue
        is_page = bool(_PAGE.fullmatch(counting))
        if is_page or (len(alike) >= _SEVERAL and all(edge.size < _LARGER * body for edge in alike)):
            found |= dict.fromkeys(alike, is_page and len(alike) >= _MANY)
    found |= {edge: False for edge in edges if edge not in found and _is_page_number(edge, body)}
    return [[found[edge] for edge in takewhile(found.__contains__, page)] for page in pages]


def _alike(edges: Iterable[_Edge], key: Callable[[_Edge], tuple[str, ...]]) -> Iterator[list[_Edge]]:
    """Lines with the same text at the same distance from the edge."""
    by_text: dict[tuple[str, ...], list[_Edge]] = defaultdict(list)
    for edge in edges:
        by_text[key(edge)].append(edge)
    for group in by_text.values():
        group.sort(key=lambda edge: edge.distance)
        start = 0
        for end in range(1, len(group) + 1):
            if end == len(group) or group[end].distance - group[end - 1].distance > _SAME_PLACE:
                yield group[start:end]
                start = end


def _counting(alike: Sequence[_Edge]) -> str | None:
    """The text of which a number grows with the pages."""
    for place, text in enumerate(alike[0].texts):
        numbers = ([int(found) for found in _NUMBER.findall(edge.texts[place])] for edge in alike)
        for values in zip(*numbers, strict=True):
            shifts = Counter(value - edge.page for value, edge in zip(values, alike, strict=True))
            if shifts.most_common(1)[0][1] >= _NUMBERED * len(alike):
                return text
    return None


def _is_page_number(edge: _Edge, body: float) -> bool:
    """Whether the outermost line of a page names its number."""
    numbers = [int(found[1] or found[2]) for text in edge.texts if (found := _PAGE.search(text))]
    is_small = edge.size < _LARGER * body and sum(map(len, edge.texts)) <= _LONGEST
    return not edge.depth and is_small and edge.page + 1 in numbers


def _apart(lines: Sequence[list[Strip]], running: Sequence[bool]) -> int:
    """How many of the outermost lines are running ones: the last of them stands apart from the text, or is certain."""
    inner = (lines[place + 1 : place + 1 + _INNER] for place in range(len(running)))
    of_table = map(_stands_in_columns, lines, inner)
    count = next((place for place, found in enumerate(of_table) if found), len(running))
    distances = [abs(below[0].baseline - above[0].baseline) for above, below in pairwise(lines)]
    usual = median(distances[count:]) if len(distances) > count else 0.0
    while 0 < count < len(lines):
        size = max(lines[count][0].size, lines[count - 1][0].size)
        distance = distances[count - 1]
        is_far = distance > max(_APART * size, _FURTHER * min(usual, 2 * size))
        if is_far or (running[count - 1] and count <= _OUTERMOST):
            break
        count -= 1
    return count


def _stands_in_columns(line: Sequence[Strip], inner: Sequence[Sequence[Strip]]) -> bool:
    """Whether words of a line stand above or below those of the next ones, as in a table or its header."""
    places = [strip.left for other in inner for strip in other]
    return sum(any(abs(strip.left - place) < _SAME_PLACE / 2 for place in places) for strip in line) > 1
