"""What a drawn catalogue is made of before it is written in a format."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; `colour` is `rrggbb`, empty for black."""

    text: str
    bold: bool = False
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph. `level` marks a heading, `scale` its size against the text, `item` a list item."""

    runs: tuple[Run, ...]
    level: int = 0
    scale: float = 1.0
    item: bool = False

    @property
    def text(self) -> str:
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of cells. `lines` says whether borders are drawn, `header` whether the first row is marked as one."""

    rows: Sequence[Sequence[Line]]
    widths: tuple[float, ...]
    lines: bool = True
    header: bool = False


@dataclass(frozen=True, slots=True)
class Sign:
    """What separates entries: a drawn rule, a new page, where a card begins or ends, an empty line."""

    kind: Literal["rule", "page", "open", "close", "blank"]


Element = Line | Grid | Sign


@dataclass(slots=True)
class Drawing:
    """A whole document: its elements, its language, and words that stand on each of its pages."""

    elements: list[Element]
    language: str
    header: str = ""
    footer: str = ""
    title: str = ""
    columns: int = 1
    cells: list[list[str]] = field(default_factory=list)


def line(text: str, *, bold: bool = False, colour: str = "", level: int = 0, scale: float = 1.0) -> Line:
    """A line of one look."""
    return Line((Run(text, bold, colour),), level, scale)
