"""Rates: how much one bearer may ask, and how often one address may be wrong."""

import math
from collections import Counter, OrderedDict, deque
from collections.abc import Iterator
from contextlib import contextmanager
from ipaddress import ip_address, ip_network
from time import monotonic

from service.access.key import AccessKey

_WRONG = 10
"""Wrong keys that an address may send in a minute; beyond them none of it is looked at, for a minute at most."""
_NEIGHBOURS = 64
"""Bits of an IPv6 address that one household has in common."""
_SOON = 1
_MINUTE = 60.0
_MOST_COUNTED = 200_000
"""Requests that are remembered at once, some 10 MB; beyond them those are forgotten who asked longest ago."""


class TooMany(Exception):
    """Too many requests; `seconds` is when to come back."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"try again in {seconds} s")
        self.seconds = seconds


class Minute:
    """Who did how much within the last minute."""

    def __init__(self) -> None:
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self.number = 0
        """How many times are remembered."""

    def note(self, who: str) -> None:
        """Count once more."""
        self._times.setdefault(who, deque()).append(monotonic())
        self._times.move_to_end(who)
        self.number += 1
        while self.number > _MOST_COUNTED:
            self.number -= len(self._times.popitem(last=False)[1])

    def seconds(self, who: str, most: int) -> int:
        """Return the seconds until it may be once more, if `most` a minute may; 0 for at once."""
        now, times = monotonic(), self._times.get(who, deque())
        while times and now - times[0] >= _MINUTE:
            times.popleft()
            self.number -= 1
        return max(_SOON, math.ceil(times[-most] + _MINUTE - now)) if len(times) >= most else 0


class Rates:
    """Counts what was asked within the last minute, and what is being answered. For one event loop."""

    def __init__(self) -> None:
        self._asked = Minute()
        self._wrong = Minute()
        self._answering: Counter[str] = Counter()

    @contextmanager
    def counted(self, key: AccessKey, bearer: str) -> Iterator[None]:
        """Count a request of `bearer`, one of those who have a key, until it is answered. Raises TooMany."""
        if self._answering[bearer] >= key.at_once:
            raise TooMany(_SOON)
        if seconds := self._asked.seconds(bearer, key.per_minute):
            raise TooMany(seconds)
        self._asked.note(bearer)
        self._answering[bearer] += 1
        try:
            yield
        finally:
            self._answering[bearer] -= 1
            if not self._answering[bearer]:
                del self._answering[bearer]

    def check(self, address: str) -> None:
        """Raise TooMany while an address is locked out."""
        if seconds := self._wrong.seconds(household(address), _WRONG):
            raise TooMany(seconds)

    def wrong(self, address: str) -> bool:
        """Count a wrong key; return whether it was the one that locks the address out."""
        self._wrong.note(household(address))
        return self._wrong.seconds(household(address), _WRONG) > 0


def household(address: str) -> str:
    """Return what stands for all addresses that one client can choose among."""
    try:
        found = ip_address(address)
    except ValueError:
        return "unknown"
    return str(found if found.version == 4 else ip_network((found, _NEIGHBOURS), strict=False))
