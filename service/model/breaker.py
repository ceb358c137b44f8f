"""A circuit breaker (Nygard, Release It!, 2007): a model that fails again and again is left alone for a while."""

from collections.abc import Callable
from time import monotonic

FAILURES = 3
PAUSE_SECONDS = 30.0


class Breaker:
    """Closed until so many failures in a row; then open for a pause, after which one try decides."""

    def __init__(self, now: Callable[[], float] = monotonic) -> None:
        self._now = now
        self._failures = 0
        self._open_until = 0.0

    def allows(self) -> bool:
        """Whether a call may be made; after a pause one is, and others wait for how it ends."""
        if self._failures < FAILURES:
            return True
        if self._now() < self._open_until:
            return False
        self._open_until = self._now() + PAUSE_SECONDS
        return True

    def succeeded(self) -> None:
        """A call went well."""
        self._failures = 0

    def failed(self) -> None:
        """A call failed."""
        self._failures += 1
        if self._failures >= FAILURES:
            self._open_until = self._now() + PAUSE_SECONDS
