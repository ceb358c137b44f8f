"""Generations on disk: immutable folders, and one pointer to the current one that is replaced atomically."""

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from index.files import Locked, NotWritten, locked, replace_file, sync, sync_all, writing_to
from index.manifest import IndexDamaged, Manifest

POINTER = "current"
WAITING = "waiting"
"""The file that names a generation which was built, but waits to be put to use."""
_DRAFT = ".draft-"
_KEPT = 3
_NAME = re.compile(r"\d{8}T\d{6}-[0-9a-f]{8}")


class IndexBusy(Exception):
    """Another process is building the same index."""


class Generations:
    """The folder of an index: the file `current` names one of the generations below `generations/`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._folder = root / "generations"

    def current(self) -> str | None:
        """The generation that the pointer names, None if there is no valid pointer."""
        return self._named_in(POINTER)

    def waiting(self) -> str | None:
        """The generation that was built after the current one and waits for a decision; None if there is none."""
        name, current = self._named_in(WAITING), self.current()
        return name if name and current and name > current and name in self.names() else None

    def names(self) -> list[str]:
        """All generations, the newest first."""
        if not self._folder.is_dir():
            return []
        return sorted((path.name for path in self._folder.iterdir() if _NAME.fullmatch(path.name)), reverse=True)

    def order(self) -> list[str]:
        """The generations in the order in which they may serve: the current one, the others, the newest first.

        The one that waits for a decision comes last.
        """
        waiting = self.waiting()
        names = [name for name in self.names() if name != waiting]
        return list(dict.fromkeys(filter(None, (self.current(), *names, waiting))))

    def whole(self) -> str | None:
        """The current generation or, if it is damaged, the next whole one; None without any."""
        return next(filter(self._is_whole, self.order()), None)

    def path(self, name: str) -> Path:
        return self._folder / name

    @contextmanager
    def writing(self, *, serve: bool = True, name: str | None = None) -> Iterator[Path]:
        """Give a new folder to fill, which becomes a generation if the block succeeds: the current one if `serve`.

        Otherwise it waits for `point_to` or `discard`. It gets a new name unless it comes with its `name` from
        elsewhere. Raises IndexBusy if another process is within such a block,
        NotWritten if the disk is full or broken.
        """
        try:
            with writing_to(self.root):
                self._folder.mkdir(parents=True, exist_ok=True)
            with self._locked():
                name = name or _name(datetime.now(UTC))
                draft = self._folder / f"{_DRAFT}{name}"
                try:
                    with writing_to(self.root):
                        draft.mkdir()
                        draft.chmod(0o755)  # whoever serves may be another user than whoever builds
                    yield draft
                    sync_all(draft)
                    with writing_to(self.root):
                        draft.rename(self.path(name))
                    sync(self._folder)  # so that a crash can't leave the pointer dangling
                    if serve:
                        self.point_to(name)
                    else:
                        self._write_name(WAITING, name)
                finally:
                    shutil.rmtree(draft, ignore_errors=True)
                self._prune()
        except NotWritten as error:  # what is written to is the index; the draft is nobody's folder
            raise NotWritten(self.root, error.error) from error

    @staticmethod
    def name_of(draft: Path) -> str:
        """The name that the folder given by `writing` will have as a generation."""
        return draft.name.removeprefix(_DRAFT)

    def point_to(self, name: str) -> None:
        """Atomically make `name` the current generation. Raises ValueError if there is none of it, or NotWritten."""
        if name not in self.names():
            raise ValueError(f"no generation {name!r} in {self._folder}")
        self._write_name(POINTER, name)
        if self._named_in(WAITING) == name:
            with suppress(OSError):
                (self.root / WAITING).unlink()

    def discard(self, name: str) -> None:
        """Delete a generation. Raises ValueError if it is the current one or there is none of it."""
        if name == self.current() or name not in self.names():
            raise ValueError(f"no generation {name!r} in {self._folder} that could go")
        doomed = self._folder / f"{_DRAFT}{name}"  # what is left of it is cleared away by the next build
        with writing_to(self.root):
            self.path(name).rename(doomed)
        shutil.rmtree(doomed, ignore_errors=True)

    def _named_in(self, file: str) -> str | None:
        """The name of a generation that stands in a file, None if there is no valid one."""
        try:
            name = (self.root / file).read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError):
            return None
        return name if _NAME.fullmatch(name) else None

    def _write_name(self, file: str, name: str) -> None:
        """Write the name of a generation to a file in one step. Raises NotWritten."""
        replace_file(self.root / file, f"{name}\n".encode())

    @contextmanager
    def _locked(self) -> Iterator[None]:
        try:
            with locked(self.root / ".lock", wait=False):
                for left in self._folder.glob(f"{_DRAFT}*"):
                    shutil.rmtree(left, ignore_errors=True)
                yield
        except Locked as error:
            raise IndexBusy(f"another process is building the index in {self.root}") from error

    def _prune(self) -> None:
        """Remove all but the current generation and the best others: whole ones before damaged ones, then new ones."""
        others = [name for name in self.names() if name != self.current()]
        if len(others) < _KEPT:
            return
        damaged = [name for name in others if not self._is_whole(name)]
        best = [name for name in others if name not in damaged] + damaged
        for name in best[_KEPT - 1 :]:
            shutil.rmtree(self.path(name), ignore_errors=True)

    def _is_whole(self, name: str) -> bool:
        try:
            Manifest.load(self.path(name))
        except IndexDamaged:
            return False
        return True


def _name(now: datetime) -> str:
    """A name that sorts by time to the microsecond: `20260131T115959-` and eight hexadecimal digits."""
    return f"{now:%Y%m%dT%H%M%S}-{now.microsecond:05x}{os.urandom(2).hex()[:3]}"
