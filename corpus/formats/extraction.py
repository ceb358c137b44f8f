"""Extract the text of documents: short plain ones in this process, all others in a child process.

Those are parsed by libraries, and the files may be broken or hostile, so each such document gets a process of its own
with limits on memory and time: a fork of one that has loaded the library, which `kept_processes` keeps for the next
document. Whatever happens to it, the caller gets an `Extracted` or an `ExtractionError`.
"""

import dataclasses
import json
import os
import signal
import stat
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from pydantic import TypeAdapter

from corpus.formats.content import MEBIBYTE, Extracted, ReadLimits, ReadOptions, Unreadable, readable_size
from corpus.formats.readers import IN_PROCESS, READERS, read_document, unsupported
from corpus.formats.reading_process import reading_process

__all__ = ["SUFFIXES", "Extracted", "ExtractionError", "ReadLimits", "ReadOptions", "extract", "unsupported"]

SUFFIXES = frozenset(READERS)

_DEFAULT_LIMITS, _NO_OPTIONS = ReadLimits(), ReadOptions()
_EXTRACTED = TypeAdapter(Extracted)
_ROOT = str(Path(__file__).resolve().parents[2])
_START = """\
import json, sys
path, reader = sys.argv[1:]
sys.path[:] = json.loads(path)
from corpus.formats.child import serve
serve(reader)
"""


class ExtractionError(Exception):
    """A document that can't be read: `path` names it, `reason` says why in one short sentence."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


def extract(path: Path, *, limits: ReadLimits = _DEFAULT_LIMITS, options: ReadOptions = _NO_OPTIONS) -> Extracted:
    """Read one document whose suffix, in upper or lower case, is among `SUFFIXES`.

    Text of .txt files is unchanged but for a byte order mark, line ends and decomposed letters. Raises ExtractionError
    if the document can't be read, or not within `limits`.
    """
    suffix = path.suffix.lower()
    try:
        if suffix not in SUFFIXES:
            raise Unreadable(unsupported(suffix))
        with _opened(path, limits) as file:
            if os.fstat(file.fileno()).st_size <= IN_PROCESS.get(suffix, 0):
                return read_document(suffix, file.read(limits.file_bytes), limits, options)
            return _received(_run(file, suffix, limits, options))
    except Unreadable as error:
        raise ExtractionError(path, str(error)) from error


@contextmanager
def _opened(path: Path, limits: ReadLimits) -> Iterator[BinaryIO]:
    with ExitStack() as stack:
        try:
            if reason := _objection(path.stat(), limits):
                raise Unreadable(reason)
            file = stack.enter_context(path.open("rb"))
        except OSError as error:
            raise Unreadable(f"can't be opened ({error.strerror})") from error
        yield file


def _objection(status: os.stat_result, limits: ReadLimits) -> str | None:
    if not stat.S_ISREG(status.st_mode):
        return "not a regular file"
    if status.st_size == 0:
        return "empty"
    if status.st_size > limits.file_bytes:
        return f"{readable_size(status.st_size)}; the limit is {readable_size(limits.file_bytes)}"
    return None


def _run(file: BinaryIO, suffix: str, limits: ReadLimits, options: ReadOptions) -> bytes:
    """Have a child process read `file`, and return what it answered."""
    deadline = time.monotonic() + limits.seconds
    request = {"suffix": suffix, "limits": dataclasses.asdict(limits), "options": dataclasses.asdict(options)}
    try:
        with reading_process(_command(suffix)) as process:
            answer, status = process.answer(request, file.fileno(), _most_bytes(limits), deadline)
    except TimeoutError as error:
        raise Unreadable(f"took longer than {limits.seconds:g} s to read") from error
    if status != 0:
        raise Unreadable(_ended(status, limits))
    return answer


def _command(suffix: str) -> tuple[str, ...]:
    """The command for an isolated interpreter that finds the same packages as this one."""
    path = [_ROOT, *(folder for folder in sys.path if Path(folder).is_absolute())]
    return (sys.executable, "-I", "-S", "-c", _START, json.dumps(path), READERS[suffix])


def _most_bytes(limits: ReadLimits) -> int:
    return 8 * limits.text_characters + MEBIBYTE  # UTF-8 or escape sequences, plus the pages


def _ended(status: int, limits: ReadLimits) -> str:
    end = signal.Signals(-status).name if status < 0 else f"exit status {status}"
    memory = readable_size(limits.memory_bytes)
    return f"the reader crashed ({end}); the file is damaged or needs more than {memory} of memory"


def _received(answer: bytes) -> Extracted:
    try:
        match json.loads(answer):
            case {"error": str(reason)}:
                raise Unreadable(reason)
            case dict(fields):
                return _EXTRACTED.validate_python(fields)
            case other:
                raise ValueError(other)
    except ValueError as error:
        raise Unreadable("the reader returned an invalid answer") from error
