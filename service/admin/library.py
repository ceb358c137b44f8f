"""The folder of the office's own documents: listing, adding and removing them."""

import re
import tempfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

from corpus.check import DocumentCheck, check_corpus
from corpus.collection import Corpus
from corpus.formats.extraction import SUFFIXES, ReadLimits

MOST_BYTES = ReadLimits().file_bytes
_REMOVED = ".removed"
_DRAFT = ".upload-"
_NAME = re.compile(r"(?![.\s])[^/\\\x00-\x1f\x7f]{1,150}(?<![.\s])")


class UploadRefused(ValueError):
    """An upload that was refused; the message is the reason."""


class NameTaken(Exception):
    """A document of this name already exists."""


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
        """Write an upload to a draft, which no index reads. Raises UploadRefused for a bad name or a file too large."""
        _check_name(name)
        self.folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self.folder)) / name
        size = 0
        try:
            with draft.open("wb") as file:
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

        Raises UploadRefused if it can't be read, NameTaken if the document exists and `replace` is false.
        """
        target = self.folder / draft.name
        try:
            if target.exists() and not replace:
                raise NameTaken(draft.name)
            corpus = Corpus.from_folder(draft.parent)
            if corpus.unread_files:
                raise UploadRefused(corpus.unread_files[0].reason)
            self._keep(target)
            draft.replace(target)
            return check_corpus(corpus).documents[0]
        finally:
            discard(draft)

    def remove(self, name: str) -> None:
        """Remove a document from the folder. Raises KeyError if there is no such document."""
        if name not in self.names():
            raise KeyError(name)
        self._keep(self.folder / name)

    def _keep(self, path: Path) -> None:
        if path.exists():
            kept = self.folder / _REMOVED
            kept.mkdir(exist_ok=True)
            path.rename(kept / f"{datetime.now(UTC):%Y%m%dT%H%M%S%f}-{path.name}")


def discard(draft: Path) -> None:
    """Delete a draft with its folder."""
    draft.unlink(missing_ok=True)
    draft.parent.rmdir()


def _check_name(name: str) -> None:
    if not _NAME.fullmatch(name):
        raise UploadRefused("not a file name: no folders, control characters or leading dot, at most 150 characters")
    if Path(name).suffix.lower() not in SUFFIXES:
        raise UploadRefused(f"unsupported file type; supported: {', '.join(sorted(SUFFIXES))}")
