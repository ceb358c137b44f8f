"""The file of a backup: a tar archive of plain files, whose last one lists the others with their hashes.

Names in it begin with `index/`, `documents/` or are `feedback.jsonl`. What comes from outside is checked before any of
it becomes the name of a file.
"""

import hashlib
import re
import tarfile
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO

from corpus.progress import Progress
from index.files import sealed, unsealed

FORMAT = 1
LIST = "backup.json"
INDEX, DOCUMENTS, FEEDBACK = "index", "documents", "feedback.jsonl"
KEYS, AUDIT = f"{INDEX}/keys.json", f"{INDEX}/audit.jsonl"
PIECE = 2**20
_LONGEST_LIST = 2**26
_SETTING = re.compile(r"LOTSE_[A-Z]+(?:_[A-Z]+)*")


class ArchiveDamaged(Exception):
    """A file isn't a backup, or not a whole one; the message says why."""


class FileUnreadable(Exception):
    """A file can't be read; the message names it and says why."""


@dataclass(frozen=True, slots=True)
class Listing:
    """What a backup holds: SHA-256 by name in `files`, and the `generation` of the index, if any.

    `documents` names the folders in their order, None stands for the bundled documents. `settings` are those of the
    environment that aren't places or secrets.
    """

    format: int
    created_at: str
    generation: str | None
    documents: tuple[str | None, ...]
    feedback: bool
    settings: Mapping[str, str]
    files: Mapping[str, str]

    def dumped(self) -> bytes:
        """The list as it stands in the archive, with its own checksum."""
        return sealed(asdict(self))


@dataclass(frozen=True, slots=True)
class Member:
    """A file in an archive, to be read to its end before the next one."""

    name: str
    size: int
    modified: float
    content: "Hashed"


class Archive:
    """An archive, read from its beginning to its end. Raises ArchiveDamaged for whatever isn't as it should be."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.listing: Listing | None = None
        """What the archive holds, once it has been read."""

    def members(self) -> Iterator[Member]:
        """Yield all files but the list. What was read is right only if the iteration ends well."""
        hashes: dict[str, str] = {}
        try:
            with self._path.open("rb") as file, tarfile.open(fileobj=file, mode="r:") as tar:
                for info in tar:
                    if self.listing:
                        raise ArchiveDamaged(f"{self._path}: something follows the list of files")
                    if info.name == LIST:
                        self.listing = self._listed(tar, info)
                        continue
                    content = Hashed(self._opened(tar, info, hashes), str(self._path))
                    yield Member(info.name, info.size, info.mtime, content)
                    hashes[info.name] = content.digest()
        except tarfile.TarError as error:
            raise ArchiveDamaged(f"{self._path} isn't a whole backup: {error}") from error
        self._compare(hashes)

    def check(self, progress: Progress, files: int) -> None:
        """Read everything. `files` is their number, for the progress."""
        for number, member in enumerate(self.members(), 1):
            while member.content.read(PIECE):
                pass
            progress("checked", number, files)

    def _opened(self, tar: tarfile.TarFile, info: tarfile.TarInfo, known: Mapping[str, str]) -> IO[bytes]:
        if info.type != tarfile.REGTYPE or info.sparse is not None:
            raise ArchiveDamaged(f"{self._path}: {info.name!r} isn't a plain file")
        if not is_safe(info.name) or info.name in known:
            raise ArchiveDamaged(f"{self._path}: {info.name!r} isn't a name that a backup has")
        opened = tar.extractfile(info)
        assert opened is not None, "it is a plain file"
        return opened

    def _listed(self, tar: tarfile.TarFile, info: tarfile.TarInfo) -> Listing:
        opened = tar.extractfile(info) if info.isreg() and info.size <= _LONGEST_LIST else None
        try:
            found = unsealed(opened.read() if opened else b"")
            if found.get("format") != FORMAT:
                raise ArchiveDamaged(f"{self._path} has format {found.get('format')}, not {FORMAT}")
            return _checked(Listing(**found))
        except (AttributeError, TypeError, ValueError, RecursionError) as error:
            raise ArchiveDamaged(f"{self._path}: the list of files can't be read") from error

    def _compare(self, hashes: Mapping[str, str]) -> None:
        if self.listing is None:
            raise ArchiveDamaged(f"{self._path} isn't a whole backup: its end is missing")
        for name, digest in self.listing.files.items():
            if hashes.get(name) != digest:
                how = "doesn't match its hash" if name in hashes else "is missing"
                raise ArchiveDamaged(f"{self._path}: {name} {how}")
        if extra := sorted(hashes.keys() - self.listing.files.keys()):
            raise ArchiveDamaged(f"{self._path}: {extra[0]} isn't in the list of files")


class Hashed:
    """A file that hashes what is read of it."""

    def __init__(self, file: IO[bytes], name: str) -> None:
        self._file = file
        self._name = name
        self._hash = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        """Read some bytes, or to the end. Raises FileUnreadable, or ArchiveDamaged where an archive ends too early."""
        try:
            piece = self._file.read(size)
        except tarfile.TarError as error:
            raise ArchiveDamaged(f"{self._name} isn't a whole backup: {error}") from error
        except OSError as error:
            raise FileUnreadable(f"{self._name} can't be read: {error.strerror}") from error
        self._hash.update(piece)
        return piece

    def digest(self) -> str:
        """The hash of all that was read."""
        return self._hash.hexdigest()


def _checked(listing: Listing) -> Listing:
    """The list, with nothing in it that a backup doesn't have. Raises ValueError."""
    folders = [name for name in listing.documents if name is not None]
    for text in (listing.created_at, *listing.settings.values(), *listing.files.values(), *listing.files):
        text.encode("utf-8", "surrogateescape")
    if not all(map(is_safe, (*folders, *listing.files))):
        raise ValueError("other names than a backup has")
    if not all(map(is_setting, listing.settings)):
        raise ValueError("other settings than there are")
    return listing


def is_setting(name: str) -> bool:
    """Whether a variable of the environment is a setting."""
    return _SETTING.fullmatch(name) is not None


def is_safe(name: str) -> bool:
    """Whether a name leads below the folder that is restored, and is one that a backup has."""
    first, *rest = name.split("/")
    inside = all(part not in ("", ".", "..") and "\0" not in part for part in (first, *rest))
    return inside and (name == FEEDBACK or (first in (INDEX, DOCUMENTS) and bool(rest)))
