"""Drawn catalogues in which one table holds all entries."""

import random
from collections.abc import Sequence

from tests.benchmarks.catalogues.drawn.elements import Drawing, Grid, Line, line
from tests.benchmarks.catalogues.drawn.layouts import pick
from tests.benchmarks.catalogues.truth import StatedEntry

Draw = random.Random
_TITLE = {
    "de": ("Titel", "Maßnahme", "Kurs", "Angebot", "Bezeichnung", ""),
    "en": ("Title", "Course", "Name", "Offer", ""),
}
_NUMBER, _TOTAL = {"de": "Nr.", "en": "No."}, {"de": "Anzahl gesamt", "en": "Total"}


def tabular(
    draw: Draw, split: str, entries: Sequence[StatedEntry], language: str, *, rich: bool, turned: bool = True
) -> tuple[Drawing, str]:
    """A document with one table, and the names of what was chosen.

    Without `rich` there are only cells, without `turned` each entry is a row.
    """
    kind = pick(draw, split, "table", ["rows", "rows", "columns", "two rows", "beside"] if turned else ["rows"])
    labels = list(dict.fromkeys(value.label for entry in entries for value in entry.values))
    title = draw.choice(_TITLE[language])
    by_label = [{value.label: value.text for value in entry.values} for entry in entries]
    noted = []
    if kind == "rows":
        cells = [
            [title or "Thema", *labels],
            *([e.title, *(v.get(x, "") for x in labels)] for e, v in zip(entries, by_label, strict=True)),
        ]
        cells, noted = _noisy(draw, cells, language)
    elif kind == "columns":
        cells = [
            [title, *(entry.title for entry in entries)],
            *([x, *(v.get(x, "") for v in by_label)] for x in labels),
        ]
    elif kind == "two rows":
        last = max(labels, key=lambda label: sum(len(values.get(label, "")) for values in by_label))
        first = [label for label in labels if label != last]
        cells = [[title or "Thema", *first]]
        for entry, values in zip(entries, by_label, strict=True):
            cells.append([entry.title, *(values.get(label, "") for label in first)])
            cells.append([f"{last}: {values[last]}" if last in values else "", *[""] * len(first)])
        cells = [row for row in cells if any(row)]
    else:
        cells = []
        for entry, values in zip(entries, by_label, strict=True):
            cells.append([entry.title, "", "", ""])
            pairs = list(values.items())
            for left, right in zip(pairs[::2], [*pairs[1::2], ("", "")], strict=False):
                cells.append([*left, *right])
    drawing = Drawing([], language)
    drawing.cells = cells
    if rich:
        width = max(map(len, cells))
        rows = [[_cell(text, row, column, kind) for column, text in enumerate(cells[row])] for row in range(len(cells))]
        drawing.elements.append(
            Grid(rows, (1 / width,) * width, lines=draw.random() < 0.7, header=kind in ("rows", "two rows"))
        )
    return drawing, f"table {kind}{', ' if noted else ''}{', '.join(noted)}"


def _cell(text: str, row: int, column: int, kind: str) -> Line:
    is_label = (
        (row == 0) if kind in ("rows", "two rows") else column % 2 == 0 if kind == "beside" else column == 0 or row == 0
    )
    return line(text, bold=is_label)


def _noisy(draw: Draw, cells: list[list[str]], language: str) -> tuple[list[list[str]], list[str]]:
    """Add columns of running numbers, empty columns, columns in another order, groups, a sum."""
    noted = []
    if draw.random() < 0.3:
        order = list(range(len(cells[0])))
        draw.shuffle(order)
        cells = [[row[at] for at in order] for row in cells]
        noted.append("shuffled")
    if draw.random() < 0.3:
        cells = [[_NUMBER[language] if number == 0 else str(number), *row] for number, row in enumerate(cells)]
        noted.append("numbered")
    if draw.random() < 0.2:
        cells = [[*row[:2], "", *row[2:]] for row in cells]
        noted.append("empty column")
    width = len(cells[0])
    if draw.random() < 0.25 and len(cells) > 4:
        middle = 1 + len(cells) // 2
        group = [
            [name, *[""] * (width - 1)]
            for name in (("Gruppe A", "Gruppe B") if language == "de" else ("Group A", "Group B"))
        ]
        cells = [cells[0], group[0], *cells[1:middle], group[1], *cells[middle:]]
        noted.append("groups")
    if draw.random() < 0.2:
        cells = [*cells, [f"{_TOTAL[language]}: {len(cells) - 1}", *[""] * (width - 1)]]
        noted.append("sum")
    return cells, noted
