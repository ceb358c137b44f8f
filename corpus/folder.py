"""The files of a folder: those to read, and those that are passed over, each with the reason."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from corpus.formats.extraction import SUFFIXES, unsupported
from corpus.settings import CATALOGUE

_TEMPORARY = ("~$*", ".~lock.*", "*~", "*.tmp", "*.bak", "*.swp", "*.part", "*.crdownload", "thumbs.db", "desktop.ini")
_PICTURES = ".png .jpg .jpeg .gif .svg .webp .ico .bmp .tif .tiff"
_NO_DOCUMENTS = frozenset(f"{_PICTURES} .css .js .map .woff .woff2 .ttf .otf .mp3 .mp4 .lnk .url".split())


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """A file that could not be read, and why."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Folder:
    """What lies in a folder, by relative path: documents to read, those that can't be, and what is passed over.

    `passed_over` holds temporary files, pictures and the like, and what the settings ignore; hidden files aren't
    listed at all.
    """

    documents: dict[str, Path]
    refused: tuple[UnreadFile, ...]
    passed_over: tuple[str, ...]


def list_folder(root: Path, ignored: Sequence[str] = ()) -> Folder:
    """List all files below `root` in order. Links are followed only to files that lie below it, too."""
    documents: dict[str, Path] = {}
    refused: list[UnreadFile] = []
    passed_over: list[str] = []
    within = root.resolve()
    for path in _files(root):
        name = path.relative_to(root).as_posix()
        if path.name == CATALOGUE:
            continue
        if path.is_dir():
            refused.append(UnreadFile(name, "a link to a folder; it isn't followed, name that folder itself"))
        elif path.is_symlink() and not path.resolve().is_relative_to(within):
            refused.append(UnreadFile(name, "a link to a file outside of the folder; copy the file here"))
        elif _is_temporary(path.name) or any(fnmatch(name, pattern) for pattern in ignored):
            passed_over.append(name)
        elif path.suffix.lower() in SUFFIXES:
            documents[name] = path
        elif path.suffix.lower() in _NO_DOCUMENTS:
            passed_over.append(name)
        else:
            refused.append(UnreadFile(name, unsupported(path.suffix.lower())))
    return Folder(documents, tuple(refused), tuple(passed_over))


def _files(root: Path) -> list[Path]:
    """All files and links to folders below `root` but hidden ones."""
    found: list[Path] = []
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if not name.startswith(".")]
        links = [name for name in folders if Path(folder, name).is_symlink()]
        found += [Path(folder, name) for name in (*files, *links) if not name.startswith(".")]
    return sorted(found)


def _is_temporary(name: str) -> bool:
    return any(fnmatch(name.lower(), pattern) for pattern in _TEMPORARY)
