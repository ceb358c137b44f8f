"""Backups: index, documents, feedback, keys and settings in one archive, taken while the service runs."""

import os
import tarfile
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, cast

from corpus.progress import Progress
from index.files import Locked, locked, new_file, sync, writing_to
from index.generations import POINTER, Generations
from index.manifest import NAME, IndexDamaged, Manifest
from service.admin.archive import (
    AUDIT,
    DOCUMENTS,
    FEEDBACK,
    FORMAT,
    INDEX,
    KEYS,
    LIST,
    Archive,
    FileUnreadable,
    Hashed,
    Listing,
    is_setting,
)
from service.admin.library import DRAFT, LOCK, Library
from service.settings import Settings

_PLACES = ("LOTSE_INDEX", "LOTSE_DOCUMENTS", "LOTSE_FEEDBACK", "LOTSE_KEYS", "LOTSE_AUDIT", "LOTSE_SETTINGS")
_HIDDEN = ("_KEY", "_DATABASE", "_DATABASE_READ")
_ATTEMPTS = 5


class NoBackup(Exception):
    """A backup can't be taken; the message says why."""


@dataclass(frozen=True, slots=True)
class BackupReport:
    """What a backup holds, and what was left out, each with the reason."""

    listing: Listing
    size: int
    left_out: tuple[str, ...]


@dataclass
class _Sources:
    """What is to be saved: open files of the index, paths of documents by name, and what is left out."""

    index: dict[str, IO[bytes]] = field(default_factory=dict)
    generation: str | None = None
    documents: dict[str, Path] = field(default_factory=dict)
    folders: list[str | None] = field(default_factory=list)
    feedback: bytes | None = None
    left_out: list[str] = field(default_factory=list)


def write_backup(settings: Settings, environment: Mapping[str, str], target: Path, progress: Progress) -> BackupReport:
    """Save what `settings` name into the new file `target`, read it back, and only then give it its name.

    Raises NoBackup or FileUnreadable if a file can't be read or changes meanwhile, NotWritten if the disk is full or
    broken.
    """
    if target.exists():
        raise NoBackup(f"{target} exists already")
    draft = target.with_name(f".{target.name}.partial")
    lock = draft.with_suffix(".lock")
    try:
        with locked(lock, wait=False):
            try:
                return _write_checked(settings, environment, target, draft, progress)
            finally:
                for left in (draft, lock):
                    with suppress(OSError):
                        left.unlink()
    except Locked as error:
        raise NoBackup(f"another process is saving to {target}") from error


def _write_checked(
    settings: Settings, environment: Mapping[str, str], target: Path, draft: Path, progress: Progress
) -> BackupReport:
    with ExitStack() as stack:
        sources = _sources(settings, stack)
        with writing_to(target.parent), new_file(draft, 0o600, over=True) as file:
            listing = _write(file, sources, _kept_settings(environment, sources), progress)
    sync(draft)
    Archive(draft).check(progress, len(listing.files))
    with writing_to(target.parent):
        draft.rename(target)
    sync(target.parent)
    return BackupReport(listing, target.stat().st_size, tuple(sources.left_out))


def _write(file: IO[bytes], sources: _Sources, settings: Mapping[str, str], progress: Progress) -> Listing:
    hashes: dict[str, str] = {}
    total = len(sources.index) + len(sources.documents) + (sources.feedback is not None)
    with tarfile.open(fileobj=file, mode="w", format=tarfile.PAX_FORMAT) as tar:
        for name, content in _contents(sources):
            with content:
                hashes[name] = _add(tar, name, content)
            progress("saved", len(hashes), total)
        listing = Listing(
            format=FORMAT,
            created_at=datetime.now(UTC).isoformat(timespec="seconds"),
            generation=sources.generation,
            documents=tuple(sources.folders),
            feedback=sources.feedback is not None,
            settings=settings,
            files=hashes,
        )
        _add(tar, LIST, BytesIO(listing.dumped()))
    return listing


def _contents(sources: _Sources) -> Iterator[tuple[str, IO[bytes]]]:
    yield from sources.index.items()
    for name, path in sources.documents.items():
        with _readable(path):
            opened = path.open("rb")
        yield name, opened
    if sources.feedback is not None:
        yield FEEDBACK, BytesIO(sources.feedback)


def _add(tar: tarfile.TarFile, name: str, content: IO[bytes]) -> str:
    """Add a file, and return its hash. Raises FileUnreadable, or NoBackup if it changes meanwhile."""
    info = tarfile.TarInfo(name)
    before = _state(content)
    info.size, info.mtime = before
    hashed = Hashed(content, name)
    try:
        tar.addfile(info, cast("IO[bytes]", hashed))
    except OSError as error:
        if error.errno is None:  # tarfile's own, for a file that ended too early
            raise NoBackup(f"{name} changed while it was read; try again") from error
        raise
    if content.read(1) or _state(content) != before:
        raise NoBackup(f"{name} changed while it was read; try again")
    return hashed.digest()


def _state(content: IO[bytes]) -> tuple[int, float]:
    """Size and time of change; what is in memory has none."""
    if isinstance(content, BytesIO):
        return content.getbuffer().nbytes, 0.0
    found = os.fstat(content.fileno())
    return found.st_size, found.st_mtime


def _sources(settings: Settings, stack: ExitStack) -> _Sources:
    found = _Sources()
    _open_index(settings.index, found, stack)
    for number, folder in enumerate(settings.documents or (None,), 1):
        if folder is None:
            found.folders.append(None)
        else:
            prefix = f"{DOCUMENTS}/{number}-{folder.name.replace(os.pathsep, '-')}"
            found.folders.append(prefix)
            _list_documents(folder, prefix, found, stack)
    if settings.feedback and settings.feedback.exists():
        found.feedback = _lines(settings.feedback)
    if settings.keys_file.exists():  # they are replaced in one step
        with _readable(settings.keys_file):
            found.index[KEYS] = BytesIO(settings.keys_file.read_bytes())
    if settings.audit_file.exists():
        found.index[AUDIT] = BytesIO(_lines(settings.audit_file))
    return found


def _lines(path: Path) -> bytes:
    """The lines of a file that grows, to whose end something may be written at this moment."""
    with _readable(path):
        written = path.read_bytes()
    return written[: written.rfind(b"\n") + 1]


def _open_index(root: Path, found: _Sources, stack: ExitStack) -> None:
    """Open all files of the generation that serves; then it may be removed by a build, and is read all the same."""
    generations = Generations(root)
    for _ in range(_ATTEMPTS):
        if (name := generations.whole()) is None:
            break
        folder = generations.path(name)
        try:
            paths = [folder / file for file in (NAME, *Manifest.read(folder).files)]
            opened = [(path.relative_to(root).as_posix(), stack.enter_context(path.open("rb"))) for path in paths]
        except (IndexDamaged, FileNotFoundError):  # a build has just removed it, so that there is a newer one
            continue
        found.generation = name
        found.index |= {f"{INDEX}/{path}": file for path, file in opened}
        found.index[f"{INDEX}/{POINTER}"] = BytesIO(f"{name}\n".encode())
        return
    found.left_out.append(
        f"the index: no generation in {root} is whole" if generations.names() else f"no index in {root}"
    )


def _list_documents(folder: Path, prefix: str, found: _Sources, stack: ExitStack) -> None:
    """List a folder, which stays as it is until the backup is written if uploads are waiting for this lock, too."""
    if not folder.is_dir():
        raise NoBackup(f"{folder}: not a folder")
    stack.enter_context(Library(folder).locked() if os.access(folder, os.W_OK) else nullcontext())
    for path in sorted(_files(folder)):
        name = path.relative_to(folder).as_posix()
        with _readable(path):
            outside = path.is_symlink() and not path.resolve().is_relative_to(folder.resolve())
            plain = path.is_file() and not outside
        if plain:
            found.documents[f"{prefix}/{name}"] = path
        else:
            found.left_out.append(f"{folder.name}/{name}: a link out of the folder, or no file")


def _files(folder: Path) -> Iterator[Path]:
    """All that lies below a folder but what is still being uploaded."""

    def refuse(error: OSError) -> None:
        raise FileUnreadable(f"{error.filename} can't be read: {error.strerror}") from error

    for parent, folders, files in os.walk(folder, onerror=refuse):
        folders[:] = [name for name in folders if not name.startswith(DRAFT)]
        links = [name for name in folders if Path(parent, name).is_symlink()]
        yield from (Path(parent, name) for name in (*files, *links) if name != LOCK)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise FileUnreadable(f"{path} can't be read: {error.strerror}") from error


def _kept_settings(environment: Mapping[str, str], sources: _Sources) -> dict[str, str]:
    """The settings that are kept; secrets aren't, so that the archive opens nothing."""
    given = {name: value for name, value in environment.items() if is_setting(name) and value}
    secrets = sorted(name for name in given if name.endswith(_HIDDEN))
    sources.left_out.extend(f"{name}: a secret" for name in secrets)
    return {name: value for name, value in given.items() if name not in (*_PLACES, *secrets)}
