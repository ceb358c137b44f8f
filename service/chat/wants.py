"""Whether a message wants measures named, or a fact told."""

import re
from dataclasses import replace

from corpus.text.answer_types import asked_types, asks_for_fact
from retriever.criteria.facts import NOBODY
from retriever.understanding import Understanding
from service.chat import phrases

_MEASURES = re.compile(
    r"\b(?:ma(?:ß|ss)nahmen|measures|projekte|projects|program(?:me)?s|(?:förder)?angebote|offers|kurse|courses"
    r"|(?:handlungs)?ansätze|approaches|hilfen"
    r"|(?:an?|any|some|no|which|what|(?:irgend|k)?eine?[nrm]?|welche[rsn]?)\s(?:\w[\w-]{0,30}\s)?"
    r"(?:ma(?:ß|ss)nahme|measure|projekt|project|program(?:me)?|(?:förder)?angebot|offer|kurs|course|(?:handlungs)?ansatz"
    r"|approach|hilfe)"
    r"|(?:any(?:thing|one|body)|some(?:thing|body)|irgend(?:was|etwas|wer|jemand|ein\w*)|etwas|jemand)\s"
    r"(?:for|that|who|with|near|like|suitable|available|on offer|else|here|für|fuer|der|die|das|mit|in der nähe)"
    r"|(?:is there|are there|have|got|gibt'?s?(?: es)?|haben wir|hast du|habt ihr|kennst du)\s"
    r"(?:any|some|irgend|etwas|jemand)\w*"
    r"|was (?:gibt|haben wir|hätten wir|passt|hilft|kommt|könnte|kann man)|wohin|wer (?:hilft|kümmert|unterstützt)"
    r"|(?:what|which) (?:is there|do we have|would|could|can (?:i|we)|helps?|might|fits?|options?)|who (?:can )?helps?"
    r"|help(?:s|ing)? (?:for|with)|hilfe (?:für|bei)|unterstützung für|support for)\b",
    re.IGNORECASE,
)
_CLIENT = re.compile(
    r"\b(?:kunde|kundin|klient(?:in)?|client|customer|mann|frau|mutter|mama|vater|papa|familie|man|woman|guy|lady|mother"
    r"|mum|mom|father|dad|family|teilnehmerin|bewerber(?:in)?|jugendlicher|fall|case)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:was gibt es|welche (?:ma(?:ß|ss)nahmen|angebote|projekte)|(?:what|which) (?:measures|projects|offers)"
    r"|measures|ma(?:ß|ss)nahmen|angebote|anything|etwas|irgend\w*)\b",
    re.IGNORECASE,
)
_OFFERED = re.compile(
    r"\b(?:gibt'?s?(?: es)?|gäbe es|hast du|habt ihr|haben (?:sie|wir)"
    r"|is there|are there|on offer|do (?:you|we) have)\b",
    re.IGNORECASE,
)
_WHAT_IF = re.compile(r"\b(?:wenn|falls|if)\b|\?\s*$", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:wer|wen|wem|was|wie|wieviele?|wann|wo|woher|wohin|warum|wieso|weshalb|wofür|womit|wenn|falls|who|what|when|where"
    r"|why|how|which|if|is|are|was|were|do|does|did|can|could|must|should|will|would|has|have|had|ist|sind|war|waren|hat"
    r"|haben|hatte|hatten|wird|werden|wurde|wurden|kann|können|muss|müssen|soll|sollen|darf|dürfen|kriegt|kriegen|bekommt"
    r"|bekommen|geht|gehen|macht|machen|braucht|brauchen|gibt|gibts)\b",
    re.IGNORECASE,
)
"""Words that make a sentence of what would be a fragment."""
_VAGUE = frozenset(("who", "place", "definition"))
"""Kinds of answer that questions for measures ask for as well: who makes home visits?"""


def names_one(read: Understanding) -> bool:
    """Whether it names a measure or document, or a place that is no whole Land."""
    return bool(read.names or read.called) or not all(mention.is_land for mention in read.places)


def wants_measures(read: Understanding) -> bool:
    """Whether it asks for measures: it says so, or describes a client, and names none and no place."""
    if read.names:
        return False
    if any(not mention.is_land for mention in read.places):
        return bool(_SOME.search(read.asking))
    return _describes_client(read) or bool(_MEASURES.search(read.asking))


def _describes_client(read: Understanding) -> bool:
    """Whether it states facts of a client, whom a question has to mention for that."""
    return replace(read.client, gender=None) != NOBODY and (
        not is_sentence(read.asking) or _CLIENT.search(read.asking) is not None
    )


def wants_value(read: Understanding) -> bool:
    """Whether it asks for a value of something, even with nothing said before."""
    offered = not read.names and bool(_OFFERED.search(read.asking))
    if offered or wants_measures(read):
        return False
    if not asks_for_fact(read.asking):
        return names_one(read) and is_sentence(read.asking) and bool(_WHAT_IF.search(read.text))
    return names_one(read) or bool({*asked_types(read.asking)} - _VAGUE)


def is_sentence(text: str) -> bool:
    """Whether a text says or asks something by itself, which a few words that change a question don't."""
    return bool(_FINITE.search(text))


def wants_fact(read: Understanding) -> bool:
    """Whether it asks for a fact about what was spoken of before."""
    return asks_for_fact(read.asking) and not wants_measures(read)


def asks_of_subject(read: Understanding) -> bool:
    """Whether it asks for a fact about what was spoken of before, what happens in a case, or anything else of it."""
    if wants_measures(read):
        return False
    if asks_for_fact(read.asking):
        return True
    if _SOME.search(read.asking) or _OFFERED.search(read.asking):
        return False
    return bool(_WHAT_IF.search(read.asking)) or is_sentence(read.asking)


def asks_anew(read: Understanding, *, brief: bool, points: bool) -> bool:
    """Whether it looks like a new question: for who or where in general, or for a group that it doesn't point at."""
    asked = {*asked_types(read.asking)}
    vague = not brief and bool(asked) and asked <= _VAGUE
    return vague or (not points and bool(phrases.GROUP.search(read.text)))
