"""Ratings of answers, stored in a single local file."""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock

MOST_BYTES = 10_000_000


@dataclass(frozen=True)
class Feedback:
    """A JSON Lines file of ratings. It stops growing at `most` bytes, so that nobody can fill the disk."""

    path: Path
    most: int = MOST_BYTES
    _lock: Lock = field(default_factory=Lock, repr=False)

    def add(self, helpful: bool, measures: Sequence[str], question: str | None = None) -> bool:
        """Append a rating with its date but no time. Return False if the file is full."""
        entry = {"day": datetime.now(UTC).date().isoformat(), "helpful": helpful, "measures": list(measures)}
        if question is not None:
            entry["question"] = question
        line = f"{json.dumps(entry, ensure_ascii=False)}\n".encode()
        with self._lock:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            file = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(file, "ab") as kept:
                if kept.tell() + len(line) > self.most:
                    return False
                kept.write(line)
        return True
