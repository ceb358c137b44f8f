"""Ratings of answers, stored in a single local file."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

from index.files import append_line

MOST_BYTES = 10_000_000


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
        line = json.dumps(entry, ensure_ascii=False).encode()
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            return append_line(self.path, line, self.most)
