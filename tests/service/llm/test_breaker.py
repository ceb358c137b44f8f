"""A model that fails again and again is left alone for a while."""

from service.llm.breaker import FAILURES, PAUSE_SECONDS, Breaker


def test_pauses_and_tries_again() -> None:
    """After three failures nobody asks until the pause is over; then one try decides."""
    now = 0.0
    breaker = Breaker(lambda: now)
    for _ in range(FAILURES):
        assert breaker.allows()
        breaker.failed()
    assert not breaker.allows()
    now = PAUSE_SECONDS + 1
    assert breaker.allows()
    assert not breaker.allows()
    breaker.succeeded()
    assert breaker.allows()
