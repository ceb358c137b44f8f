"""A log that can't be filled."""

import json
import logging
from datetime import datetime
from io import StringIO

import pytest

from service.server.log import CountingHandler, formatter


def logger(written: int = 3, period: float = 60.0) -> tuple[logging.Logger, StringIO, CountingHandler]:
    """A logger, and what it writes."""
    stream = StringIO()
    handler = CountingHandler(stream, written, period)
    made = logging.Logger("here")
    made.addHandler(handler)
    return made, stream, handler


def test_lines_that_repeat_are_counted() -> None:
    """The first few are written, then their number once the period is over."""
    log, stream, handler = logger()
    for _ in range(1_000):
        log.warning("no room for %s", "more")
    log.warning("something else")
    assert stream.getvalue() == "no room for more\n" * 3 + "something else\n"
    handler.close()
    assert stream.getvalue().endswith("something else\nno room for more (997 more of this line)\n")


def test_the_count_comes_with_the_next_line() -> None:
    """Of a later period, in which the same line may be written again."""
    log, stream, _ = logger(written=1, period=0.0)
    log.info("one")
    log.info("one")
    assert stream.getvalue() == "one\none\n"
    log, stream, handler = logger(written=1)
    log.info("one")
    log.info("one")
    handler._ends = 0.0
    log.info("one")
    assert stream.getvalue() == "one\none (1 more of this line)\none\n"


def test_different_lines_fill_no_memory() -> None:
    """A thousand are counted at once."""
    log, stream, handler = logger(written=1)
    for number in range(5_000):
        log.info("%d", number)
    assert len(handler._seen) <= 1_000
    assert stream.getvalue().count("\n") == 5_000


def test_a_traceback_is_counted_with_its_line() -> None:
    """The event loop logs one for each connection that it can't accept."""
    log, stream, _ = logger(written=2)
    for _ in range(100):
        try:
            raise OSError(24, "Too many open files")
        except OSError:
            log.exception("socket.accept() out of system resource")
    assert stream.getvalue().count("Traceback") == 2


def test_lines_of_json() -> None:
    """Each an object with what its record has as fields; of an error its type, never what it says."""
    log, stream, handler = logger()
    handler.setFormatter(formatter("json"))
    log.info("%s %s", "GET", "/readyz", extra={"fields": {"route": "/readyz", "seconds": 0.01}})
    try:
        raise ValueError("Wer hilft bei Schulden?")
    except ValueError:
        log.exception("failed")
    first, second = map(json.loads, stream.getvalue().splitlines())
    assert datetime.fromisoformat(first.pop("time")).tzinfo is not None
    assert first == {"level": "info", "logger": "here", "message": "GET /readyz", "route": "/readyz", "seconds": 0.01}
    assert (second["error"], "Schulden" in stream.getvalue()) == ("ValueError", False)


def test_lines_of_text() -> None:
    """Time, level, logger and message."""
    log, stream, handler = logger()
    handler.setFormatter(formatter("text"))
    log.info("ready")
    assert stream.getvalue().endswith(" INFO here: ready\n")


def test_whoever_logs_never_fails_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    """A record that can't be made a line of is told of as the standard library does."""
    log, stream, _ = logger(written=2)
    log.info("%d", "no number")
    log.info("next")
    assert stream.getvalue() == "next\n"
    assert "--- Logging error ---" in capsys.readouterr().err
