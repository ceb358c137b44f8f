"""The order in which a page is read: columns of text one after the other, and tables row by row."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import NamedTuple

from corpus.formats.pdf_grids import Grid
from corpus.formats.pdf_layers import Line, Strip, joined
from corpus.formats.pdf_rows import Rows, columns_of, rows_of
from corpus.formats.pdf_tabular import is_table

Thing = Strip | Grid
Row = list[Thing]
"""What stands on one line of a page, from left to right."""

_GAP, _WIDE = 0.7, 1.5  # ems between columns, and between those of a few lines
_BESIDE = 3.0  # ems of a title, between what is above and below it in the next column
_FEW, _MOST_LINES, _MOST_TRIED = 5, 1_000, 60
_LARGER, _FURTHER = 1.15, 1.3
_ABOVE, _CLOSE, _LOOSE = 0.9, 1.35, 1.8  # ems between lines of a row
_PAIR, _SOME = 2, 1 / 3  # strips of a label and its value, share of the lines with several
_EM = 9.0  # of what has no letters


@dataclass(frozen=True, slots=True)
class Flow:
    """Lines that are read one below the other."""

    lines: list[Strip]


_Side = tuple[int, bool, bool]
"""The number of a line, and whether it has something on the left and on the right of a place."""


class _Corridor(NamedTuple):
    """A way down the page without text, left of `at`, between the lines `first` to before `end` on its right.

    `shared` counts the lines on that side that has fewer. From `since` to before `until` nothing crosses it.
    """

    shared: int
    length: int
    at: float
    first: int
    end: int
    since: int
    until: int


def flows_of(rows: Sequence[Row], across: Sequence[Line]) -> list[Flow | Rows | Grid]:
    """What a page holds, in reading order, given its lines from the top."""
    if 1 < len(rows) <= _MOST_LINES:
        for corridor in sorted(_corridors(rows), reverse=True):
            found = _divided(rows, corridor, across)
            if found is not None:
                return found
    return list(_single(rows))


def _single(rows: Sequence[Row]) -> Iterator[Flow | Grid]:
    """One column: what stands on a line is read from left to right."""
    lines: list[Strip] = []
    for row in rows:
        begins = True
        for thing in row:
            if isinstance(thing, Grid):
                if lines:
                    yield Flow(lines)
                yield thing
                lines = []
            elif begins or not lines or (lines[-1].filled >= 0 and thing.filled < 0):
                lines.append(thing)  # after what was filled in, the next label begins a line
            else:
                lines[-1] = joined(lines[-1], thing)
            begins = False
    if lines:
        yield Flow(lines)


def _corridors(rows: Sequence[Row]) -> Iterator[_Corridor]:
    """Ways down past two lines or more on either side; each begins at the left of something that isn't leftmost."""
    first = min(row[0].left for row in rows)
    places = Counter(round(thing.left) for row in rows for thing in row if thing.left > first + _EM)
    if not places:
        return
    spans = [[(thing.left, thing.right + _GAP * _em(thing)) for thing in row] for row in rows]
    titles = _titles(rows)
    for place, _ in places.most_common(_MOST_TRIED):
        sides = enumerate(_sides(row, place - 1.0) for row in spans)
        for _, group in groupby(sides, key=lambda side: side[1] is None):
            run = [(index, *side) for index, side in group if side]
            for part in _between_titles(run, titles, rows) if titles else [run]:
                rights = [index for index, _, is_right in part if is_right]
                if len(rights) > 1:
                    begin, end = rights[0], rights[-1] + 1
                    shared = min(len(rights), sum(is_left for index, is_left, _ in part if begin <= index < end))
                    if shared > 1:
                        yield _Corridor(shared, end - begin, place - 1.0, begin, end, part[0][0], part[-1][0] + 1)


def _titles(rows: Sequence[Row]) -> set[int]:
    """The numbers of lines that stand alone and are larger, or in bold where other lines begin otherwise."""
    usual = median(_em(thing) for row in rows for thing in row)
    begins = [_is_bold(row[0]) for row in rows if len(row) > 1]
    distance = median(_distance(rows, number) for number in range(1, len(rows))) if len(rows) > 1 else 0.0
    bold_is_usual = sum(begins) >= len(begins) / 2
    found = set()
    for number, row in enumerate(rows):
        if len(row) == 1 and (begins or _em(row[0]) > _LARGER * usual):
            is_apart = not number or _distance(rows, number) > _FURTHER * distance
            if _em(row[0]) > _LARGER * usual or (_is_bold(row[0]) and (is_apart or not bold_is_usual)):
                found.add(number)
    return found


def _distance(rows: Sequence[Row], number: int) -> float:
    return rows[number][0].baseline - rows[number - 1][0].baseline


def _is_bold(thing: Thing) -> bool:
    return isinstance(thing, Strip) and thing.is_bold


def _between_titles(run: Sequence[_Side], titles: set[int], rows: Sequence[Row]) -> Iterator[Sequence[_Side]]:
    """The parts of a corridor between titles on its left that have nothing beside them on the right."""
    start = 0
    last: float | None = None
    for place, (index, _, is_right) in enumerate(run):
        if is_right:
            last = rows[index][-1].baseline
        elif index in titles and last is not None:
            following = next((rows[other][-1].baseline for other, _, right in run[place:] if right), None)
            if following is not None and following - last > _BESIDE * _em(rows[index][0]):
                yield run[start:place]
                start, last = place, None
    yield run[start:]


def _sides(spans: Sequence[tuple[float, float]], at: float) -> tuple[bool, bool] | None:
    """Whether something stands on the left and on the right of a place; None if something is in the way."""
    if spans[0][0] >= at:
        return False, True
    before = 0.0
    for left, end in spans:
        if left >= at:
            return (True, True) if before <= at + 1.0 else None
        before = end
    return (True, False) if before <= at + 1.0 else None


def _em(thing: Thing) -> float:
    return thing.size if isinstance(thing, Strip) else _EM


def _divided(rows: Sequence[Row], corridor: _Corridor, across: Sequence[Line]) -> list[Flow | Rows | Grid] | None:
    """A page divided by a corridor: into rows of a table, or into two columns; None if it means neither."""
    region = rows[corridor.first : corridor.end]
    strips = [[thing for thing in row if isinstance(thing, Strip)] for row in region]
    titles = _titles(region)
    lines = [row for number, row in enumerate(strips) if number not in titles]
    if strips == region and lines and is_table(columns_of(lines, _bounds(lines) or [corridor.at], across)):
        first, end = _reach(rows, corridor)
        middle = list(_table([[thing for thing in row if isinstance(thing, Strip)] for row in rows[first:end]], across))
        return flows_of(rows[:first], across) + middle + flows_of(rows[end:], across)
    width = corridor.at - max(thing.right for row in region for thing in row if thing.left < corridor.at)
    if width < (_GAP if corridor.shared >= _FEW else _WIDE) * _em(region[0][0]):
        return None
    inside = rows[corridor.since : corridor.until]  # the left column may begin higher and end lower than the right one
    left = [[thing for thing in row if thing.left < corridor.at] for row in inside]
    right = [[thing for thing in row if thing.left >= corridor.at] for row in inside]
    parts = (rows[: corridor.since], list(filter(None, left)), list(filter(None, right)), rows[corridor.until :])
    return [flow for part in parts for flow in flows_of(part, across)]


def _reach(rows: Sequence[Row], corridor: _Corridor) -> tuple[int, int]:
    """From where to where a table reaches: lines close above and below its last column may be of other columns."""
    first, end = corridor.first, corridor.end
    while first > corridor.since and _are_close(rows[first - 1][0], rows[first][0]):
        first -= 1
    while end < corridor.until and _are_close(rows[end][0], rows[end - 1][0]):
        end += 1
    return first, end


def _are_close(thing: Thing, beside: Thing) -> bool:
    both = isinstance(thing, Strip) and isinstance(beside, Strip)
    return both and abs(thing.baseline - beside.baseline) < _LOOSE * _em(thing)


def _bounds(rows: Sequence[Sequence[Strip]]) -> list[float]:
    """Where all columns but the first begin, by the lines that hold several; one line in eight may span columns."""
    several = [row for row in rows if len(row) > 1]
    most = [row for row in several if len(row) > _PAIR]
    if len(most) > _PAIR and _SOME * len(several) <= len(most):
        several = most  # between them stand values as wide as several columns
    allowed = len(several) // 8
    strips = [strip for row in several for strip in row]
    if not strips:
        return []
    em = median(strip.size for strip in strips)
    changes = sorted([(strip.left, 1) for strip in strips] + [(strip.right, -1) for strip in strips])
    bounds: list[float] = []
    covered, free_from = 0, None
    for place, change in changes:
        covered += change
        if covered <= allowed and free_from is None and change < 0:
            free_from = place
        elif covered > allowed and free_from is not None:
            if place - free_from > _GAP * em / 2:
                bounds += sorted({strip.left for strip in strips if free_from <= strip.left and strip.right <= place})
                bounds.append(place)
            free_from = None
    return bounds


def _table(rows: Sequence[list[Strip]], across: Sequence[Line]) -> Iterator[Flow | Rows]:
    """The parts of a table; titles between them and lines at its ends that stand alone aren't rows of it."""
    titles = _titles([[*row] for row in rows])
    for is_title, group in groupby(enumerate(rows), key=lambda row: row[0] in titles):
        part = [row for _, row in group]
        several = [index for index, row in enumerate(part) if len(row) > 1]
        if is_title or not several:
            yield Flow([row[0] for row in part])
            continue
        bounds = _bounds(part) or [min(row[-1].left for row in part if len(row) > 1)]
        first, end = several[0], several[-1] + 1
        while first and _belongs(part[first - 1][0], part[first][0], bounds, _ABOVE):
            first -= 1
        while end < len(part) and _belongs(part[end][0], part[end - 1][0], bounds, _CLOSE):
            end += 1
        if first:
            yield Flow([row[0] for row in part[:first]])
        yield Rows(rows_of(columns_of(part[first:end], bounds, across)))
        if end < len(part):
            yield Flow([row[0] for row in part[end:]])


def _belongs(strip: Strip, beside: Strip, bounds: Sequence[float], close: float) -> bool:
    """Whether a line at either end of a table goes on with a cell of the row beside it.

    One in the first column has to be closer: it may be text before or after the table.
    """
    return abs(strip.baseline - beside.baseline) < (close if strip.left < bounds[0] - 1.0 else _LOOSE) * strip.size
