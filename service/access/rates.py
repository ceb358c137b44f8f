"""Rates: how much one bearer may ask, and how often one address may be wrong."""

import math
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address, ip_network

from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from service.access.key import AccessKey

_WRONG = RateLimitItemPerMinute(10)
"""Wrong keys that an address may send; beyond them none of it is looked at, for a minute at most."""
_NEIGHBOURS = 64
"""Bits of an IPv6 address that one household has in common."""
_SOON = 1
_MOST_COUNTED = 10_000
"""Bearers and addresses that are counted at once; beyond them all begin anew, for the library forgets none."""


class TooMany(Exception):
    """Too many requests; `seconds` is when to come back."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


class Rates:
    """Counts what was asked within the last minute, and what is being answered. For one event loop."""

    def __init__(self) -> None:
        self._begin_anew()
        self._answering: Counter[str] = Counter()

    @contextmanager
    def counted(self, key: AccessKey, bearer: str) -> Iterator[None]:
        """Count a request of `bearer`, one of those who have a key, until it is answered. Raises TooMany."""
        most = RateLimitItemPerMinute(key.per_minute)
        if self._answering[bearer] >= key.at_once:
            raise TooMany(_SOON)
        if not self._hit(most, bearer):
            raise TooMany(self._seconds(most, bearer))
        self._answering[bearer] += 1
        try:
            yield
        finally:
            self._answering[bearer] -= 1
            if not self._answering[bearer]:
                del self._answering[bearer]

    def check(self, address: str) -> None:
        """Raise TooMany while an address is locked out."""
        if not self._window.test(_WRONG, household(address)):
            raise TooMany(self._seconds(_WRONG, household(address)))

    def wrong(self, address: str) -> bool:
        """Count a wrong key; return whether it was the one that locks the address out."""
        self._hit(_WRONG, household(address))
        return not self._window.test(_WRONG, household(address))

    def _hit(self, most: RateLimitItemPerMinute, who: str) -> bool:
        if len(self._counts.events) >= _MOST_COUNTED:
            self._begin_anew()
        return self._window.hit(most, who)

    def _begin_anew(self) -> None:
        """Count in a new storage: a thread of the library's may be looking through the old one."""
        self._counts = MemoryStorage()
        self._window = MovingWindowRateLimiter(self._counts)

    def _seconds(self, most: RateLimitItemPerMinute, who: str) -> int:
        return max(_SOON, math.ceil(self._window.get_window_stats(most, who).reset_time - time.time()))


def household(address: str) -> str:
    """Return what stands for all addresses that one client can choose among."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return str(found if found.version == 4 else ip_network((found, _NEIGHBOURS), strict=False))
