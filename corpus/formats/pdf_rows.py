"""Tables without a grid: whether columns beside each other make rows, and which strips each row holds."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.formats.pdf_layers import Line, Strip, is_full, joined

Cells = list[list[Strip]]
"""A row: for each of its columns the strips of a cell, from top to bottom."""

_TIGHT, _LOOSE = 1.22, 1.8  # what parts two cells: times the smallest distance of lines, and ems
_SAME_LINE, _TOUCHING = 0.3, 0.9  # ems
_RARE = 20  # one distance in so many may be a slip
_LONG_CELL, _FEW_ROWS = 5, 3  # lines, rows
_MOST, _HALF, _LARGER = 0.8, 0.5, 1.1


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a table without a grid."""

    rows: list[Cells]


@dataclass(frozen=True, slots=True)
class Columns:
    """Lines divided into `count` columns; each holds its strips by column, and whether a line is drawn above it."""

    count: int
    lines: list[dict[int, Strip]]
    ruled: list[bool]

    def column(self, number: int) -> list[Strip]:
        """The strips of a column from top to bottom."""
        return [line[number] for line in self.lines if number in line]

    def limit(self, number: int) -> float:
        """Where the longest line of a column ends."""
        return max((strip.right for strip in self.column(number)), default=0.0)


def columns_of(lines: Sequence[Sequence[Strip]], bounds: Sequence[float], across: Sequence[Line]) -> Columns:
    """Divide lines into columns, each but the first of which begins at one of `bounds`."""
    divided: list[dict[int, Strip]] = []
    for line in lines:
        held: dict[int, Strip] = {}
        for strip in line:
            column = bisect_right(bounds, strip.left + 1)
            held[column] = joined(held[column], strip) if column in held else strip
        divided.append(held)
    used = sorted({column for held in divided for column in held})
    numbers = {column: number for number, column in enumerate(used)}
    renumbered = [{numbers[column]: strip for column, strip in held.items()} for held in divided]
    return Columns(len(used), renumbered, _ruled(lines, across))


def _ruled(lines: Sequence[Sequence[Strip]], across: Sequence[Line]) -> list[bool]:
    left, right = min(line[0].left for line in lines), max(strip.right for line in lines for strip in line)
    wide = [line.at for line in across if min(line.end, right) - max(line.start, left) > _HALF * (right - left)]
    ruled = [False]
    for above, below in pairwise(lines):
        first = bisect_left(wide, above[0].baseline - 0.1 * above[0].size)
        ruled.append(first < len(wide) and wide[first] < below[0].baseline - _HALF * below[0].size)
    return ruled


def rows_of(columns: Columns) -> list[Cells]:
    """The rows of a table: parted by lines, else by wider distances, else where the first column begins anew."""
    if sum(columns.ruled) > 2:
        return [_row(part, columns.count) for part in _parts(columns)]
    found = []
    for part in _parts(columns):
        inner = Columns(columns.count, part, [False] * len(part))
        found += rows_by_distance(inner) or rows_by_beginning(inner)
    return found


def _parts(columns: Columns) -> list[list[dict[int, Strip]]]:
    parts: list[list[dict[int, Strip]]] = []
    for line, ruled in zip(columns.lines, columns.ruled, strict=True):
        if ruled or not parts or _is_head(parts[-1][-1], line):
            parts.append([])
        parts[-1].append(line)
    return parts


def _is_head(above: Mapping[int, Strip], below: Mapping[int, Strip]) -> bool:
    """Whether all of a line with several cells is larger than the line below."""
    least = min(strip.size for strip in above.values())
    return len(above) > 1 and least > _LARGER * max(strip.size for strip in below.values())


def _row(lines: Sequence[dict[int, Strip]], count: int) -> Cells:
    return [[line[column] for line in lines if column in line] for column in range(count)]


def rows_by_distance(columns: Columns) -> list[Cells]:
    """Rows made of cells that stand beside each other; a cell is lines of a column that are close to each other.

    None if the cells of different columns stand wherever they like, as paragraphs of two columns do.
    """
    stacks = [columns.column(number) for number in range(columns.count)]
    distances = (below.baseline - above.baseline for stack in stacks for above, below in pairwise(stack))
    size = next(iter(columns.lines[0].values())).size
    apart = sorted(distance for distance in distances if distance >= _TOUCHING * size)
    closest = apart[len(apart) // _RARE] if apart else 0.0
    cells = [list(_cells(stack, closest)) for stack in stacks]
    ordered = sorted(
        ((number, cell) for number, of_column in enumerate(cells) for cell in of_column),
        key=lambda cell: cell[1][0].baseline - cell[1][0].size,
    )
    rows: list[Cells] = []
    bottom = float("-inf")
    for number, cell in ordered:
        if cell[0].baseline - 0.6 * cell[0].size > bottom:
            rows.append([[] for _ in stacks])
        rows[-1][number].extend(cell)
        bottom = max(bottom, cell[-1].baseline)
    if len(rows) < max(2, _MOST * max(map(len, cells))):
        return []
    long = sum(len(stack) >= _LONG_CELL * len(rows) for stack in stacks)
    shared = [[cell for cell in row if cell] for row in rows if sum(map(bool, row)) > 1]
    aligned = sum(map(_are_aligned, shared))
    fit = len(shared) >= max(2, _HALF * len(rows)) and aligned >= _MOST * len(shared)
    return rows if fit and (long < 2 or len(rows) > _FEW_ROWS) else []


def _are_aligned(cells: Cells) -> bool:
    """Whether cells beside each other have their first, their last or their middle lines on one height."""
    near = _SAME_LINE * cells[0][0].size
    firsts, lasts = [cell[0].baseline for cell in cells], [cell[-1].baseline for cell in cells]
    middles = [(first + last) / 2 for first, last in zip(firsts, lasts, strict=True)]
    return any(max(heights) - min(heights) < near for heights in (firsts, lasts, middles))


def _cells(stack: Sequence[Strip], closest: float) -> Iterator[list[Strip]]:
    cell: list[Strip] = []
    for strip in stack:
        gap = strip.baseline - cell[-1].baseline if cell else 0.0
        if cell and (gap > _TIGHT * closest or gap > _LOOSE * strip.size):
            yield cell
            cell = []
        cell.append(strip)
    if cell:
        yield cell


def rows_by_beginning(columns: Columns) -> list[Cells]:
    """Rows that begin where the first column does, or above it where a cell is centred beside a longer one."""
    lines = columns.lines
    begins = [0]
    for number in range(1, len(lines)):
        if 0 in lines[number] and not _goes_on(lines[begins[-1] : number], lines[number]):
            begins.append(_first_of_row(columns, begins[-1], number))
    return [_row(lines[start:end], columns.count) for start, end in pairwise([*begins, len(lines)])]


def _first_of_row(columns: Columns, before: int, number: int) -> int:
    """Where a row begins of which line `number` is the first to reach into the first column.

    Lines above it belong to the row if that stands between two of them, or if text that begins there runs on to it.
    """
    lines, label = columns.lines, columns.lines[number][0]
    first = number
    while first - 1 > before and 0 not in lines[first - 1]:
        first -= 1
    if len(lines[number]) == 1 and label.baseline - _height(lines[number - 1]) < _TOUCHING * label.size:
        middle = (_height(lines[first - 1]) + label.baseline) / 2
        return next(place for place in range(first, number + 1) if _height(lines[place]) > middle)
    start = number
    while start > first and _runs_on(columns, start - 1):
        start -= 1
    above = [place for place in range(first) if max(lines[first]) in lines[place]]
    return number if start == first and above and _runs_on(columns, above[-1], max(lines[first])) else start


def _height(line: dict[int, Strip]) -> float:
    return next(iter(line.values())).baseline


def _runs_on(columns: Columns, number: int, column: int | None = None) -> bool:
    """Whether the text of a line goes on below in its column, which is its last one if none is given."""
    column = max(columns.lines[number]) if column is None else column
    below = next((line[column] for line in columns.lines[number + 1 :] if column in line), None)
    return below is not None and is_full(columns.lines[number][column], below, columns.limit(column))


def _goes_on(row: Sequence[dict[int, Strip]], line: dict[int, Strip]) -> bool:
    above = next((held[0] for held in reversed(row) if 0 in held), None)
    if above is None:
        return True
    is_part = any(column not in line for column in row[0])
    last = above.text.rpartition(" ")[2]
    return is_part and (line[0].text[0].islower() or above.text.endswith("-") or last[0].islower())
