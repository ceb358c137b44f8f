"""Draws a catalogue by its number: what it states, and the file that states it."""

import random
from dataclasses import replace
from pathlib import Path

from tests.benchmarks.catalogues.drawn.contents import entries
from tests.benchmarks.catalogues.drawn.layouts import prose
from tests.benchmarks.catalogues.drawn.pages import pdf
from tests.benchmarks.catalogues.drawn.tables import tabular
from tests.benchmarks.catalogues.drawn.writers import WRITERS
from tests.benchmarks.catalogues.truth import StatedEntry, StatedValue, Truth

_RICH = (".pdf", ".html", ".md", ".docx", ".odt", ".pptx")
_PLAIN = (".txt", ".eml")
_CELLS = (".csv", ".xlsx", ".json")
_ODDS = (5, 3, 2, 4, 2, 1, 1, 1, 2, 3, 1)
_TWO_COLUMNS = 0.2


def draw_catalogue(seed: int, split: str, folder: Path) -> Truth:
    """Write the catalogue of a seed into `folder`; the split says which primitives and labels it may use."""
    draw = random.Random(f"{split} {seed}")
    (suffix,) = draw.choices((*_RICH, *_PLAIN, *_CELLS), _ODDS)
    language = "en" if draw.random() < 0.25 else "de"
    file = f"liste{suffix}"
    stated = entries(draw, language, split, file, count=draw.randint(3, 7))
    is_table = suffix in _CELLS or (suffix in _RICH and suffix != ".pptx" and draw.random() < 0.25)
    if is_table:
        drawing, shape = tabular(draw, split, stated, language, rich=suffix in _RICH, turned=suffix != ".json")
    else:
        drawing, shape = prose(draw, split, stated, language, rich=suffix in _RICH, grids=suffix != ".pptx")
    if suffix == ".pdf" and not is_table and draw.random() < _TWO_COLUMNS:
        drawing.columns = 2
        shape += ", two columns"
    (pdf if suffix == ".pdf" else WRITERS[suffix])(drawing, folder / file)
    return Truth(f"{suffix[1:]}: {shape}", tuple(map(_by_lines, stated)))


def _by_lines(entry: StatedEntry) -> StatedEntry:
    lines = (StatedValue(value.label, value.field, line) for value in entry.values for line in value.text.split("\n"))
    return replace(entry, values=tuple(lines))
