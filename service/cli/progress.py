"""Progress of long commands: a bar on a terminal, lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from index.generations import Progress

_STEPS = {
    "documents": "documents read",
    "chunks": "documents split",
    "vectors": "chunks embedded",
    "questions": "questions asked",
    "facts": "facts asked",
    "conversations": "conversations",
    "variants": "variants measured",
}


@contextmanager
def progress() -> Iterator[Progress]:
    """Yield a progress callback that reports to stderr."""
    if not sys.stderr.isatty():
        yield _line
        return
    columns = (TextColumn("{task.description:<15}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(_STEPS[step], total=None)
            bars.update(tasks[step], completed=done, total=total or None)

        yield tell


def _line(step: str, done: int, total: int) -> None:
    if done == total and total:
        sys.stderr.write(f"{_STEPS[step]}: {total}\n")
