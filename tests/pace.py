"""Time limits in tests: one is meant for a reference machine, and a slower machine gets as much more time."""

from collections.abc import Callable
from time import perf_counter

_REFERENCE = 0.030
"""Seconds that `_work` takes on the machine whose times stand in the tests: two shared cores of about 2.5 GHz."""


def _work() -> int:
    """Splits, counts and joins text, as most of what is timed here does."""
    counted: dict[str, int] = {}
    for number in range(12_000):
        for part in f"Maßnahme {number % 97}\tfür Alleinerziehende\t{number}".split("\t"):
            counted[part.lower()] = counted.get(part.lower(), 0) + 1
    return len(counted)


def best(task: Callable[[], object], times: int = 5) -> float:
    """The least seconds of so many runs: what else the machine did meanwhile is left out as far as it can be."""
    durations = []
    for _ in range(times):
        start = perf_counter()
        task()
        durations.append(perf_counter() - start)
    return min(durations)


def allowed(seconds: float) -> float:
    """The limit here and now: `seconds` on the reference machine or a faster one, more on a slower or a busy one."""
    return seconds * max(1.0, best(_work) / _REFERENCE)
