"""A log that can't be filled: lines that repeat are counted instead of written."""

import logging
from time import monotonic
from typing import TextIO

_WRITTEN = 10
"""Times that a line is written within a period."""
_PERIOD = 10.0
_MOST_LINES = 1_000
"""Different lines that are counted at once; beyond that the counts are told and begin anew."""


class CountingHandler(logging.StreamHandler[TextIO]):
    """Writes each line up to ten times in ten seconds, and how many more of it there were when these are over."""

    def __init__(self, stream: TextIO, written: int = _WRITTEN, period: float = _PERIOD) -> None:
        super().__init__(stream)
        self._written = written
        self._period = period
        self._seen: dict[tuple[str, int, str], int] = {}
        self._ends = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        """Write or count a record; handlers are called under their lock."""
        if monotonic() >= self._ends or len(self._seen) >= _MOST_LINES:
            self._tell()
        line = (record.name, record.levelno, record.getMessage())
        self._seen[line] = self._seen.get(line, 0) + 1
        if self._seen[line] <= self._written:
            super().emit(record)

    def close(self) -> None:
        """Tell what was counted last."""
        self.acquire()
        try:
            self._tell()
        finally:
            self.release()
        super().close()

    def _tell(self) -> None:
        """Write the counts of the period that is over, and begin another one."""
        seen, self._seen, self._ends = self._seen, {}, monotonic() + self._period
        for (name, level, line), times in seen.items():
            if more := times - self._written if times > self._written else 0:
                told = logging.LogRecord(name, level, "", 0, "%s (%d more of this line)", (line, more), None)
                super().emit(told)
