"""Progress of long commands: a bar on a terminal, lines elsewhere."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bars

from corpus.progress import Progress
from service.texts import Texts, of_terminal


@contextmanager
def progress() -> Iterator[Progress]:
    """What to tell about each step; it is shown on stderr."""
    texts = of_terminal()
    if not sys.stderr.isatty():
        yield partial(_line, texts)
        return
    columns = (TextColumn("{task.description:<24}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(texts.text(f"terminal.steps.{step}"), total=None)
            bars.update(tasks[step], completed=done, total=total or None)

        yield tell


def _line(texts: Texts, step: str, done: int, total: int) -> None:
    if done == total and total:
        sys.stderr.write(f"{texts.text(f'terminal.steps.{step}')}: {texts.number(total)}\n")
