"""How far long work is: told step by step to whoever wants to know."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""What is told of each step: its name, the units that are done, and how many there are; 0 if that isn't known."""


def unheard(step: str, done: int, total: int) -> None:
    """The progress callback of callers that gave none."""
