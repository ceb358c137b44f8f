"""The manifest of a generation: what it was built from, and the hash of every file in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FORMAT = 4
"""Counts up when a generation gets other files or fields, or when another text of what is in it is embedded."""

NAME = "manifest.json"
_KINDS: dict[str, type] = {
    "format": int, "built_at": str, "encoder": str, "analyser": int, "documents": dict, "files": dict,
}  # fmt: skip


class IndexDamaged(Exception):
    """A generation that doesn't match its manifest; the message names the file."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from. `documents` maps ids to hashes, `files` names to SHA-256."""

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
        """Read and check a generation's manifest and files. Raises IndexDamaged."""
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
        raise IndexDamaged(f"{folder.name}/{NAME} can't be read: no JSON object")
    return found


def _check_files(folder: Path, files: Mapping[str, str]) -> None:
    """The files of a generation are those of its manifest, no fewer and no more."""
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
    """SHA-256 of every file below `folder` but the manifest, by relative name."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path != folder / NAME)
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in paths}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
