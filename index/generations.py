"""Generations on disk: immutable folders, and one pointer to the current one that is replaced atomically."""

import fcntl
import hashlib
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

Progress = Callable[[str, int, int], None]
"""Progress callback: name of the step, units done, units in total."""

POINTER = "current"
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

    def path(self, name: str) -> Path:
        return self._folder / name

    @contextmanager
    def writing(self) -> Iterator[Path]:
        """Give a new folder to fill, which becomes the current generation if the block succeeds.

        Raises IndexBusy if another process is within such a block.
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
                _sync(self._folder)  # so that a crash can't leave the pointer dangling
                self.point_to(name)
            finally:
                shutil.rmtree(draft, ignore_errors=True)
            self._prune()

    def point_to(self, name: str) -> None:
        """Atomically make `name` the current generation. Raises ValueError if there is none of that name."""
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
    """A name that sorts by time to the microsecond: `20260131T115959-` and eight hexadecimal digits."""
    return f"{now:%Y%m%dT%H%M%S}-{now.microsecond:05x}{os.urandom(2).hex()[:3]}"


def _sync_all(folder: Path) -> None:
    """Flush a folder and everything below it to disk."""
    for below in (*folder.rglob("*"), folder):
        _sync(below)


def _sync(path: Path) -> None:
    """Flush a file, or the entries of a folder, to disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


FORMAT = 7
"""Increase it when files or fields of a generation change, or the text that is embedded."""

NAME = "manifest.json"
_KINDS: dict[str, type] = {
    "format": int, "built_at": str, "encoder": str, "analyser": int, "documents": dict, "files": dict,
}  # fmt: skip


class IndexDamaged(Exception):
    """A generation doesn't match its manifest; the message names the file."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from and holds: `documents` maps ids to hashes, `files` names to SHA-256."""

    format: int
    built_at: str
    encoder: str
    analyser: int
    documents: Mapping[str, str]
    files: Mapping[str, str]

    def save(self, folder: Path) -> None:
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Manifest":
        """Read the manifest of a generation and verify its files. Raises IndexDamaged."""
        fields = _fields(folder)
        if fields.get("format") != FORMAT:
            raise IndexDamaged(f"{folder.name}/{NAME} has format {fields.get('format')}, not {FORMAT}")
        try:
            manifest = _checked(cls(**fields))
        except (ValueError, TypeError) as error:
            raise IndexDamaged(f"{folder.name}/{NAME} can't be read: {error}") from error
        _check_files(folder, manifest.files)
        return manifest


def _fields(folder: Path) -> dict[str, Any]:
    try:
        found = json.loads((folder / NAME).read_text("utf-8"))
    except OSError as error:
        raise IndexDamaged(f"{folder.name}/{NAME} can't be read: {error.strerror}") from error
    except (ValueError, RecursionError) as error:
        raise IndexDamaged(f"{folder.name}/{NAME} can't be read: {error}") from error
    if not isinstance(found, dict):
        raise IndexDamaged(f"{folder.name}/{NAME} can't be read: not a JSON object")
    return found


def _check_files(folder: Path, files: Mapping[str, str]) -> None:
    """Raise IndexDamaged unless the files are exactly those of the manifest."""
    try:
        present = hashes(folder)
    except OSError as error:
        raise IndexDamaged(f"{folder.name} can't be read: {error.strerror}") from error
    for name, digest in files.items():
        if name not in present:
            raise IndexDamaged(f"{folder.name}/{name} is missing")
        if present[name] != digest:
            raise IndexDamaged(f"{folder.name}/{name} doesn't match its hash in the manifest")
    if extra := sorted(present.keys() - files.keys()):
        raise IndexDamaged(f"{folder.name}/{extra[0]} isn't in the manifest")


def _checked(manifest: Manifest) -> Manifest:
    for name, kind in _KINDS.items():
        if not isinstance(value := getattr(manifest, name), kind):
            raise ValueError(f"`{name}` must be {kind.__name__}, not {value!r}")
    return manifest


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below `folder` except the manifest, by relative name."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / NAME)
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in paths}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
