"""Whether a message wants measures named, or a fact told."""

import re

from corpus.text.answer_types import asked_types, asks_for_fact
from retriever.client.facts import NOBODY
from retriever.understanding import Understanding
from service.chat import phrases

_MEASURES = re.compile(
    r"\b(?:ma(?:ß|ss)nahmen?|measures?|projekte?|projects?|program(?:me?)?s?|(?:förder)?angebote?|offers?|kurse?"
    r"|courses?|handlungsansätze?|approach(?:es)?|hilfen?|any(?:thing|one|body)|some(?:thing|one)|irgend\w*|etwas|jemand"
    r"|was (?:gibt|haben wir|hätten wir|passt|hilft|kommt|könnte|kann man)|wohin|wer (?:hilft|kümmert|unterstützt)"
    r"|(?:what|which) (?:is there|do we have|would|could|can (?:i|we)|helps?|might|fits?|options?)|who (?:can )?helps?"
    r"|help(?:s|ing)? (?:for|with)|hilfe (?:für|bei)|unterstützung für|support for)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:was gibt es|welche (?:ma(?:ß|ss)nahmen|angebote|projekte)|(?:what|which) (?:measures|projects|offers)"
    r"|measures|ma(?:ß|ss)nahmen|angebote|anything|something|etwas|irgend\w*)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:gibt'?s?(?: es)?|gäbe es|is there|are there|do (?:you|we) have|hast du|haben (?:sie|wir))\b", re.IGNORECASE
)
_WHAT_IF = re.compile(r"\b(?:wenn|falls|if)\b|\?\s*$", re.IGNORECASE)
_VAGUE = frozenset(("who", "place", "definition"))
"""Kinds of answer that questions for measures ask for as well: who makes home visits?"""


def names_one(read: Understanding) -> bool:
    """Whether it names a measure, or a place that is no whole Land."""
    return bool(read.names) or not all(mention.is_land for mention in read.places)


def wants_measures(read: Understanding) -> bool:
    """Whether it asks for measures: it says so, or describes a client, and names none and no place."""
    if names_one(read):
        return not read.names and bool(_SOME.search(read.asking))
    return read.client != NOBODY or bool(_MEASURES.search(read.asking))


def wants_value(read: Understanding) -> bool:
    """Whether it asks for a value of something, even with nothing said before."""
    offered = not read.names and bool(_OFFERED.search(read.asking))
    if offered or wants_measures(read) or not asks_for_fact(read.asking):
        return False
    return names_one(read) or bool({*asked_types(read.asking)} - _VAGUE)


def wants_fact(read: Understanding) -> bool:
    """Whether it asks for a fact about what was spoken of before."""
    return asks_for_fact(read.asking) and not wants_measures(read)


def asks_what_if(read: Understanding) -> bool:
    """Whether it asks what happens in a case, or asks anything at all."""
    if wants_measures(read) or _SOME.search(read.asking) or _OFFERED.search(read.asking):
        return False
    return bool(_WHAT_IF.search(read.asking))


def asks_anew(read: Understanding, *, brief: bool, points: bool) -> bool:
    """Whether it looks like a new question: for who or where in general, or for a group that it doesn't point at."""
    asked = {*asked_types(read.asking)}
    vague = not brief and bool(asked) and asked <= _VAGUE
    return vague or (not points and bool(phrases.GROUP.search(read.text)))
