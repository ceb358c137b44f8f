"""The encoding of a web page: by its byte order mark, else as it declares, else UTF-8."""

import re

from corpus.formats.content import Unreadable
from corpus.formats.plain import decoded

# Browsers look for a declaration in the first 1,024 bytes, and begin again if they find one later.
_DECLARED_WITHIN = 64 * 1024
_MARKUP = re.compile(
    rb"<!--.*?(?:-->|\Z)"
    rb"|<(?P<raw>script|style|title|textarea|xmp|noframes)\b.*?(?:</(?P=raw)\b|\Z)"
    rb"|<meta(?=[\s/])(?P<meta>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)"
    rb"|<[/!?a-z](?:[^>\"']|\"[^\"]*\"|'[^']*')*",
    re.IGNORECASE | re.DOTALL,
)
_ATTRIBUTE = re.compile(
    rb"""(?<![\w-])([\w-]{1,40})\s{0,9}=\s{0,9}(?:"([^"]{0,200})"|'([^']{0,200})'|([^\s"'>]{1,200}))"""
)
_CHARSET = re.compile(rb"charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\s[^>]*?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)

# As browsers read the names: https://encoding.spec.whatwg.org/#names-and-labels. A page whose meta element can be read
# byte by byte isn't UTF-16, so that name means UTF-8.
_ENCODINGS = {
    **dict.fromkeys(("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "unicode"), "utf-8"),
    **dict.fromkeys(("windows-1252", "cp1252", "x-cp1252", "ascii", "us-ascii"), "windows-1252"),
    **dict.fromkeys(("iso-8859-1", "iso8859-1", "iso_8859-1", "latin1", "latin-1", "l1"), "windows-1252"),
    **dict.fromkeys(("iso-8859-15", "iso8859-15", "latin-9", "latin9"), "iso-8859-15"),
    **dict.fromkeys(("windows-1250", "cp1250"), "windows-1250"),
    **dict.fromkeys(("iso-8859-2", "latin2"), "iso-8859-2"),
}


def decoded_page(data: bytes) -> str:
    """Decode a page. Raises Unreadable if it isn't in its encoding, or if that isn't supported."""
    name = None if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")) else _declared(data)
    if name is None:
        return decoded(data, "utf-8").removeprefix("\ufeff")
    if name not in _ENCODINGS:
        raise Unreadable(f"declares the encoding {name}, which isn't supported; save it as UTF-8")
    return decoded(data, _ENCODINGS[name])


def _declared(data: bytes) -> str | None:
    """The name of the encoding in the first meta element that has one, else in the XML declaration."""
    head = data[:_DECLARED_WITHIN]
    for markup in _MARKUP.finditer(head):
        if markup["meta"] is not None and (name := _charset(markup["meta"])):
            return name
    xml = _XML.match(head)
    return _name(xml[1]) if xml else None


def _charset(meta: bytes) -> str | None:
    """The encoding that a meta element declares by `charset`, or by `http-equiv` and `content`."""
    found = {name.lower(): b"".join(value).strip() for name, *value in _ATTRIBUTE.findall(meta)}
    if b"charset" in found:
        return _name(found[b"charset"])
    is_type = found.get(b"http-equiv", b"").lower() == b"content-type"
    charset = _CHARSET.search(found.get(b"content", b"")) if is_type else None
    return _name(charset[1]) if charset else None


def _name(raw: bytes) -> str:
    return raw.decode("ascii", "replace").lower()
