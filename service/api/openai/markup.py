"""What is read from Markdown and from prompts of front ends, in time that grows only with their length."""

import re
from collections.abc import Iterator

_MARKS = re.compile(r"\\[^\n]|\*\*|\n")
"""What may begin or end bold type, or keeps from it."""
MARKER = re.compile(r"(?<!\\)\[(\d{1,4})\]")
"""The number of a citation; brackets that are text are escaped."""


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


def unwrapped(text: str) -> str:
    """Return the question in a prompt that a front end wraps around it, or `text` if nothing is wrapped.

    Open WebUI puts what it found in files of its own before the question, in `<context>`; others mark the question.
    """
    if (question := between(text, "<user_query>", "</user_query>")) is not None:
        return question
    _, opened, rest = text.partition("<context>")
    _, closed, after = rest.rpartition("</context>")
    return after if opened and closed and after.strip() else text
