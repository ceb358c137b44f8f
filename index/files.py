"""Writing files so that no error goes unseen: what is on disk afterwards is what was meant, or there is an error.

Libraries that write files themselves don't report every failure, so all of an index goes through here.
"""

import fcntl
import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from errno import EDQUOT, EIO, ENOSPC
from io import BufferedWriter, BytesIO, FileIO
from pathlib import Path
from secrets import token_hex
from typing import IO, Any

import numpy as np
from numpy.typing import NDArray

_PIECE = 2**20
_LAST = 2**16
_NEW = os.O_EXCL | os.O_NOFOLLOW
_CHECKSUM = "checksum"


class NotWritten(Exception):
    """A folder can't be written to; the message says which and why."""

    def __init__(self, folder: Path, error: OSError) -> None:
        full = error.errno in (ENOSPC, EDQUOT)
        reason = error.strerror or type(error).__name__
        super().__init__(f"no space left in {folder}" if full else f"{folder} can't be written to: {reason}")
        self.folder = folder
        self.error = error


class Locked(Exception):
    """Somebody else holds a lock."""


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Raise any OSError of the block as NotWritten, which names `folder`, whatever folder below it wasn't written."""
    try:
        yield
    except OSError as error:
        raise NotWritten(folder, error) from error
    except NotWritten as error:
        raise NotWritten(folder, error.error) from error


@contextmanager
def locked(lock: Path, *, wait: bool = True) -> Iterator[None]:
    """Let one at a time into the block, among threads and processes. Raises Locked unless it may `wait`, or NotWritten.

    `lock` is a file that stands for what is changed; it stays, empty.
    """
    with writing_to(lock.parent):
        file = lock.open("w")
    with file:
        try:
            with writing_to(lock.parent):
                fcntl.flock(file, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except NotWritten as error:
            if isinstance(error.error, BlockingIOError):
                raise Locked(lock) from error
            raise
        yield


def write_file(path: Path, *parts: bytes | memoryview, mode: int = 0o666) -> None:
    """Write a file and read it back. Raises NotWritten unless it holds exactly the parts, one after the other.

    A new file gets `mode`, as far as the process lets it.
    """
    views = [memoryview(part).cast("B") for part in parts if len(part)]
    with writing_to(path.parent):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, mode)
        try:
            for rest in views:
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
        finally:
            os.close(descriptor)
        if not _holds(path, views):
            raise OSError(EIO, os.strerror(EIO), str(path))


def replace_file(path: Path, content: bytes, mode: int = 0o666) -> None:
    """Write a file in one step, so that nobody ever finds half of it, not even after a crash. Raises NotWritten."""
    draft = path.with_name(f".{path.name}-{token_hex(4)}")
    try:
        write_file(draft, content, mode=mode)
        sync(draft)
        with writing_to(path.parent):
            draft.replace(path)
        sync(path.parent)
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@contextmanager
def new_file(path: Path, mode: int = 0o666, *, over: bool = False) -> Iterator[IO[bytes]]:
    """Give a file to write piece by piece; one that is there is written `over`. Raises OSError for every failure."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if over else _NEW), mode)
    with BufferedWriter(_Disk(descriptor, "w"), _PIECE) as file:
        yield file


class _Disk(FileIO):
    """A file that is written by calls which tests can let fail."""

    def write(self, content: Any) -> int:
        return os.write(self.fileno(), content)


def append_line(path: Path, line: bytes, most: int | None = None) -> bool:
    """Add a line to a file of lines that only its owner reads, whole or not at all, and flush it.

    Half a line that a process left when it was killed is taken back. Returns False if the file would be larger than
    `most` bytes. Raises OSError.
    """
    file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        whole = _whole_lines(file)
        if most is not None and whole + len(line) + 1 > most:
            return False
        if whole < os.fstat(file).st_size:
            os.ftruncate(file, whole)
        try:
            if os.write(file, line + b"\n") != len(line) + 1:
                raise OSError(ENOSPC, os.strerror(ENOSPC))
            os.fsync(file)
        except OSError:
            with suppress(OSError):  # then the next one takes it back
                os.ftruncate(file, whole)
            raise
    finally:
        os.close(file)
    return True


def _whole_lines(file: int) -> int:
    """Where the last whole line of a file ends."""
    end = os.fstat(file).st_size
    while end > 0:
        start = max(0, end - _LAST)
        found = os.pread(file, end - start, start).rfind(b"\n")
        if found >= 0:
            return start + found + 1
        end = start
    return 0


def write_array(path: Path, values: NDArray[Any]) -> None:
    """Write an array as a .npy file, as `write_file` does; large ones aren't copied."""
    whole = values if values.flags.forc else np.ascontiguousarray(values)
    header = BytesIO()
    np.lib.format.write_array_header_1_0(header, np.lib.format.header_data_from_array_1_0(whole))
    rows = whole if whole.flags.c_contiguous else whole.T
    write_file(path, header.getbuffer(), rows.data if rows.size else b"")  # bytes are no view of an empty array


def read_array(path: Path) -> NDArray[Any]:
    """Map a .npy file into memory, read only: processes share it, and what isn't asked for isn't read.

    Raises ValueError for a file with other content.
    """
    return np.asarray(np.load(path, mmap_mode="r", allow_pickle=False))


def sync(path: Path) -> None:
    """Flush a file, or the entries of a folder, to disk. Raises NotWritten."""
    with writing_to(path.parent):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def sync_all(folder: Path) -> None:
    """Flush a folder and everything below it to disk. Raises NotWritten."""
    for below in (*folder.rglob("*"), folder):
        sync(below)


def sealed(fields: Mapping[str, object]) -> bytes:
    """JSON of `fields` and of their checksum."""
    return json.dumps({**fields, _CHECKSUM: _checksum(fields)}, indent=1).encode()


def unsealed(content: bytes) -> dict[str, Any]:
    """Read what `sealed` gave. Raises ValueError if it is anything else, a single bit apart."""
    found = json.loads(content.decode("utf-8"))
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")
    if found.pop(_CHECKSUM, None) != _checksum(found):
        raise ValueError("it doesn't match its own checksum")
    return found


def _holds(path: Path, contents: Sequence[memoryview]) -> bool:
    pieces = (content[at : at + _PIECE] for content in contents for at in range(0, len(content), _PIECE))
    with path.open("rb") as file:
        return all(file.read(len(piece)) == piece for piece in pieces) and not file.read(1)


def _checksum(fields: Mapping[str, object]) -> str:
    return hashlib.sha256(json.dumps(fields, sort_keys=True).encode()).hexdigest()
