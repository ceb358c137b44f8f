"""The parts of a message: which are its text and which are attached, with their characters decoded."""

import re
from email.message import Message

from corpus.formats.content import Notice, tidy

SUFFIXES_BY_TYPE = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/json": ".json",
    "text/html": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/csv": ".csv",
}
"""For attachments whose name doesn't say what they are."""

_TEXTS = ("text/plain", "text/html")
_DECORATION = re.compile(
    r"application/(?:x-)?pkcs7-signature|application/pgp-\w+|message/delivery-status|text/rfc822-headers"
)
_LONGEST_NAME = 150
_QUOTED = re.compile(r"^(?:>[ ]?)+", re.MULTILINE)
_SIGNATURE = "-- "
_NO_BYTE = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # surrogates that stand for no undecoded byte
_UNKNOWN = ""
_LATIN = "cp1252"  # what programs mean by Latin 1, as browsers do
_ENCODINGS = {
    _UNKNOWN: ("utf-8", _LATIN),
    **dict.fromkeys(("us-ascii", "ascii"), ("utf-8", _LATIN)),
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "windows-1252"), (_LATIN,)),
}


def inside(part: Message) -> list[Message]:
    """The parts of a part."""
    payload = part.get_payload()
    return [each for each in payload if isinstance(each, Message)] if isinstance(payload, list) else []


def is_text(part: Message) -> bool:
    """Whether a part is text of the message itself."""
    attached = part.get_content_disposition() == "attachment" or part.get_filename() is not None
    return part.get_content_type() in _TEXTS and not attached


def is_decoration(part: Message) -> bool:
    """Whether a part is a picture within the text, a signature or a report of delivery."""
    within = part.get_content_disposition() != "attachment" and part["Content-ID"] is not None
    picture = part.get_content_maintype() == "image" and within
    return picture or _DECORATION.fullmatch(part.get_content_type()) is not None


def file_name(part: Message) -> str:
    """The name of an attached file without folders; empty if it has none."""
    return header_text(part.get_filename()).replace("\\", "/").rpartition("/")[2][-_LONGEST_NAME:]


def header_text(raw: str | None) -> str:
    """The text of a header on one line; bytes that no encoding was declared for are UTF-8, else Windows-1252."""
    data = _NO_BYTE.sub("", raw or "").encode("utf-8", "surrogateescape")
    return " ".join(tidy(_decoded(data, _ENCODINGS[_UNKNOWN])[0]).split())


def text_of(part: Message) -> tuple[str, list[Notice]]:
    """The text of a part without marks of quotation, and a notice if it isn't encoded as it says."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    declared = (part.get_content_charset() or _UNKNOWN).lower()
    encodings = _ENCODINGS.get(declared, (declared, "utf-8", _LATIN))
    text, used = _decoded(data, encodings)
    guessed = declared != _UNKNOWN and used != encodings[0] and declared not in ("us-ascii", "ascii")
    if part.get_content_type() == "text/plain":
        text = _QUOTED.sub("", text)
        if str(part.get_param("format", "")).lower() == "flowed":
            text = _unflowed(text, delete=str(part.get_param("delsp", "")).lower() == "yes")
    notice = Notice("encoding_replaced", {"declared": header_text(declared), "used": used})
    return text.replace("\0", ""), [notice] if guessed else []


def html_of(text: str) -> bytes:
    """A page as UTF-8 that says so first, whatever its own declaration says."""
    return b"\xef\xbb\xbf" + text.encode("utf-8", "replace")


def _decoded(data: bytes, encodings: tuple[str, ...]) -> tuple[str, str]:
    for encoding in encodings:
        try:
            return data.decode(encoding), encoding
        except (LookupError, ValueError):  # unknown, no encoding of texts, or not the one that was used
            continue
    return data.decode(_LATIN, "replace"), _LATIN


def _unflowed(text: str, *, delete: bool) -> str:
    """Paragraphs whose lines were broken for display, on one line again (RFC 3676)."""
    parts: list[str] = []
    for line in text.splitlines():
        words = line.removeprefix(" ")
        flows = words.endswith(" ") and words != _SIGNATURE
        parts += (words[:-1] if flows and delete else words, "" if flows else "\n")
    return "".join(parts)
