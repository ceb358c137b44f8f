"""Restoring a backup: everything into one new folder, which appears when it is whole."""

import os
import shlex
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from corpus.progress import Progress
from index.files import Locked, locked, new_file, sync, sync_all, write_file, writing_to
from service.admin.archive import AUDIT, DOCUMENTS, FEEDBACK, INDEX, KEYS, PIECE, Archive, Listing, Member
from service.settings import BUNDLED

SETTINGS = "settings.env"


class NotRestored(Exception):
    """A backup can't be restored there; the message says why."""


@dataclass(frozen=True, slots=True)
class Restored:
    """Where a backup was restored to, and what it held."""

    folder: Path
    listing: Listing

    @property
    def index(self) -> Path:
        """The folder of the index."""
        return self.folder / INDEX


def restore_backup(archive: Path, folder: Path, progress: Progress) -> Restored:
    """Restore an archive into `folder`, which must not exist or be empty; it holds all of it in the end, or nothing.

    Beside index, documents and feedback it gets a file `settings.env`, which names them for a shell or for systemd.
    Raises ArchiveDamaged or FileUnreadable for the archive, NotRestored if the folder is in use, NotWritten if the
    disk is full or broken.
    """
    folder = folder.absolute()
    with _drafted(folder) as draft:
        source, number = Archive(archive), 0
        for number, member in enumerate(source.members(), 1):
            with writing_to(folder):
                _write(draft / member.name, member)
            progress("restored", number, 0)  # how many there are stands at the end
        listing = source.listing
        assert listing is not None, "all members were read"
        progress("restored", number, number)
        with writing_to(folder):
            _write_settings(draft, folder, listing)
            sync_all(draft)
            draft.rename(folder)
            sync(folder.parent)
    return Restored(folder, listing)


@contextmanager
def _drafted(folder: Path) -> Iterator[Path]:
    """Give a new folder beside `folder`, which is removed if it is still there in the end."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise NotRestored(f"{folder} isn't an empty folder")
    draft = folder.with_name(f".{folder.name}.partial")
    lock = draft.with_suffix(".lock")
    with writing_to(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
    try:
        with locked(lock, wait=False):
            shutil.rmtree(draft, ignore_errors=True)  # what a process left that was killed
            try:
                with writing_to(folder.parent):
                    draft.mkdir(mode=0o700)
                yield draft
            finally:
                shutil.rmtree(draft, ignore_errors=True)
                with suppress(OSError):
                    lock.unlink()
    except Locked as error:
        raise NotRestored(f"another process is restoring a backup to {folder}") from error


def _write(path: Path, member: Member) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with new_file(path) as file:
        while piece := member.content.read(PIECE):
            file.write(piece)
    if member.modified:
        os.utime(path, (member.modified, member.modified))


def _write_settings(draft: Path, folder: Path, listing: Listing) -> None:
    """Write the settings that make a service use what was restored."""
    documents = (BUNDLED if name is None else str(folder / name) for name in listing.documents)
    settings = {"LOTSE_INDEX": str(folder / INDEX), "LOTSE_DOCUMENTS": os.pathsep.join(documents)}
    if listing.feedback:
        settings["LOTSE_FEEDBACK"] = str(folder / FEEDBACK)
    if KEYS in listing.files:
        settings["LOTSE_KEYS"] = str(folder / KEYS)
    lines = (f"{name}={shlex.quote(value)}\n" for name, value in sorted({**listing.settings, **settings}.items()))
    for name in (INDEX, DOCUMENTS):
        (draft / name).mkdir(exist_ok=True)
    write_file(draft / SETTINGS, "".join(lines).encode("utf-8", "surrogateescape"))
    for name in (SETTINGS, FEEDBACK, KEYS, AUDIT):
        if (draft / name).exists():
            (draft / name).chmod(0o600)
