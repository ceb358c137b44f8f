"""Ratings of answers, stored in a single local file."""

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from errno import ENOSPC
from pathlib import Path
from threading import Lock

MOST_BYTES = 10_000_000
_PIECE = 64 * 1024


@dataclass(frozen=True)
class Feedback:
    """A JSON Lines file of ratings. It stops growing at `most` bytes, so that nobody can fill the disk."""

    path: Path
    most: int = MOST_BYTES
    _lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, helpful: bool, measures: Sequence[str], question: str | None = None) -> bool:
        """Append a rating with its date but no time. Return False if the file is full.

        Raises OSError if it can't be written; then, and after a process was killed, no part of a rating is left.
        """
        entry = {"day": datetime.now(UTC).date().isoformat(), "helpful": helpful, "measures": list(measures)}
        if question is not None:
            entry["question"] = question
        line = f"{json.dumps(entry, ensure_ascii=False)}\n".encode()
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            try:
                whole = _whole(file)
                if whole + len(line) > self.most:
                    return False
                if whole < os.fstat(file).st_size:
                    os.ftruncate(file, whole)
                try:
                    if os.write(file, line) != len(line):
                        raise OSError(ENOSPC, os.strerror(ENOSPC))
                    os.fsync(file)
                except OSError:
                    with suppress(OSError):  # then the next one takes it back
                        os.ftruncate(file, whole)
                    raise
            finally:
                os.close(file)
        return True


def _whole(file: int) -> int:
    """Where the last whole line of a file ends."""
    end = os.fstat(file).st_size
    while end > 0:
        start = max(0, end - _PIECE)
        found = os.pread(file, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0
