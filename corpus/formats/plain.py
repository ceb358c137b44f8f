"""Plain text: the characters of the file, with the blocks that are found in them."""

import re
import unicodedata

from corpus.formats.content import Extracted, ReadOptions, Unreadable, title_from
from corpus.formats.text_blocks import text_blocks

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TAGS = re.compile("[\U000e0000-\U000e0fff]")
_LINE_END = re.compile(r"\r\n?")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})*\.\s|\d{1,2}(?:\.\d{1,2})+\s")


def read(data: bytes, options: ReadOptions) -> Extracted:
    """Read a text file. Its text is unchanged but for what no reader sees.

    That is the byte order mark, line ends, how letters are composed (NFC), and tags: letters that no program shows.

    The encoding is UTF-8, or UTF-16 with a byte order mark.
    """
    text = decoded_text(data)
    blocks = tuple(text_blocks(text))
    titles = (text[block.start : block.end] for block in blocks if block.kind == "heading")
    title = next((found for found in titles if not _NUMBERED.match(found)), None)
    return Extracted(text, title=title_from(title), blocks=blocks)


def decoded_text(data: bytes) -> str:
    """Decode a text file; see `read`. Raises Unreadable if it isn't text."""
    text = decoded(data, "utf-8").removeprefix("\ufeff")
    return unicodedata.normalize("NFC", _LINE_END.sub("\n", _TAGS.sub("", text)))


def decoded(data: bytes, encoding: str) -> str:
    """Decode strictly. Raises Unreadable naming the first byte, counted from 0, that is invalid in `encoding`.

    A byte order mark of UTF-16 goes before `encoding`.
    """
    if data.startswith(_UTF16):
        encoding = "utf-16"
    elif (place := data.find(0)) >= 0:
        raise Unreadable(f"not a text file: NUL character at byte {place:,}")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        place, line = error.start, data.count(b"\n", 0, error.start) + 1
        reason = f"not valid {encoding.upper()} at byte {place:,} (line {line:,}); save it as UTF-8"
        raise Unreadable(reason) from error
    if "\0" in text:
        raise Unreadable("not a text file: it holds NUL characters")
    return text
