"""The most, the least, and which of two: the field that they are of, and their direction."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.blocks import lies_in, overlaps
from retriever.conditions.numeric import basis_of
from retriever.conditions.wording import WordedText, WordingMatch, wordings

_GOOD_IS_LESS = frozenset(("cost", "budget", "staff_ratio"))
_NEXT_WORD = re.compile(r"\s{1,3}(?P<word>[^\W\d_][\w-]*)")
_REACH = 60
_ATTRIBUTIVE = re.compile(r"[a-zäöüß]te[nrsm]?$")
_OF_CLIENTS = re.compile(
    r"(?:unemployed|people|clients?|time|part|important|problems?|of the (?:clients|people))\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Superlative:
    """`words`, at `span`, ask for the measure that states the most of `field`, or the least.

    `of_two` tells that it is a comparative (`mehr`), which says nothing unless it is known of which measures.
    """

    field: str
    most: bool
    basis: tuple[str, ...]
    words: str
    span: tuple[int, int]
    of_two: bool


def superlative(text: WordedText) -> Superlative | None:
    """Return the superlative, or else the comparative without a number, that a question asks by."""
    counted = [(found.start, found.end) for role in ("basis", "staff_unit") for found in wordings(role, text)]
    fields = [each for each in wordings("field", text) if not lies_in(each.start, counted)]
    operators = [(found.start, found.end) for found in wordings("operator", text)]
    for role in ("best", "than"):
        for found in wordings(role, text):
            if overlaps(found.start, found.end, operators):
                continue
            field, direction = _meant(found, fields, text)
            if field == "duration" and any(each.meaning == "stay" for each in fields):
                field = "stay"
            if field and _of_measure(found, text):
                most = direction == "most" or (
                    direction in ("good", "bad") and (direction == "good") != (field in _GOOD_IS_LESS)
                )
                words = text[found.start : found.end]
                basis = basis_of(text) if field in ("cost", "budget") else ()
                return Superlative(field, most, basis, words, (found.start, found.end), of_two=role == "than")
    return None


def _meant(found: WordingMatch, fields: Sequence[WordingMatch], text: WordedText) -> tuple[str | None, str]:
    """The field and the direction; a field that is named right behind goes before the word's own."""
    own, direction = found.meaning.split(":")
    behind = [each for each in fields if 0 <= each.start - found.end <= 2 + _next_word(text, found.end)]
    if behind and (not own or direction in ("most", "least")):
        return behind[0].meaning, direction
    if own:
        return own, direction
    others = [each for each in fields if each.end <= found.start or each.start >= found.end]
    near = min(others, key=lambda each: min(abs(each.start - found.end), abs(found.start - each.end)), default=None)
    far = near is None or min(abs(near.start - found.end), abs(found.start - near.end)) > _REACH
    return (None if far or near is None else near.meaning), direction


def _next_word(text: WordedText, end: int) -> int:
    word = _NEXT_WORD.match(text, end)
    return len(word.group()) if word else 0


def _of_measure(found: WordingMatch, text: WordedText) -> bool:
    """Whether a superlative before a noun is before one that stands for measures or for a field of theirs."""
    following = _NEXT_WORD.match(text, found.end)
    if following is None:
        return True
    begin = following.start("word")
    near = text[begin : begin + _REACH]
    heads = (each for role in ("measure", "field") for each in wordings(role, text, begin, begin + _REACH)[:1])
    if any(len(text[begin : head.start].split()) <= 1 for head in heads):
        return True
    word = following["word"]
    german = word[:1].isupper() and _ATTRIBUTIVE.search(text[found.start : found.end]) is not None
    return not german and not _OF_CLIENTS.match(near)
