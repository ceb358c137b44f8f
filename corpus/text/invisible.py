"""Characters that nobody sees: they come along when words are copied from pages and documents."""

_INVISIBLE = dict.fromkeys((*map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"), *range(0xE0000, 0xE1000)))
"""Soft hyphen, zero-width space, joiners and marks of direction, word joiner, byte order mark, tags."""


def visible(text: str) -> str:
    """Return `text` without the characters that only tell where words may break or which way they run."""
    return text.translate(_INVISIBLE)
