"""A sign of life on a terminal while something takes longer than a moment and can't say how far it is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Timer

_PATIENCE_SECONDS = 1.0


@contextmanager
def waiting(step: str) -> Iterator[None]:
    """Show that a step of `terminal.steps` is under way, once it has taken a second; nothing in a pipe."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    from service.texts import of_terminal

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    shown = Progress(*columns, console=Console(stderr=True), transient=True)
    shown.add_task(of_terminal().text(f"terminal.steps.{step}"), total=None)
    timer = Timer(_PATIENCE_SECONDS, shown.start)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
        timer.join()
        shown.stop()
