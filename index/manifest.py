"""The manifest of a generation: what it was built from, and the hash of every file in it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

FORMAT = 1
NAME = "manifest.json"
_KINDS: dict[str, type] = {
    "format": int, "built_at": str, "encoder": str, "dimension": int, "analyser": int, "documents": dict, "files": dict,
}  # fmt: skip


class IndexDamaged(Exception):
    """A generation that doesn't match its manifest; the message names the file."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation was built from. `documents` maps ids to hashes, `files` names to SHA-256."""

    format: int
    built_at: str
    encoder: str
    dimension: int
    analyser: int
    documents: Mapping[str, str]
    files: Mapping[str, str]

    def save(self, folder: Path) -> None:
        (folder / NAME).write_text(json.dumps(asdict(self), indent=1), "utf-8")

    @classmethod
    def load(cls, folder: Path) -> "Manifest":
        """Read and check a generation's manifest and files. Raises IndexDamaged."""
        try:
            manifest = _checked(cls(**json.loads((folder / NAME).read_text("utf-8"))))
        except (OSError, ValueError, TypeError) as error:
            raise IndexDamaged(f"{folder.name}/{NAME} can't be read: {error}") from error
        if manifest.format != FORMAT:
            raise IndexDamaged(f"{folder.name}/{NAME} has format {manifest.format}, not {FORMAT}")
        try:
            present = hashes(folder)
        except OSError as error:
            raise IndexDamaged(f"{folder.name} can't be read: {error}") from error
        for name, digest in manifest.files.items():
            if name not in present:
                raise IndexDamaged(f"{folder.name}/{name} is missing")
            if present[name] != digest:
                raise IndexDamaged(f"{folder.name}/{name} doesn't match its hash in the manifest")
        return manifest


def _checked(manifest: Manifest) -> Manifest:
    for name, kind in _KINDS.items():
        if not isinstance(value := getattr(manifest, name), kind):
            raise ValueError(f"`{name}` must be {kind.__name__}, not {value!r}")
    return manifest


def hashes(folder: Path) -> dict[str, str]:
    """SHA-256 of every file below `folder` but the manifest, by relative name."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != NAME)
    return {path.relative_to(folder).as_posix(): _sha256(path) for path in paths}


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
