"""A log that can't be filled: lines that repeat are counted instead of written. It may have lines of JSON."""

import json
import logging
from datetime import UTC, datetime
from time import monotonic
from typing import TextIO

_WRITTEN = 10
"""Times that a line is written within a period."""
_PERIOD = 10.0
_MOST_LINES = 1_000
"""Different lines that are counted at once; beyond that the counts are told and begin anew."""

_TEXT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, what a record has as `fields`, and the type of an error."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; an error's message and traceback aren't in it, since they may hold what was asked."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
        return json.dumps(line, ensure_ascii=False)


def formatter(format: str) -> logging.Formatter:
    """Return how lines are written: as `text` or as `json`."""
    return JsonFormatter() if format == "json" else logging.Formatter(_TEXT)


class CountingHandler(logging.StreamHandler[TextIO]):
    """Writes each line up to ten times in ten seconds, and how many more of it there were when these are over."""

    def __init__(self, stream: TextIO, written: int = _WRITTEN, period: float = _PERIOD) -> None:
        super().__init__(stream)
        self._written = written
        self._period = period
        self._seen: dict[tuple[str, int, str], int] = {}
        self._ends = 0.0

    def emit(self, record: logging.LogRecord) -> None:
        """Write or count a record; handlers are called under their lock. Whoever logs never fails for it."""
        if monotonic() >= self._ends or len(self._seen) >= _MOST_LINES:
            self._tell()
        try:
            line = (record.name, record.levelno, record.getMessage())
        except Exception:  # of whatever stands in the record
            self.handleError(record)
            return
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
