"""The files that browsers get. All are read at the start, so a path can name nothing but one of them.

Texts come out of the catalogue: pages are there in each language, the page's scripts and the widget have them all.
"""

import base64
import gzip
import hashlib
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Self

from starlette.requests import Request
from starlette.responses import Response

from service.api.joining import joined_modules, style_module
from service.api.page_texts import html_in_language, page_module, used_module
from service.texts import Texts, languages

STATIC = Path(__file__).parents[1] / "static"
WIDGET = "widget.js"
_MESSAGES = "page/messages.js"
_ENTRY = "page/app.js"
_PAGE_FILE = "page/page.js"
_WIDGET_ENTRY, _WIDGET_MESSAGES = "widget/main.js", "widget/messages.js"
_WIDGET_SHEET, _WIDGET_STYLE = "widget/widget.css", "widget/style.js"
_NO_MESSAGES = b"export const MESSAGES = {};"
_PAGE = ".html"
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
    def of(cls, content: bytes, name: str) -> Self:
        """A file; what it is follows from how its name ends."""
        suffix = PurePosixPath(name).suffix
        compressed = gzip.compress(content, mtime=0) if suffix in _COMPRESSED else None
        return cls(content, _TYPES.get(suffix, _OTHER), compressed)

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
    """Files by their path below the folder, with slashes; pages by path and language."""

    files: dict[str, Asset]
    pages: dict[tuple[str, str], Asset]

    @classmethod
    def load(cls, folder: Path = STATIC) -> Self:
        """Read every file of a folder and those below it, but no hidden ones."""
        paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))
        read = {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}
        catalogues = [Texts.in_language(language) for language in languages()]
        read[_MESSAGES] = page_module(catalogues)
        if _ENTRY in read:
            read[_PAGE_FILE] = joined_modules(_ENTRY, read)
        if _WIDGET_ENTRY in read:
            read |= {_WIDGET_STYLE: style_module(read[_WIDGET_SHEET]), _WIDGET_MESSAGES: _NO_MESSAGES}
            read[_WIDGET_MESSAGES] = used_module(catalogues, joined_modules(_WIDGET_ENTRY, read))
            read[WIDGET] = joined_modules(_WIDGET_ENTRY, read)
        files = {name: Asset.of(content, name) for name, content in read.items() if not name.endswith(_PAGE)}
        pages = {
            (name, texts.language): Asset.of(html_in_language(content, texts, catalogues), name)
            for name, content in read.items()
            if name.endswith(_PAGE)
            for texts in catalogues
        }
        return cls(files, pages)

    def find(self, path: str, language: str) -> Asset | None:
        """The file of this path, a page in a language that there are texts in; None if there is none."""
        return self.pages.get((path, language)) or self.files.get(path)

    @property
    def widget(self) -> Asset:
        """The chat widget."""
        return self.files[WIDGET]


PAGE_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "img-src 'self' data:",  # KERN's icons are masks that stand in its style sheet
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
REVALIDATED = "no-cache"
FOREVER = "public, max-age=31536000, immutable"


def deliver(request: Request, asset: Asset, cache: str = REVALIDATED) -> Response:
    """`asset` for `request`; 304 if the browser has it."""
    small = asset.compressed if _takes_gzip(request) else None
    tag = f'"{asset.version}{"-gz" if small else ""}"'
    headers = {"Cache-Control": cache, "ETag": tag, "Vary": "Accept-Encoding, Origin"}
    if asset.media_type.startswith("text/html"):
        headers["Content-Security-Policy"] = PAGE_POLICY
        headers["Vary"] += ", Accept-Language"
    if tag in _known(request):
        return Response(status_code=304, headers=headers)
    if small:
        headers["Content-Encoding"] = "gzip"
    return Response(small or asset.content, headers=headers, media_type=asset.media_type)


def _known(request: Request) -> list[str]:
    return [tag.strip().removeprefix("W/") for tag in request.headers.get("if-none-match", "").split(",")]


def _takes_gzip(request: Request) -> bool:
    offers = (each.replace(" ", "").lower() for each in request.headers.get("accept-encoding", "").split(","))
    return any(offer.partition(";")[0] == "gzip" and not offer.endswith((";q=0", ";q=0.0")) for offer in offers)
