"""Text output: columns, indents, colour on a terminal, plain text in a pipe."""

import os
import sys
from collections.abc import Iterable, Sequence
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from service.printable import printable

_PIPE_WIDTH = 80

MARK = "bold magenta"
FAINT = "dim"


def show(*parts: RenderableType) -> None:
    """Print to stdout: in colour on a terminal unless NO_COLOR is set, plain and 80 columns wide in a pipe.

    COLUMNS overrides the width. Raises BrokenPipeError if the reader has closed the pipe.
    """
    terminal = sys.stdout.isatty()
    file = StringIO()
    console = Console(
        file=file,
        force_terminal=terminal,
        width=_columns(terminal),
        highlight=False,
        markup=False,
        emoji=False,
    )
    for part in parts:
        console.print(part)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in file.getvalue().splitlines()))
    sys.stdout.flush()


def text(words: str, style: str = "", marks: Iterable[tuple[int, int]] = ()) -> Text:
    """Return text with highlighted spans; control characters from documents are replaced."""
    shown = Text(printable(words), style)
    for start, end in marks:
        shown.stylize(MARK, start, end)
    return shown


def line(words: str, style: str = "") -> Group:
    """Return a single line, truncated with an ellipsis at the terminal's width."""
    shown = text(words, style)
    shown.no_wrap = True
    shown.overflow = "ellipsis"
    return Group(shown)  # rich wraps a bare Text despite no_wrap


def rows(pairs: Sequence[tuple[RenderableType, RenderableType]], width: int) -> Table:
    """Return a table of two columns: the first `width` wide, the second wrapped."""
    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=width)
    table.add_column(ratio=1, overflow="fold")
    for pair in pairs:
        table.add_row(*pair)
    return table


def indented(part: RenderableType, by: int) -> Padding:
    """Return `part` indented by `by` columns."""
    return Padding(part, (0, 0, 0, by))


def _columns(terminal: bool) -> int:
    columns = os.environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdecimal() and int(columns) > 0:
        return int(columns)
    known = os.get_terminal_size(sys.stdout.fileno()).columns if terminal else 0
    return known or _PIPE_WIDTH
