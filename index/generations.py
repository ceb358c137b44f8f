"""Generations on disk: immutable folders, and one pointer to the current one that is replaced atomically."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from index.files import Locked, NotWritten, locked, replace_file, sync, sync_all, writing_to
from index.manifest import IndexDamaged, Manifest

Progress = Callable[[str, int, int], None]
"""Progress callback: name of the step, units done, units in total."""

POINTER = "current"
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

    def whole(self) -> str | None:
        """The current generation or, if it is damaged, the newest whole one; None without any."""
        order = dict.fromkeys(filter(None, (self.current(), *self.names())))
        return next(filter(self._is_whole, order), None)

    def path(self, name: str) -> Path:
        return self._folder / name

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Give a new folder to fill, which becomes the current generation if the block succeeds.

        Raises IndexBusy if another process is within such a block, NotWritten if the disk is full or broken.
        """
        try:
            with writing_to(self.root):
                self._folder.mkdir(parents=True, exist_ok=True)
            with self._locked():
                name = _name(datetime.now(UTC))
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
                    self.point_to(name)
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
        replace_file(self.root / POINTER, f"{name}\n".encode())

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
