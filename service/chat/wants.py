"""Whether a message wants measures named, or a fact told."""

import re

from corpus.text.answer_types import asked_types, asks_for_fact
from retriever.client.facts import NOBODY
from retriever.understanding import Understanding

_MEASURES = re.compile(
    r"\b(?:ma(?:ß|ss)nahmen?|measures?|projekte?|projects?|program(?:me?)?s?|(?:förder)?angebote?|offers?|kurse?|courses?"
    r"|handlungsansätze?|approach(?:es)?|hilfen?|was (?:gibt|haben wir|hätten wir|passt|hilft|kommt|könnte|kann man)"
    r"|(?:what|which) (?:is there|do we have|would|could|can (?:i|we)|helps?|might|fits?|options?)|any(?:thing|one|body)"
    r"|some(?:thing|one)|irgend\w*|etwas|jemand|wohin|who (?:can )?helps?|wer (?:hilft|kümmert|unterstützt)"
    r"|help(?:s|ing)? (?:for|with)|hilfe (?:für|bei)|unterstützung für|support for)\b",
    re.IGNORECASE,
)
_VAGUE = frozenset(("who", "place", "definition"))
"""Kinds of answer that questions for measures ask for as well: who makes home visits?"""


def measures(read: Understanding) -> bool:
    """Whether it asks for measures: it says so, or describes a client, and names none."""
    return not read.names and (read.client != NOBODY or bool(_MEASURES.search(read.asking)))


def value(read: Understanding) -> bool:
    """Whether it asks for a value of something, even with nothing said before."""
    asked = {*asked_types(read.asking)}
    if read.names:
        return asks_for_fact(read.asking)
    return bool(asked - _VAGUE) and asks_for_fact(read.asking) and not measures(read)


def fact(read: Understanding) -> bool:
    """Whether it asks for a fact about what was spoken of before."""
    return asks_for_fact(read.asking) and not measures(read)
