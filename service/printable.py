"""Text that can be shown anywhere: without characters that command a terminal, or turn the direction of writing."""

import re

_CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff"
_UNPRINTABLE = re.compile(f"[\t\n{_CONTROL}]")
_UNPRINTABLE_IN_LINES = re.compile(f"[{_CONTROL}]")
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def printable(text: str) -> str:
    """Return `text` on one line, with a replacement character for each that isn't to be printed."""
    return _UNPRINTABLE.sub(_replaced, text)


def printable_lines(text: str) -> str:
    """Return `text` with its lines and tabs, and a replacement character for each that isn't to be printed."""
    return _UNPRINTABLE_IN_LINES.sub(_replaced, text)


def printable_json(text: str) -> str:
    """Return JSON that says the same, with such characters escaped; of its own, JSON escapes only some of them."""
    return _UNPRINTABLE_IN_LINES.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _replaced(match: re.Match[str]) -> str:
    return " " if match[0] in "\t\n" else _REPLACEMENT
