"""Tables drawn with lines: the cells that the lines of a page enclose, and the strips within them."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from corpus.formats.pdf_layers import Layer, Line, Strip

_NEAR = 3.0  # points between two lines that meet
_MOST = 3_000  # a page with more lines is a drawing
_MOST_CELLS = 10_000
_COVERED = 0.6  # share of a cell's side that a line runs along


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell over one or more `rows` and `columns`, as `range`s of their numbers."""

    rows: range
    columns: range
    strips: list[Strip]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table drawn with lines; `baseline` is its upper edge, so that it stands among strips."""

    left: float
    right: float
    baseline: float
    bottom: float
    rows: int
    columns: int
    cells: list[GridCell]


def grids_on(layer: Layer) -> list[Grid]:
    """The tables of a layer that lines divide into columns; their strips are taken from the layer."""
    if not layer.down or not layer.across or len(layer.down) + len(layer.across) > _MOST:
        return []
    found = []
    for across, down in _meeting(_whole(layer.across), _whole(layer.down)):
        grid = _grid(layer, across, down)
        if grid is not None:
            found.append(grid)
            held = {id(strip) for cell in grid.cells for strip in cell.strips}
            layer.strips = [strip for strip in layer.strips if id(strip) not in held]
    return found


def _whole(lines: Iterable[Line]) -> list[Line]:
    """Lines as people see them: pieces that continue each other are one."""
    whole: list[Line] = []
    for line in sorted(lines, key=lambda line: (round(line.at / _NEAR), line.start)):
        if whole and abs(line.at - whole[-1].at) <= _NEAR and line.start <= whole[-1].end + _NEAR:
            whole[-1] = Line(whole[-1].at, whole[-1].start, max(whole[-1].end, line.end))
        else:
            whole.append(line)
    return whole


def _meeting(across: Sequence[Line], down: Sequence[Line]) -> Iterator[tuple[set[Line], set[Line]]]:
    """Lines that meet each other, each group of which encloses cells."""
    groups: list[tuple[set[Line], set[Line]]] = []
    for line in down:
        met = {other for other in across if _meet(other, line)}
        held = {line}
        apart = []
        for group in groups:
            if group[0] & met:
                met |= group[0]
                held |= group[1]
            else:
                apart.append(group)
        groups = [*apart, (met, held)]
    return (group for group in groups if len(group[0]) > 1)


def _meet(across: Line, down: Line) -> bool:
    return across.start - _NEAR <= down.at <= across.end + _NEAR and down.start - _NEAR <= across.at <= down.end + _NEAR


def _grid(layer: Layer, across: set[Line], down: set[Line]) -> Grid | None:
    left, right = min(line.start for line in across), max(line.end for line in across)
    top, bottom = min(line.start for line in down), max(line.end for line in down)
    heights = _apart([top, bottom, *(line.at for line in across)])
    places = _apart([left, right, *(line.at for line in down)])
    rows, columns = len(heights) - 1, len(places) - 1
    if rows < 2 or columns < 2 or rows * columns > _MOST_CELLS:
        return None
    held: dict[tuple[int, int], list[Strip]] = {}
    for strip in layer.strips:
        middle, height = (strip.left + strip.right) / 2, strip.baseline - 0.3 * strip.size
        if left < middle < right and top < height < bottom:
            place = bisect_right(heights, height) - 1, bisect_right(places, middle) - 1
            held.setdefault(place, []).append(strip)
    cells = list(_cells(_Sides(heights, across), _Sides(places, down), held))
    if sum(bool(cell.strips) for cell in cells) < 2 or all(len(cell.columns) == columns for cell in cells):
        return None  # a box, or boxes below each other
    return Grid(left, right, top, bottom, rows, columns, cells)


def _apart(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


class _Sides:
    """The places in one direction where cells may end, and how far lines run along each of them."""

    def __init__(self, places: Sequence[float], lines: Iterable[Line]) -> None:
        self.places = places
        self._lines: list[list[Line]] = [[] for _ in places]
        for line in lines:
            after = bisect_right(places, line.at)
            near = [place for place in (after - 1, after) if 0 <= place < len(places)]
            self._lines[min(near, key=lambda place: abs(places[place] - line.at))].append(line)

    def end(self, cell: int, start: float, until: float) -> int:
        """The number of the last of the cells from `cell` on that no line parts between two places across."""
        while cell + 2 < len(self.places) and not self._parts(cell + 1, start, until):
            cell += 1
        return cell

    def _parts(self, place: int, start: float, until: float) -> bool:
        ways = (min(line.end, until) - max(line.start, start) for line in self._lines[place])
        return sum(max(way, 0.0) for way in ways) > _COVERED * (until - start)


def _cells(rows: _Sides, columns: _Sides, held: dict[tuple[int, int], list[Strip]]) -> Iterator[GridCell]:
    """The cells, each as far to the right and then downwards as no line stops it."""
    taken: set[tuple[int, int]] = set()
    for row in range(len(rows.places) - 1):
        for column in range(len(columns.places) - 1):
            if (row, column) in taken:
                continue
            last_column = columns.end(column, rows.places[row], rows.places[row + 1])
            last_column = _undivided(row, column, last_column, columns.places, held)
            last_row = rows.end(row, columns.places[column], columns.places[last_column + 1])
            cell = GridCell(range(row, last_row + 1), range(column, last_column + 1), [])
            for place in product(cell.rows, cell.columns):
                if place not in taken:
                    taken.add(place)
                    cell.strips.extend(held.pop(place, ()))
            yield cell


def _undivided(
    row: int, column: int, last: int, places: Sequence[float], held: dict[tuple[int, int], list[Strip]]
) -> int:
    """The last column that a cell without a line in it reaches: its text may be divided like the columns below it."""
    for place in range(column, last):
        here, next_to_it = held.get((row, place), []), held.get((row, place + 1), [])
        edge = places[place + 1]
        parted = max((strip.right for strip in here), default=0.0) < edge + _NEAR
        if here and next_to_it and parted and min(strip.left for strip in next_to_it) > edge - _NEAR:
            return place
    return last
