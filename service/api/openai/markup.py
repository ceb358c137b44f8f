"""What is read from Markdown and from prompts of front ends, in time that grows only with their length."""

import re
from collections.abc import Iterator

_MARKS = re.compile(r"\\[^\n]|\*\*|\n")
"""What may begin or end bold type, or keeps from it."""


def bold(text: str) -> Iterator[str]:
    """Yield what stands between two `**` on one line, with its escapes."""
    begun: int | None = None
    for mark in _MARKS.finditer(text):
        if mark[0] == "\n":
            begun = None
        elif mark[0] == "**":
            if begun is not None:
                yield text[begun : mark.start()]
            begun = mark.end() if begun is None else None


def between(text: str, opening: str, closing: str) -> str | None:
    """Return what stands between the first `opening` and the next `closing`, stripped; None without both."""
    start = text.find(opening)
    end = text.find(closing, start + len(opening)) if start >= 0 else -1
    return text[start + len(opening) : end].strip() if end >= 0 else None
