"""How much is let through."""

from dataclasses import replace
from datetime import UTC, datetime
from time import perf_counter

import pytest

from service.access.key import AccessKey
from service.access.rates import Minute, Rates, TooMany

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


def test_a_minute_passes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then there are as many again, and not before; what was refused doesn't count."""
    now = 1_000.0
    monkeypatch.setattr("service.access.rates.monotonic", lambda: now)
    minute = Minute()
    for _ in range(3):
        minute.note("a")
        now += 10
    assert (minute.seconds("a", 3), minute.seconds("a", 4), minute.seconds("b", 3)) == (30, 0, 0)
    now += 29.5
    assert minute.seconds("a", 3) == 1
    now += 0.5
    assert (minute.seconds("a", 3), minute.seconds("a", 2), minute.number) == (0, 10, 2)


def test_many_addresses_fill_no_memory() -> None:
    """However many there are; those who ask go on being counted while others come and go."""
    minute = Minute()
    for number in range(250_000):
        minute.note(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
        if number % 50_000 == 0:
            minute.note("busy")
    assert minute.number <= 200_000
    assert (minute.seconds("busy", 5) > 0, minute.seconds("10.0.0.0", 1)) == (True, 0)


def test_a_request_is_counted_in_no_time() -> None:
    """Fewer than 20 µs: it happens on the event loop, for each request."""
    rates, many = Rates(), replace(KEY, per_minute=10**6)
    began = perf_counter()
    for _ in range(10_000):
        with rates.counted(many, "a"):
            pass
    assert perf_counter() - began < 0.2 * 10
