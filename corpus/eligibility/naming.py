"""Whom a measure names: the shortest words for each fact that its statements about participants mention."""

import re
from collections.abc import Iterator, Sequence

from corpus.document import Document, SourceSpan
from corpus.eligibility.ages import OLDEST, YOUNGEST, age_groups
from corpus.eligibility.limits import Limit, Value
from corpus.eligibility.patterns import (
    ANY_AGE,
    ANY_GENDER,
    CITED,
    LAWS,
    LONG_UNEMPLOYMENT,
    ON_BENEFITS_FOR,
    REQUIREMENTS,
    UNEMPLOYED_FOR,
    WHATEVER,
    WHATEVER_FACTS,
)
from corpus.eligibility.professions import professions_named
from corpus.eligibility.statements import Statement, blanked
from corpus.text.cleaning import align
from corpus.text.folding import without_umlauts

_DENIED = re.compile(r"\b(?:ohne|kein\w*|nicht)\s+(?:\w+\s+)?$", re.IGNORECASE)
_REST = re.compile(r"(?<=\d)(?:\s?Jahren?\b)?|(?<=\w)\w*|")
_MONTHS_OF_LONG_TERM, _MONTHS_OF_LONG_BENEFIT = 12, 21
_BOTH: dict[str, tuple[Value, ...]] = {"gender": ("female", "male")}
_EITHER: tuple[Value, ...] = (True, False)

Naming = tuple[str, Value, int, int]
"""A fact, its value, and where a statement names it."""


def named(document: Document, statements: Sequence[Statement]) -> list[Limit]:
    """Return the facts that the statements mention, strict or not, each with the words for it, in order."""
    found: dict[tuple[str, Value], Limit] = {}
    for statement in statements:
        for fact, value, start, end in (*_facts(statement.whole), *_whatever(statement.evidence.quote)):
            if (fact, value) not in found:
                found[fact, value] = Limit(((fact, value),), (_span(document, statement.evidence, start, end),))
    return list(found.values())


def laws_of(words: str) -> Iterator[tuple[str, int, int]]:
    """Yield the books of the social code by which the participants that `words` name are supported."""
    plain = blanked(CITED, words)
    for law, pattern in LAWS.items():
        if match := pattern.search(plain):
            yield law, *match.span()


def requirements_in(words: str) -> Iterator[Naming]:
    """Yield the facts that the table of requirements knows, unless denied, and the time without work or on benefits."""
    for row in REQUIREMENTS:
        for match in row.pattern.finditer(words):
            if not _DENIED.search(words, 0, match.start()):
                yield row.fact, row.value, *match.span()
    for match in UNEMPLOYED_FOR.finditer(words):
        yield "unemployed_months", _months(match, _MONTHS_OF_LONG_TERM), *match.span()
    for match in ON_BENEFITS_FOR.finditer(words):
        yield "benefit_months", _months(match, _MONTHS_OF_LONG_BENEFIT), *match.span()


def _months(lasting: re.Match[str], long: int) -> int:
    if lasting["long"]:
        return long
    if absent := lasting.groupdict().get("absent"):
        return int(absent) * 12
    return int(lasting["number"]) * (12 if lasting["unit"].lower() == "jahr" else 1)


def _facts(words: str) -> Iterator[Naming]:
    for found in age_groups(words):
        yield "ages", (found.low, found.high), found.start, found.end
    yield from requirements_in(words)
    if match := LONG_UNEMPLOYMENT.search(words):
        yield "unemployed_months", _MONTHS_OF_LONG_TERM, *match.span()
    for name, start, end in professions_named(words):
        yield "profession", frozenset((name,)), start, end
    for law, start, end in laws_of(words):
        yield "law", law, start, end


def _whatever(quote: str) -> Iterator[Naming]:
    """Facts of which a statement says that they don't matter: both values are named."""
    words = without_umlauts(quote)
    if match := ANY_AGE.search(words):
        yield "ages", (YOUNGEST, OLDEST), *match.span()
    if match := ANY_GENDER.search(words):
        yield from (("gender", value, *match.span()) for value in _BOTH["gender"])
    for match in WHATEVER.finditer(words):
        for fact, pattern in WHATEVER_FACTS.items():
            if pattern.search(match.group()):
                yield from ((fact, value, *match.span()) for value in _BOTH.get(fact, _EITHER))


def _span(document: Document, evidence: SourceSpan, start: int, end: int) -> SourceSpan:
    """Words of a quote as a span of the document, the last one whole, and an age with its unit."""
    quote = evidence.quote
    end = len(quote[:end].rstrip(" ,;:."))
    end = _REST.match(quote, end).end()  # type: ignore[union-attr]  # matches nothing, too
    aligned = align(document.text[evidence.start : evidence.end])
    first, last = aligned.span(start, max(end, start + 1))
    found = document.quote(evidence.start + first, evidence.start + last)
    return SourceSpan(evidence.field, found.text, found.start, found.end)
