"""The audit log: who administered what and when, a line of JSON each. Of questions it knows nothing."""

import json
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from index.files import NotWritten, append_line, writing_to

_DONE = "done"
_log = logging.getLogger(__name__)


class AuditLog:
    """A file that only grows, which nobody but its owner reads."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @contextmanager
    def act(self, who: str, what: str, which: str | None = None) -> Iterator[None]:
        """Note what the block does, and how it ended. Without a log nothing is done: raises NotWritten before."""
        with writing_to(self.path.parent):
            self.path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600))
        try:
            yield
        except BaseException as error:
            try:
                self._note(who, what, which, str(getattr(error, "name", "")) or type(error).__name__)
            except NotWritten as unnoted:  # what went wrong first is what is said
                _log.error("%s; the log lacks that %r failed", unnoted, what)
            raise
        self._note(who, what, which, _DONE)

    def _note(self, who: str, what: str, which: str | None, outcome: str) -> None:
        time = datetime.now(UTC).isoformat(timespec="seconds")
        line = {"time": time, "who": who, "what": what, "which": which, "outcome": outcome}
        with writing_to(self.path.parent):
            append_line(self.path, json.dumps(line).encode())
