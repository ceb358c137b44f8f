"""Tables within a text: lines that follow each other and hold cells with tabs between them."""

from collections.abc import Iterator

from corpus.blocks import Span

_TAB, _END = "\t", "\n"

CellRows = list[list[Span]]
"""The rows of a table, each with the spans of its cells in the text, as many in each row; cells may be empty."""


def tab_tables(text: str, start: int, end: int) -> Iterator[CellRows]:
    """Yield the tables in `text[start:end]` that have two rows or more, and a first row of two cells or more."""
    rows: CellRows = []
    while start < end:
        stop = text.find(_END, start, end)
        stop = end if stop < 0 else stop
        if _TAB in text[start:stop]:
            rows.append(list(_cells(text, start, stop)))
        else:
            yield from _whole(rows)
            rows = []
        start = stop + 1
    yield from _whole(rows)


def _whole(rows: CellRows) -> Iterator[CellRows]:
    """Yield rows as a table if they are one: cells that are missing at the end of a row are empty."""
    if len(rows) > 1:
        most = max(map(len, rows))
        yield [row + [(row[-1][1], row[-1][1])] * (most - len(row)) for row in rows]


def _cells(text: str, start: int, stop: int) -> Iterator[Span]:
    while (tab := text.find(_TAB, start, stop)) >= 0:
        yield (start, tab)
        start = tab + 1
    yield (start, stop)
