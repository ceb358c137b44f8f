"""How much is let through."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from service.access.key import AccessKey
from service.access.rates import Rates, TooMany

KEY = AccessKey("key", ("search",), datetime(2026, 1, 31, tzinfo=UTC), per_minute=100, at_once=2)


def test_answers_at_once() -> None:
    """As many as the key has; each place is free again when its answer ends, however it ends."""
    rates = Rates()
    with rates.counted(KEY, "a"), rates.counted(KEY, "a"), rates.counted(KEY, "b"):
        with pytest.raises(TooMany) as refused, rates.counted(KEY, "a"):
            pass
        assert refused.value.seconds == 1
    with pytest.raises(ZeroDivisionError), rates.counted(KEY, "a"):
        _ = 1 / 0
    with rates.counted(KEY, "a"), rates.counted(KEY, "a"):
        pass


def test_requests_a_minute() -> None:
    """The time to come back is that at which the oldest is a minute old."""
    rates, few = Rates(), replace(KEY, per_minute=3)
    for _ in range(3):
        with rates.counted(few, "a"):
            pass
    with pytest.raises(TooMany) as refused, rates.counted(few, "a"):
        pass
    assert 55 <= refused.value.seconds <= 60
    with rates.counted(few, "b"):
        pass


def test_wrong_keys() -> None:
    """Ten of an address, whatever it is called; of IPv6 the network counts."""
    rates = Rates()
    assert [rates.wrong("10.0.0.1") for _ in range(10)] == [False] * 9 + [True]
    with pytest.raises(TooMany):
        rates.check("10.0.0.1")
    rates.check("10.0.0.2")
    for number in range(10):
        rates.wrong(f"2001:db8:0:1::{number:x}")
    with pytest.raises(TooMany):
        rates.check("2001:db8:0:1:ffff::")
    rates.check("2001:db8:0:2::1")


def test_many_addresses_fill_no_memory() -> None:
    """However many there are, and while they come, they are counted quickly."""
    rates = Rates()
    for number in range(25_000):
        rates.wrong(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(rates._counts.events) <= 10_000
