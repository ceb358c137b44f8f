"""The manifest of a generation: what it was built from, and a hash of every file, the manifest's own among them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from index.files import sealed, unsealed, write_file

FORMAT = 11
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
        """Write the manifest with its own checksum. Raises NotWritten."""
        write_file(folder / NAME, sealed(asdict(self)))

    @classmethod
    def load(cls, folder: Path) -> "Manifest":
        """Read the manifest of a generation and verify its files. Raises IndexDamaged."""
        manifest = cls.read(folder)
        _check_files(folder, manifest.files)
        return manifest

    @classmethod
    def read(cls, folder: Path) -> "Manifest":
        """Read the manifest of a generation and verify it, but not its files. Raises IndexDamaged."""
        try:
            content = (folder / NAME).read_bytes()
            if (found := _format(content)) != FORMAT:  # older ones have no checksum
                raise IndexDamaged(f"{folder.name}/{NAME} has format {found}, not {FORMAT}")
            return _checked(cls(**unsealed(content)))
        except OSError as error:
            raise IndexDamaged(f"{folder.name}/{NAME} can't be read: {error.strerror}") from error
        except (ValueError, TypeError, RecursionError) as error:
            raise IndexDamaged(f"{folder.name}/{NAME} can't be read: {error}") from error


def _format(content: bytes) -> object:
    found = json.loads(content.decode("utf-8"))
    if not isinstance(found, dict):
        raise ValueError("not a JSON object")
    return found.get("format")


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
    datetime.fromisoformat(manifest.built_at)
    return manifest


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below `folder` except the manifest, by relative name."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / NAME)
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in paths}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
