"""Packages: documents that are ZIP archives of XML parts, opened only if they are what they claim to be."""

import io
import posixpath
import zipfile
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped]

from corpus.formats.content import MEBIBYTE, Unreadable

Element = Any  # lxml has no types

_UNPACKED_BYTES = 256 * MEBIBYTE
_RATIO, _RATIO_FROM = 100, 16 * MEBIBYTE  # XML compresses to a tenth or a fiftieth; small files may do better
_PARTS = 10_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")  # [MS-OFFCRYPTO] 2.3.4.4
_RTF = b"{\\rtf"
_ENCRYPTED_FLAG = 1
_ENCRYPTED = "encrypted; save it without a password"
_ROOT_RELATIONS = "_rels/.rels"
_STRICT = b"http://purl.oclc.org/ooxml/"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True)
class PackageKind:
    """A kind of package as reasons name it: `Word document`, `.docx`, and the suffix of its binary predecessor."""

    name: str
    suffix: str
    old: str

    def opened(self, data: bytes) -> "Package":
        """Open a package. Raises Unreadable as `archive` does."""
        return Package(self, self.archive(data))

    def archive(self, data: bytes) -> zipfile.ZipFile:
        """Open the archive. Raises Unreadable if it is another file, incomplete, encrypted or a possible zip bomb."""
        if data.startswith(_OLE):
            encrypted = _ENCRYPTED_PART in data
            raise Unreadable(_ENCRYPTED if encrypted else f"an old {self.old} file; save it as {self.suffix}")
        if data.startswith(_RTF):
            raise Unreadable(f"an .rtf file by its content; save it as {self.suffix}")
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile as error:
            raise self.incomplete() from error
        self._check(archive, len(data))
        return archive

    def _check(self, archive: zipfile.ZipFile, size: int) -> None:
        parts = archive.infolist()
        unpacked = sum(part.file_size for part in parts)  # reliable: zipfile inflates no more than is declared
        too_dense = unpacked > _RATIO_FROM and unpacked > _RATIO * size
        if too_dense or unpacked > _UNPACKED_BYTES or len(parts) > _PARTS:
            sizes = f"{size:,} bytes unpack to {unpacked:,} bytes in {len(parts):,} parts"
            raise Unreadable(f"rejected as a possible zip bomb: {sizes}")
        if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
            raise Unreadable(_ENCRYPTED)
        if _ROOT_RELATIONS in archive.namelist() and _STRICT in archive.read(_ROOT_RELATIONS):
            raise Unreadable(f"saved as Strict Open XML; save it as an ordinary {self.name} ({self.suffix})")

    def incomplete(self) -> Unreadable:
        """The error for a package without what makes it one of this kind."""
        article = "an" if self.name.startswith("O") else "a"
        return Unreadable(f"incomplete, or not {article} {self.name} ({self.suffix})")


class Related(NamedTuple):
    """A part that another one refers to: as what, such as `styles`, and its name."""

    kind: str
    name: str


class Package:
    """An opened package, whose parts have names such as `word/document.xml`; upper and lower case are the same."""

    def __init__(self, kind: PackageKind, archive: zipfile.ZipFile) -> None:
        self._kind = kind
        self._archive = archive
        self._names = {name.replace("\\", "/").lower(): name for name in archive.namelist()}
        self._parsed: dict[str, Element] = {}

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def read(self, name: str) -> bytes:
        """The content of a part. Raises Unreadable if there is none of this name."""
        if name not in self:
            raise self._kind.incomplete()
        return self._archive.read(self._names[name.lower()])

    def parsed(self, name: str) -> Element:
        """The root element of a part; nothing is loaded from elsewhere. Raises Unreadable if it declares entities."""
        if name not in self._parsed:
            parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
            root = etree.fromstring(self.read(name), parser)
            if root.getroottree().docinfo.internalDTD is not None:  # they could expand without end
                raise Unreadable(f"declares XML entities, which {self._kind.name}s never do")
            self._parsed[name] = root
        return self._parsed[name]

    def related(self, name: str = "") -> dict[str, Related]:
        """What a part refers to within an Office package, by id; without a name, what the package as a whole does.

        Parts that are referred to but missing, as broken pictures are, are left out.
        """
        folder, file = posixpath.split(name)
        listed = posixpath.join(folder, "_rels", f"{file}.rels")
        found: dict[str, Related] = {}
        for each in self.parsed(listed) if listed in self else ():
            target = posixpath.normpath(posixpath.join("/", folder, each.get("Target", ""))).lstrip("/")
            if target in self:
                found[each.get("Id", "")] = Related(each.get("Type", "").rpartition("/")[2], target)
        return found

    def main(self) -> str:
        """The name of the part that holds the document of an Office package."""
        if (name := self.target("", "officeDocument")) is None:
            raise self._kind.incomplete()
        return name

    def target(self, name: str, kind: str) -> str | None:
        """The name of the first part that a part refers to as `kind`."""
        return next((related.name for related in self.related(name).values() if related.kind == kind), None)

    def title(self) -> str | None:
        """The title in the metadata of an Office package."""
        properties = self.target("", "core-properties")
        found: str | None = self.parsed(properties).findtext(f".//{_TITLE}") if properties else None
        return found


WORD = PackageKind("Word document", ".docx", ".doc")
OPEN_DOCUMENT = PackageKind("OpenDocument text", ".odt", ".doc")
SLIDES = PackageKind("PowerPoint presentation", ".pptx", ".ppt")
