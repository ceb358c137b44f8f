"""The folder of the office's own documents: listing, adding and removing them."""

import re
import shutil
import tempfile
import time
import unicodedata
from collections.abc import AsyncIterator
from contextlib import AbstractContextManager, suppress
from datetime import UTC, datetime
from pathlib import Path

from corpus.check import DocumentCheck, check_corpus
from corpus.collection import Corpus
from corpus.formats.extraction import SUFFIXES, ReadLimits
from index.files import locked, new_file, sync, writing_to

MOST_BYTES = ReadLimits().file_bytes
_REMOVED = ".removed"
DRAFT = ".upload-"
"""How the names of folders begin in which uploads wait to be read."""
LOCK = ".lock"
_DRAFT_SECONDS = 24 * 3_600
_NAME = re.compile(r"(?![.\s])[^/\\]{1,150}(?<![.\s])")
_NAME_BYTES = 220
"""File systems take 255, of which the date before the name of a removed document needs some."""
_INVISIBLE = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
"""Categories of characters that nobody sees: controls, marks of direction, zero-width ones, separators of lines."""


class UploadRefused(ValueError):
    """An upload that was refused; the message is the reason."""


class NameTaken(Exception):
    """A document of this name already exists."""


class NoDocument(Exception):
    """There is no document of this name."""


class Library:
    """A folder of documents. Replaced and removed ones are moved to the hidden folder `.removed`, never deleted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The relative paths of all documents in the folder and below it, sorted."""
        if not self.folder.is_dir():
            return []
        paths = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        seen = (path for path in paths if not any(part.startswith(".") for part in path.parts))
        return sorted(path.as_posix() for path in seen if path.suffix.lower() in SUFFIXES)

    async def receive(self, name: str, content: AsyncIterator[bytes]) -> Path:
        """Write an upload to a draft, which no index reads.

        Raises UploadRefused for a bad name or a file too large, NotWritten if the disk is full or broken.
        """
        name = _checked_name(name)
        with writing_to(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
            self._discard_abandoned()
            draft = Path(tempfile.mkdtemp(prefix=DRAFT, dir=self.folder)) / name
        size = 0
        try:
            with writing_to(self.folder), new_file(draft) as file:
                async for piece in content:
                    size += len(piece)
                    if size > MOST_BYTES:
                        raise UploadRefused(f"larger than {MOST_BYTES // 2**20} MiB")
                    file.write(piece)
        except BaseException:
            discard(draft)
            raise
        return draft

    def accept(self, draft: Path, *, replace: bool) -> DocumentCheck:
        """Check that a draft can be indexed and move it among the documents; the draft is gone afterwards.

        Raises UploadRefused if it can't be read, NameTaken if the document exists and `replace` is false, NotWritten
        if the disk is full or broken.
        """
        try:
            if self._taken(draft.name) and not replace:
                raise NameTaken(draft.name)
            corpus = Corpus.from_folder(draft.parent)
            if corpus.unread_files:
                raise UploadRefused(corpus.unread_files[0].reason)
            if not corpus.documents:
                raise UploadRefused("by its name a temporary file, which is passed over")
            check = check_corpus(corpus).documents[0]
            self._place(draft, replace=replace)
            return check
        finally:
            discard(draft)

    def remove(self, name: str) -> None:
        """Remove a document from the folder. Raises NoDocument, or NotWritten."""
        with writing_to(self.folder), self.locked():
            if name not in self.names():
                raise NoDocument(name)
            path = self.folder / name
            path.rename(self._aside(path))

    def keep_copy(self, path: Path) -> None:
        """Keep a copy of a file of the folder among those that were removed."""
        _copy(path, self._aside(path))

    def _place(self, draft: Path, *, replace: bool) -> None:
        """Move a draft among the documents in one step: whoever reads meanwhile finds the old one or the new one."""
        with writing_to(self.folder), self.locked():
            sync(draft)
            taken = self._taken(draft.name)  # others may have come while this one was read
            if taken and not replace:
                raise NameTaken(draft.name)
            if taken:
                self.keep_copy(taken)
            draft.replace(self.folder / draft.name)
            if taken and taken.name != draft.name:
                taken.unlink()
            sync(self.folder)

    def _taken(self, name: str) -> Path | None:
        """The document that has this name, however its umlauts are encoded, and in upper or lower case."""
        wanted = _same(name)
        return next((path for path in self.folder.iterdir() if _same(path.name) == wanted), None)

    def _aside(self, path: Path) -> Path:
        kept = self.folder / _REMOVED
        kept.mkdir(exist_ok=True)
        return kept / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{path.name}"

    def _discard_abandoned(self) -> None:
        """Delete drafts that a process left when it was killed."""
        for left in self.folder.glob(f"{DRAFT}*"):
            with suppress(FileNotFoundError):
                if time.time() - left.stat().st_mtime > _DRAFT_SECONDS:
                    shutil.rmtree(left, ignore_errors=True)

    def locked(self) -> AbstractContextManager[None]:
        """Let one at a time change the folder, among threads and processes. Raises NotWritten."""
        return locked(self.folder / LOCK)


def discard(draft: Path) -> None:
    """Delete a draft with its folder."""
    shutil.rmtree(draft.parent, ignore_errors=True)


def _copy(source: Path, target: Path) -> None:
    """Give a file a second name or, where a file system knows no such thing, a copy."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copy2(source, target)


def _same(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _checked_name(name: str) -> str:
    """The name with its characters composed, so that `ä` is one. Raises UploadRefused."""
    composed = unicodedata.normalize("NFC", name)
    if any(unicodedata.category(character) in _INVISIBLE for character in composed):
        raise UploadRefused("not a file name: it has characters that can't be seen")
    if not _NAME.fullmatch(composed) or len(composed.encode()) > _NAME_BYTES:
        raise UploadRefused(
            f"not a file name: no folders, no dot or blank at its ends, at most 150 characters and {_NAME_BYTES} bytes"
        )
    if Path(composed).suffix.lower() not in SUFFIXES:
        raise UploadRefused(f"unsupported file type; supported: {', '.join(sorted(SUFFIXES))}")
    return composed
