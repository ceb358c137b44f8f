"""Packages: documents that are ZIP archives of XML parts, opened only if they are what they claim to be."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any

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
_STRICT = b"http://purl.oclc.org/ooxml/"
_ENCRYPTED = "encrypted; save it without a password"


@dataclass(frozen=True, slots=True)
class PackageKind:
    """A kind of package as reasons name it: `Word document`, `.docx`, and the suffix of its binary predecessor."""

    name: str
    suffix: str
    old: str

    def opened(self, data: bytes) -> zipfile.ZipFile:
        """Open a package. Raises Unreadable if it is another file, incomplete, encrypted or a possible zip bomb."""
        if data.startswith(_OLE):
            encrypted = _ENCRYPTED_PART in data
            raise Unreadable(_ENCRYPTED if encrypted else f"an old {self.old} file; save it as {self.suffix}")
        if data.startswith(_RTF):
            raise Unreadable(f"an .rtf file by its content; save it as {self.suffix}")
        try:
            package = zipfile.ZipFile(io.BytesIO(data))
        except zipfile.BadZipFile as error:
            raise self.incomplete() from error
        self._check(package, len(data))
        return package

    def _check(self, package: zipfile.ZipFile, size: int) -> None:
        parts = package.infolist()
        unpacked = sum(part.file_size for part in parts)  # reliable: zipfile inflates no more than is declared
        too_dense = unpacked > _RATIO_FROM and unpacked > _RATIO * size
        if too_dense or unpacked > _UNPACKED_BYTES or len(parts) > _PARTS:
            sizes = f"{size:,} bytes unpack to {unpacked:,} bytes in {len(parts):,} parts"
            raise Unreadable(f"rejected as a possible zip bomb: {sizes}")
        if any(part.flag_bits & _ENCRYPTED_FLAG for part in parts):
            raise Unreadable(_ENCRYPTED)
        if "_rels/.rels" in package.namelist() and _STRICT in package.read("_rels/.rels"):
            raise Unreadable(f"saved as Strict Open XML; save it as an ordinary {self.name} ({self.suffix})")

    def incomplete(self) -> Unreadable:
        """The error for a package without what makes it one of this kind."""
        article = "an" if self.name.startswith("O") else "a"
        return Unreadable(f"incomplete, or not {article} {self.name} ({self.suffix})")

    def parsed(self, part: bytes) -> Element:
        """Parse a part of XML; nothing is loaded from elsewhere. Raises Unreadable if it declares entities."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(part, parser)
        self.refuse_entities(root)
        return root

    def refuse_entities(self, root: Element) -> None:
        """Raise Unreadable if the document of an element declares entities, which could expand without end."""
        if root.getroottree().docinfo.internalDTD is not None:
            raise Unreadable(f"declares XML entities, which {self.name}s never do")


WORD = PackageKind("Word document", ".docx", ".doc")
OPEN_DOCUMENT = PackageKind("OpenDocument text", ".odt", ".doc")
SLIDES = PackageKind("PowerPoint presentation", ".pptx", ".ppt")
