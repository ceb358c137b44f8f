"""The files that browsers get. All are read at the start, so a path can name nothing but one of them."""

import base64
import gzip
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Self

STATIC = Path(__file__).parents[1] / "static"
WIDGET = "widget.js"
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ico": "image/x-icon",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
}
_COMPRESSED = (".css", ".html", ".js", ".json", ".svg", ".txt")
_OTHER = "application/octet-stream"
_SHORT = 16


@dataclass(frozen=True)
class Asset:
    """One file: its bytes, its media type, and its bytes compressed where that helps."""

    content: bytes = field(repr=False)
    media_type: str
    compressed: bytes | None = field(repr=False)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read a file; what it is follows from how its name ends."""
        content = path.read_bytes()
        compressed = gzip.compress(content, mtime=0) if path.suffix in _COMPRESSED else None
        return cls(content, _TYPES.get(path.suffix, _OTHER), compressed)

    @cached_property
    def version(self) -> str:
        """A short name of the content: another content has another one."""
        return hashlib.sha384(self.content).hexdigest()[:_SHORT]

    @cached_property
    def integrity(self) -> str:
        """The hash as `integrity` of a script wants it (Subresource Integrity)."""
        return f"sha384-{base64.b64encode(hashlib.sha384(self.content).digest()).decode()}"


@dataclass(frozen=True)
class Assets:
    """Files by their path below the folder, with slashes."""

    files: dict[str, Asset]

    @classmethod
    def load(cls, folder: Path = STATIC) -> Self:
        """Read every file of a folder and those below it, but no hidden ones."""
        paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
        return cls({path.relative_to(folder).as_posix(): Asset.load(path) for path in paths})

    @property
    def widget(self) -> Asset:
        """The chat widget."""
        return self.files[WIDGET]
