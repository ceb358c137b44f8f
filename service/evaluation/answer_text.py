"""Parts of an answer's Markdown (see `service.chat.markdown`), which are the same in this process and over HTTP."""

import re
from collections.abc import Iterator

from service.texts import Texts, languages

_CITED = re.compile(r"(?<!\\)\[(\d+)\]")
_PLACE = re.compile(r"^\d+\. ", re.MULTILINE)
_ESCAPED = re.compile(r"\\(.)")
_TABLE = "|"
_FILLED = "\0"


def cited_numbers(text: str) -> tuple[int, ...]:
    """The numbers of the citations in the order in which they are read, each once."""
    return tuple(dict.fromkeys(int(number) for number in _CITED.findall(text)))


def plain_text(text: str) -> str:
    """The text without numbers of citations, numbers of list items, and escapes."""
    return _ESCAPED.sub(r"\1", _PLACE.sub("", _CITED.sub("", text)))


def opening_words(text: str) -> str:
    """The program's own words before the first quote; empty if an answer begins with a quote or a table."""
    first = text.partition("\n\n")[0]
    return "" if _CITED.search(first) or first.startswith(_TABLE) else plain_text(first)


def says_silent(text: str) -> bool:
    """Whether an answer says, in any language of the catalogue, that the source doesn't say, or not of that place."""
    shown = plain_text(text)
    return any(all(part in shown for part in parts) for parts in _silences())


def _silences() -> Iterator[list[str]]:
    """The parts of what says so that are the same in every answer."""
    for texts in map(Texts.in_language, languages()):
        yield [texts.text("chat.silent")]
        yield texts.text("chat.not_there", place=_FILLED, organisation=_FILLED).split(_FILLED)
