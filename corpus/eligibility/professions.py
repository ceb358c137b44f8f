"""Professions, of clients and of those a measure is made for."""

import re
from collections.abc import Iterator
from functools import cache

from corpus.text.lexicon import word_table

_TRADE = re.compile(
    r"\b(?:gelernte[rn]?|ausgebildete[rn]?|(?:trained|qualified)(?: as)?(?: an?)?) "
    r"(?P<trade>(?!fach\b|fachkra|facharb|hilf|worker|staff|people)[^\W\d]{4,})"
)


def profession(question: str) -> str | None:
    """The profession that a folded question states of a person: one from the lexicon, or the name of a trade."""
    if found := _own().search(question):
        return found.lastgroup
    trade = _TRADE.search(question)
    return trade["trade"] if trade else None


def profession_span(question: str) -> tuple[int, int] | None:
    """Where a folded question states the profession of a person."""
    if found := _own().search(question):
        return found.span(found.lastgroup or 0)
    trade = _TRADE.search(question)
    return trade.span() if trade else None


def profession_names() -> frozenset[str]:
    """The professions of the lexicon."""
    return frozenset(_words())


def professions(text: str) -> frozenset[str]:
    """The professions of the lexicon that folded `text` names."""
    return frozenset(name for name, _, _ in professions_named(text))


def professions_named(text: str) -> Iterator[tuple[str, int, int]]:
    """Yield the professions of the lexicon that folded `text` names, with their spans."""
    return ((found.lastgroup, *found.span()) for found in _noun().finditer(text) if found.lastgroup)


def addressed(text: str) -> re.Match[str] | None:
    """Match where folded `text` addresses members of certain professions: `bei Ärzten und Ingenieuren`."""
    return _addressed().search(text)


@cache
def _words() -> dict[str, str]:
    """The words for each profession, as alternatives of a regular expression."""
    table = word_table("professions.tsv")
    return {name: "|".join(re.escape(word) for of, word in table if of == name) for name, _ in table}


@cache
def _named() -> str:
    """Any profession, in a group of its name."""
    return "|".join(f"(?P<{name}>{words})" for name, words in _words().items())


@cache
def _own() -> re.Pattern[str]:
    return re.compile(
        r"(?:^\W*|\b(?:(?:gelernte|ausgebildete|studierte|arbeitslose)[rn]?|ist(?: eine?)?|als|is an?|was an?"
        r"|works? as an?|unemployed|self-employed|(?:trained|qualified)(?: as)?(?: an?)?"
        r"|(?:kunde|kundin|client|frau|mann)\W{1,2}(?:\d\d,?)?) ?)"
        rf"(?:{_named()})\b(?=\s?(?:[,;.!?(]|$)| (?:from|aus|mit|und|ohne|with|and)\b)"
    )


@cache
def _noun() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_named()})\b", re.IGNORECASE)


@cache
def _addressed() -> re.Pattern[str]:
    anyone = rf"(?:{'|'.join(_words().values())})\b"
    return re.compile(rf"\b(?:bei|fur|an)\s(?:\w+\s)?{anyone}(?:\s?(?:,|/|und|oder|sowie)\s{anyone})*", re.IGNORECASE)
