"""Splitting German text into sentences, aware of the abbreviations of law and administration."""

import re
from functools import cache

from corpus.text.lexicon import word_list

_ORDINAL = r"(?<!\b\d\.)(?<!\b\d\d\.)(?<!\b[A-Za-z]\.)"


@cache
def sentence_end() -> str:
    """A regular expression for the white space between two sentences or before a list item."""
    guard = "".join(rf"(?<!\b{re.escape(word)}\.)" for word in word_list("abbreviations.de.txt"))
    return rf"(?<=[.!?])(?=[“\"”)]?\s){guard}{_ORDINAL}[“\"”)]?\s+(?=[A-ZÄÖÜ„\"(•–\d])|\s(?=• )"


def sentences(text: str) -> list[tuple[int, int]]:
    """Spans `(start, end)` of the sentences and list items of cleaned `text`, in order, white space left out."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _boundary().finditer(text):
        end = match.start() + len(match.group().rstrip())
        if end > start:
            spans.append((start, end))
        start = match.end()
    if start < len(text):
        spans.append((start, len(text)))
    return spans


@cache
def _boundary() -> re.Pattern[str]:
    return re.compile(sentence_end())
