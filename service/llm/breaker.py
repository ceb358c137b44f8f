"""A circuit breaker: after several failures in a row the model is left alone for a while."""

from collections.abc import Callable
from time import monotonic

FAILURES = 3
PAUSE_SECONDS = 30.0


class Breaker:
    """Closed until `FAILURES` calls in a row have failed; then open for a pause, after which one trial call decides."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._failures = 0
        self._open_until = 0.0

    def allows(self) -> bool:
        """Whether a call may be made; after a pause only the trial call, until its result is known."""
        if self._failures < FAILURES:
            return True
        if self._now() < self._open_until:
            return False
        self._open_until = self._now() + PAUSE_SECONDS
        return True

    def succeeded(self) -> None:
        """Record a successful call."""
        self._failures = 0

    def failed(self) -> None:
        """Record a failed call."""
        self._failures += 1
        if self._failures >= FAILURES:
            self._open_until = self._now() + PAUSE_SECONDS
