"""In which encoding a text file is written: by its byte order mark, as UTF-8, or by the letters that come out."""

import codecs
import re
from collections.abc import Sequence

from corpus.formats.content import Notice, Unreadable

_MARKED = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",  # before UTF-16, whose mark it begins with
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
_ONE_BYTE = ("windows-1252", "cp850", "mac_roman", "windows-1250")  # the first one in doubt
_EXPECTED = frozenset("äöüÄÖÜßéèàáçñ€§–—„“”‚‘’°²³·•…½ ")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_WITHIN_A_WORD = re.compile(r"(?<=[^\W\d_])[€§„“”‚‘°•…½](?=[^\W\d_])")
_JUDGED_BYTES = 1_000_000
_UTF16_FROM = 0.3  # of the bytes of a Latin text in UTF-16 are NUL, nearly all at every second place


def decode_text(data: bytes, encoding: str | None = None) -> tuple[str, Sequence[Notice]]:
    """Decode a text file, without its byte order mark; an encoding that was guessed is noticed.

    Raises Unreadable if `encoding` isn't known or isn't that of the file, and for files that aren't text.
    """
    if encoding:
        return _strictly(data, encoding), ()
    named = next((name for mark, name in _MARKED.items() if data.startswith(mark)), None) or _unmarked_utf16(data)
    if named:
        return _strictly(data, named), ()
    if (place := data.find(0)) >= 0:
        raise Unreadable(f"not a text file: NUL character at byte {place:,}")
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        guessed = _guessed(data[:_JUDGED_BYTES])
    return _strictly(data, guessed), (Notice("encoding_guessed", {"encoding": guessed}),)


def _strictly(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except LookupError as error:
        raise Unreadable(f"is to be read as “{encoding}”, which is no known encoding") from error
    except UnicodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if isinstance(error, UnicodeDecodeError) else 1
        raise Unreadable(f"not valid {encoding.upper()} in line {line:,}; save it as UTF-8") from error
    return text.removeprefix("\ufeff")


def _unmarked_utf16(data: bytes) -> str | None:
    start = data[:_JUDGED_BYTES]
    for at, name in enumerate(("utf-16-be", "utf-16-le")):
        if start[at::2].count(0) > _UTF16_FROM * len(start) and not start[1 - at :: 2].count(0):
            return name
    return None


def _guessed(data: bytes) -> str:
    """The encoding of one byte a letter that gives the letters and signs of German text, in their places."""

    def strangers(name: str) -> int:
        text = data.decode(name, "replace")
        return sum(sign not in _EXPECTED for sign in _BEYOND_ASCII.findall(text)) + len(_WITHIN_A_WORD.findall(text))

    return min(_ONE_BYTE, key=strangers)
