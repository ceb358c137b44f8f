"""The process that reads files of foreign formats, seen from the one that asks it to."""

import json
import os
import re
import selectors
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar

from corpus.formats.content import Unreadable

Command = tuple[str, ...]

_KEPT_ENVIRONMENT = ("LD_LIBRARY_PATH",)  # a Python installed elsewhere may need it to start
_PIPE_BYTES = 2**16
_END = re.compile(rb"\n(-?\d{1,3})\n\Z")  # an answer is one line, and then comes the exit status
_END_BYTES = 6


class ReadingProcess:
    """A child process that forks for each file; it ends when the socket that is its standard input is closed."""

    def __init__(self, command: Command) -> None:
        self._requests, theirs = socket.socketpair()
        with theirs:
            self._process = subprocess.Popen(
                command,
                stdin=theirs.fileno(),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ},
                cwd="/",
                start_new_session=True,
            )
        self.is_ready = True

    def answer(self, request: object, file: int, most: int, deadline: float) -> tuple[bytes, int]:
        """Have the file with this descriptor read; returns what was answered, and the exit status.

        Raises TimeoutError at the deadline, and Unreadable if the answer has more than `most` bytes.
        """
        self.is_ready = False
        with suppress(OSError):  # a process that has ended says so by its status
            socket.send_fds(self._requests, [json.dumps(request).encode()], [file])
        reply = self._drained(most, deadline)
        if end := _END.search(reply, max(0, len(reply) - _END_BYTES)):
            self.is_ready = True
            return reply[: end.start()], int(end[1])
        try:
            return reply, self._process.wait(max(0.0, deadline - time.monotonic()))
        except subprocess.TimeoutExpired as error:
            raise TimeoutError from error

    def _drained(self, most: int, deadline: float) -> bytes:
        """Read up to the end of the answer, or of the process."""
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        chunks = bytearray()
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while len(chunks) <= most:
                if not selector.select(max(0.0, deadline - time.monotonic())):
                    raise TimeoutError
                chunk = os.read(pipe, _PIPE_BYTES)
                chunks += chunk
                if not chunk or _END.search(chunks, max(0, len(chunks) - _END_BYTES)):
                    return bytes(chunks)
        raise Unreadable("the reader returned too much data")

    def close(self) -> None:
        """End the process, and what it has forked."""
        self._requests.close()
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()


_kept: ContextVar[dict[Command, ReadingProcess] | None] = ContextVar("_kept", default=None)


@contextmanager
def kept_processes() -> Iterator[None]:
    """Keep each reading process for the next file of its format, rather than start one for every file."""
    kept: dict[Command, ReadingProcess] = {}
    token = _kept.set(kept)
    try:
        yield
    finally:
        _kept.reset(token)
        for process in kept.values():
            process.close()


@contextmanager
def reading_process(command: Command) -> Iterator[ReadingProcess]:
    """The kept process that was started with `command`, or a new one; only one that is ready for more is kept."""
    kept = _kept.get()
    process = kept.pop(command, None) if kept is not None else None
    process = process or ReadingProcess(command)
    try:
        yield process
    finally:
        if kept is not None and process.is_ready:
            kept[command] = process
        else:
            process.close()
