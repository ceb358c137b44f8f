"""Plain text and Markdown: the characters of the file, unchanged."""

import re

from corpus.formats.content import Extracted, ReadOptions, Unreadable, title_from

_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(?P<hashed>\S.*)$|^(?P<underlined>\S.*)\n={3,}\s*?$", re.MULTILINE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a UTF-8 file without its byte order mark; line ends and everything else stay as they are."""
    text = decoded(data, "utf-8").removeprefix("\ufeff")
    return Extracted(text, title=_first_heading(text))


def decoded(data: bytes, encoding: str) -> str:
    """Decode strictly. Raises Unreadable naming the first byte, counted from 0, that is invalid in `encoding`."""
    if data.startswith(_UTF16):
        raise Unreadable("encoded as UTF-16; save it as UTF-8")
    if (place := data.find(0)) >= 0:
        raise Unreadable(f"not a text file: NUL character at byte {place:,}")
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        place, line = error.start, data.count(b"\n", 0, error.start) + 1
        reason = f"not valid {encoding.upper()} at byte {place:,} (line {line:,}); save it as UTF-8"
        raise Unreadable(reason) from error


def _first_heading(text: str) -> str | None:
    match = _HEADING.search(text)
    return title_from(match["hashed"] or match["underlined"]) if match else None
