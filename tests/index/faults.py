"""Disks that fail: the calls by which an index reaches the disk, one of which fails or is the process's last."""

import errno
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest

CALLS = ("mkdir", "write", "fsync", "rename", "replace")


class Broken:
    """Counts the calls that change a disk; the one that `fails` names doesn't do what it should."""

    def __init__(self, fails: int = 0, error: int | None = errno.EIO) -> None:
        """Fail at call `fails` (1 is the first) with `error`, or for None kill the process there."""
        self.made: list[str] = []
        self._fails = fails
        self._error = error

    @contextmanager
    def disk(self) -> Iterator[None]:
        """Break the disk for the block."""
        with pytest.MonkeyPatch.context() as patch:
            for name in CALLS:
                patch.setattr(os, name, self._counted(name, getattr(os, name)))
            yield

    def _counted(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:
            self.made.append(name)
            if len(self.made) != self._fails:
                return real(*arguments, **named)
            if name == "write":  # a full disk takes what it can
                descriptor, content = arguments
                real(descriptor, content[: len(content) // 2])
            if self._error is None:
                os.kill(os.getpid(), signal.SIGKILL)
            raise OSError(self._error, os.strerror(self._error or 0))

        return call
