"""Conditions that name something: a Land, paragraphs, part-time, voluntary or not; and what is taken away by name."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from corpus.figures.figure import NAMED, YES
from corpus.reference.places import PlaceMention
from corpus.text.legal import citations
from retriever.conditions.condition import Condition
from retriever.conditions.numeric import StatedCondition, of_client
from retriever.conditions.wording import WordedText, wording_before, wordings

_BETWEEN = re.compile(
    r"(?:\b(?:im|in|aus|auf|nach|unter|bei|von|vom|mit|am|an|on|under|from|by|der|dem|den|des|das|die|the|based|basis"
    r"|located|run|held|laufen|liegen|Land|state|of)\s{1,3}){1,5}$",
    re.IGNORECASE,
)
_EITHER = re.compile(
    r"\s{0,3}(?:,|(?:,\s?)?\b(?:oder|or|und|and|sowie)\b)\s{0,3}(?:in\s|nach\s|aus\s|auf\s|under\s)?", re.IGNORECASE
)
_OR = re.compile(r"\b(?:oder|or)\b", re.IGNORECASE)
_WITHOUT = re.compile(
    r"(?:^\W{0,3}|\b(?:aber|jedoch|allerdings|but|only)\s)"
    r"(?P<words>(?:ohne|außer|without|except(?: for)?)\s(?:(?:eine[nmr]?|ein|den|die|das|an?|the|any)\s)?"
    r"[^\W\d_][\w-]{2,40})",
    re.IGNORECASE,
)
_STATE_GROUP, _LEGAL_GROUP = 1, 100
_AROUND = 60


def named_conditions(text: WordedText, places: Sequence[PlaceMention]) -> Iterator[StatedCondition]:
    """Yield the conditions on Land, legal basis and ways of taking part that a question puts on measures."""
    yield from _states(text, places)
    yield from _legal(text)
    for role, value in (("flag", 1.0), ("unflag", 0.0)):
        for found in wordings(role, text):
            if found.meaning == "voluntary" or not of_client(text, found.start, found.end, "person"):
                condition = Condition(found.meaning, "is", value, unit=YES)
                yield _negatable(text, found.start, found.end, condition)


def unapplied_words(text: WordedText) -> Iterator[tuple[int, int]]:
    """Yield the spans of what a question wants to do without: `aber ohne Praktikum`, `but without an internship`.

    What a client is without (`Alleinerziehende ohne Ausbildung`) is no such wish.
    """
    for match in _WITHOUT.finditer(text):
        yield match.span("words")


def _states(text: WordedText, places: Sequence[PlaceMention]) -> Iterator[StatedCondition]:
    """Conditions on Länder; of several that are wanted one is enough, as nothing is in two."""
    for mention in places:
        if mention.is_land and mention.state:
            condition = Condition("state", "is", mention.state, unit=NAMED)
            stated = _negatable(text, mention.start, mention.end, condition)
            assert stated.condition
            positive = not stated.condition.negated
            yield replace(stated, condition=replace(stated.condition, group=_STATE_GROUP if positive else 0))


def _legal(text: WordedText) -> Iterator[StatedCondition]:
    """Conditions on paragraphs; one of those in a row is enough if `oder` joins them."""
    last, group = -1, _LEGAL_GROUP
    for cited in citations(text):
        joined = last >= 0 and _EITHER.fullmatch(text, last, cited.start) and _OR.search(text[last : cited.start])
        group = group if joined else group + 1
        last = cited.end
        for paragraph in cited.paragraphs:
            condition = Condition("legal", "is", paragraph, unit=NAMED, group=group)
            yield _negatable(text, cited.start, cited.end, condition)


def _negatable(text: WordedText, start: int, end: int, condition: Condition) -> StatedCondition:
    """The condition with its words, which begin at `not` where there is one before them."""
    between = _BETWEEN.search(text, max(0, start - _AROUND), start)
    not_before = wording_before("not", text, between.start() if between else start)
    if not_before is None and between:
        not_before = wording_before("not", text, start)
    first = not_before.start if not_before else start
    return StatedCondition(first, end, replace(condition, negated=not_before is not None, words=text[first:end]))
