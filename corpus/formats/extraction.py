"""The text of other people's documents: plain text as it is, foreign formats through a guarded process.

PDF, Word and HTML are read by libraries over files that may be broken or hostile, so each such document
gets a process of its own, with limits of memory and time. Whatever happens to that process, the caller
sees an `Extracted`, or an `ExtractionError` with the reason.
"""

import dataclasses
import json
import os
import selectors
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from corpus.formats import plain
from corpus.formats.content import MEBIBYTE, Extracted, Limits, Unreadable, checked, readable_size

__all__ = ["SUFFIXES", "Extracted", "ExtractionError", "Limits", "extract"]

_PLAIN = frozenset((".txt", ".md"))
_FOREIGN = frozenset((".html", ".htm", ".pdf", ".docx"))
SUFFIXES: frozenset[str] = _PLAIN | _FOREIGN

_DEFAULT_LIMITS = Limits()
_ROOT = str(Path(__file__).resolve().parents[2])
_START = """\
import json, sys
path, suffix, limits = sys.argv[1:]
sys.path[:] = json.loads(path)
from corpus.formats.child import main
from corpus.formats.content import Limits
main(suffix, Limits(**json.loads(limits)))
"""
_KEPT_ENVIRONMENT = ("LD_LIBRARY_PATH",)  # a Python outside the system's folders may need it to start
_PIPE_BYTES = 2**16


class ExtractionError(Exception):
    """A document that can't be read: `path` names it, `reason` says in one short sentence why."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def extract(path: Path, *, limits: Limits = _DEFAULT_LIMITS) -> Extracted:
    """Read one document whose suffix is in `SUFFIXES`, in upper or lower case.

    The text of .txt and .md is that of the file, without a byte order mark. Raises `ExtractionError`
    where it can't be read, or not within `limits`.
    """
    suffix = path.suffix.lower()
    try:
        if suffix not in SUFFIXES:
            raise Unreadable(f"no document that can be read; those end in {', '.join(sorted(SUFFIXES))}")
        with _opened(path, limits) as file:
            if suffix in _PLAIN:
                return checked(plain.read(file.read(limits.file_bytes)), limits)
            return _received(_run(file, suffix, limits))
    except Unreadable as error:
        raise ExtractionError(path, str(error)) from error


@contextmanager
def _opened(path: Path, limits: Limits) -> Iterator[BinaryIO]:
    with ExitStack() as stack:
        try:
            if reason := _objection(path.stat(), limits):
                raise Unreadable(reason)
            file = stack.enter_context(path.open("rb"))
        except OSError as error:
            raise Unreadable(f"can't be opened ({error.strerror})") from error
        yield file


def _objection(status: os.stat_result, limits: Limits) -> str | None:
    if not stat.S_ISREG(status.st_mode):
        return "no regular file"
    if status.st_size == 0:
        return "empty"
    if status.st_size > limits.file_bytes:
        return f"{readable_size(status.st_size)} large; at most {readable_size(limits.file_bytes)} are read"
    return None


def _run(file: BinaryIO, suffix: str, limits: Limits) -> bytes:
    """Have `file` read by a child process; what it answered."""
    deadline = time.monotonic() + limits.seconds
    process = subprocess.Popen(
        _command(suffix, limits),
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ},
        cwd="/",
        start_new_session=True,
    )
    assert process.stdout is not None
    try:
        answer = _drained(process.stdout, _most_bytes(limits), deadline)
        status = process.wait(max(0.0, deadline - time.monotonic()))
    except (TimeoutError, subprocess.TimeoutExpired) as error:
        raise Unreadable(f"took longer than {limits.seconds:g} s to read") from error
    finally:
        process.kill()
        process.wait()
        process.stdout.close()
    if status != 0:
        raise Unreadable(_ended(status, limits))
    return answer


def _command(suffix: str, limits: Limits) -> list[str]:
    """An isolated interpreter that finds the same packages as this one."""
    path = [_ROOT, *(folder for folder in sys.path if Path(folder).is_absolute())]
    options = json.dumps(dataclasses.asdict(limits))
    return [sys.executable, "-I", "-S", "-c", _START, json.dumps(path), suffix, options]


def _most_bytes(limits: Limits) -> int:
    return 8 * limits.text_characters + MEBIBYTE  # UTF-8 or escapes, and the pages


def _drained(stream: IO[bytes], most: int, deadline: float) -> bytes:
    """All that comes out of a pipe until its end; TimeoutError at the deadline."""
    chunks = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(stream, selectors.EVENT_READ)
        while len(chunks) <= most:
            if not selector.select(max(0.0, deadline - time.monotonic())):
                raise TimeoutError
            if not (chunk := os.read(stream.fileno(), _PIPE_BYTES)):
                return bytes(chunks)
            chunks += chunk
    raise Unreadable("its reader answered more than can be taken")


def _ended(status: int, limits: Limits) -> str:
    end = signal.Signals(-status).name if status < 0 else f"exit status {status}"
    memory = readable_size(limits.memory_bytes)
    return f"its reader crashed ({end}); damaged, or in need of more than {memory} of memory"


def _received(answer: bytes) -> Extracted:
    try:
        match json.loads(answer):
            case {"error": str(reason)}:
                raise Unreadable(reason)
            case {"text": str(text), "pages": list(pages), "title": str() | None as title}:
                return Extracted(text, tuple((int(offset), int(number)) for offset, number in pages), title)
            case other:
                raise ValueError(other)
    except (ValueError, TypeError) as error:
        raise Unreadable("its reader gave no answer that can be understood") from error
