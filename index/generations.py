"""Generations on disk: immutable folders, and one pointer to the current one that is replaced atomically."""

import fcntl
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

POINTER = "current"
_KEPT = 3
_NAME = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")


class IndexBusy(Exception):
    """Another process is building the same index."""


class Generations:
    """The folder of an index: `current` holds the name of a generation below `generations/`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = root / "generations"

    def current(self) -> str | None:
        """The name in the pointer, None if there is none or it isn't one."""
        try:
            name = (self.root / POINTER).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return name if _NAME.fullmatch(name) else None

    def names(self) -> list[str]:
        """All generations, the newest first."""
        if not self._folder.is_dir():
            return []
        return sorted((path.name for path in self._folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True)

    def path(self, name: str) -> Path:
        return self._folder / name

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """A new folder to fill. When the block ends well it becomes the current generation; else nothing changes.

        Raises IndexBusy if another process is in such a block.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        with self._locked():
            draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=self._folder))
            try:
                yield draft
                name = _name(datetime.now(UTC))
                draft.chmod(0o755)
                _sync_all(draft)
                draft.rename(self.path(name))
                _sync(self._folder)  # before the pointer names what a crash might take back
                self.point_to(name)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
            self._prune()

    def point_to(self, name: str) -> None:
        """Make `name` the current generation, in one step."""
        if name not in self.names():
            raise ValueError(f"no generation {name!r} in {self._folder}")
        draft = self.root / f".{POINTER}-{os.getpid()}"
        draft.write_text(name + "\n", "utf-8")
        _sync(draft)
        draft.replace(self.root / POINTER)
        _sync(self.root)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        with (self.root / ".lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise IndexBusy(f"another process is building the index in {self.root}") from error
            for left in self._folder.glob(".draft-*"):
                shutil.rmtree(left, ignore_errors=True)
            yield

    def _prune(self) -> None:
        current = self.current()
        for name in [name for name in self.names() if name != current][_KEPT - 1 :]:
            shutil.rmtree(self.path(name), ignore_errors=True)


def _name(now: datetime) -> str:
    """A name that sorts by time, to the microsecond: `20260131T115959-` and eight hexadecimal digits."""
    return f"{now:%Y%m%dT%H%M%S}-{now.microsecond:05x}{os.urandom(2).hex()[:3]}"


def _sync_all(folder: Path) -> None:
    """Write a folder with all below it through to the disk."""
    for below in (*folder.rglob("*"), folder):
        _sync(below)


def _sync(path: Path) -> None:
    """Write a file, or the names in a folder, through to the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
