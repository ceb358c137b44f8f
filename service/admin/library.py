"""The folder of own documents: what lies in it, and how something gets into it or out of it."""

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
    """A file that isn't taken; the message says why."""


class NameTaken(Exception):
    """There is a document of this name already."""


class Library:
    """A folder of documents. What is replaced or removed is kept in a hidden folder beside them, never deleted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def names(self) -> list[str]:
        """The documents in the folder and below it, by relative name."""
        if not self.folder.is_dir():
            return []
        paths = (path.relative_to(self.folder) for path in self.folder.rglob("*") if path.is_file())
        seen = (path for path in paths if not any(part.startswith(".") for part in path.parts))
        return sorted(path.as_posix() for path in seen if path.suffix.lower() in SUFFIXES)

    async def receive(self, name: str, content: AsyncIterator[bytes]) -> Path:
        """Write what arrives to a draft that no index reads. Raises UploadRefused if it is too large."""
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

    def take(self, draft: Path, *, replace: bool) -> DocumentCheck:
        """Read a draft as an index would, and put it among the documents if it can be read; the draft is used up.

        Raises UploadRefused with the reason, NameTaken if a document is in its place and isn't to be replaced.
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
        """Take a document out of the folder. Raises KeyError if there is none of this name."""
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
        raise UploadRefused("the name must be that of a file: no folders, no control characters, no dot in front")
    if Path(name).suffix.lower() not in SUFFIXES:
        raise UploadRefused(f"files that can be read end in {', '.join(sorted(SUFFIXES))}")
