"""Writing files so that no error goes unseen: what is on disk afterwards is what was meant, or there is an error.

Libraries that write files themselves don't report every failure, so all of an index goes through here.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from errno import EDQUOT, EIO, ENOSPC
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

_PIECE = 2**20
_CHECKSUM = "checksum"


class NotWritten(Exception):
    """A folder can't be written to; the message says which and why."""

    def __init__(self, folder: Path, error: OSError) -> None:
        full = error.errno in (ENOSPC, EDQUOT)
        reason = error.strerror or type(error).__name__
        super().__init__(f"no space left in {folder}" if full else f"{folder} can't be written to: {reason}")
        self.folder = folder
        self.error = error


@contextmanager
def writing_to(folder: Path) -> Iterator[None]:
    """Raise any OSError of the block as NotWritten, which names `folder`, whatever folder below it wasn't written."""
    try:
        yield
    except OSError as error:
        raise NotWritten(folder, error) from error
    except NotWritten as error:
        raise NotWritten(folder, error.error) from error


def write_file(path: Path, *parts: bytes | memoryview) -> None:
    """Write a file and read it back. Raises NotWritten unless it holds exactly the parts, one after the other."""
    views = [memoryview(part).cast("B") for part in parts if len(part)]
    with writing_to(path.parent):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
        try:
            for rest in views:
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
        finally:
            os.close(descriptor)
        if not _holds(path, views):
            raise OSError(EIO, os.strerror(EIO), str(path))


def write_array(path: Path, values: NDArray[Any]) -> None:
    """Write an array as a .npy file, as `write_file` does; large ones aren't copied."""
    whole = values if values.flags.forc else np.ascontiguousarray(values)
    header = BytesIO()
    np.lib.format.write_array_header_1_0(header, np.lib.format.header_data_from_array_1_0(whole))
    write_file(path, header.getbuffer(), (whole if whole.flags.c_contiguous else whole.T).data)


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
