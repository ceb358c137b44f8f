"""A sign of life on a terminal while something takes longer than a moment, and how far it is, if it can tell."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

from corpus.progress import Progress, unheard

_PATIENCE_SECONDS = 1.0


@contextmanager
def waiting(step: str) -> Iterator[Progress]:
    """Show that a step of `terminal.steps` is under way, once it has taken a second; nothing in a pipe.

    Whoever can tell how far it is tells what is returned: that step, or the one that follows it.
    """
    if not sys.stderr.isatty():
        yield unheard
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    from service.texts import of_terminal

    texts = of_terminal()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    shown = Bars(*columns, console=Console(stderr=True), transient=True)
    task = shown.add_task(texts.text(f"terminal.steps.{step}"), total=None)

    def tell(step: str, done: int, total: int) -> None:
        far = f": {texts.number(done)} / {texts.number(total)}" if total else ""
        shown.update(task, description=f"{texts.text(f'terminal.steps.{step}')}{far}")

    timer = Timer(_PATIENCE_SECONDS, shown.start)
    timer.daemon = True
    timer.start()
    try:
        yield tell
    finally:
        timer.cancel()
        timer.join()
        shown.stop()
