"""Claims that a source must make as strongly: entitlement, exclusivity, generality, causes, success, results."""

import re
from typing import NamedTuple

from service.grounding import numbers

_ENTITLED = re.compile(
    r"\b(?:rechtsanspruch|anspruch auf|steht \w+ zu|stehen \w+ zu|zusteh\w*|garantier\w*|auf jeden fall"
    r"|haben \w+ das recht"
    r"|entitle\w*|(?:have|has) (?:a|the) right|guarantee\w*|definitely)\b|\bsteht\b[^.,;]{0,200}\bzu(?=[ .]*$)",
    re.IGNORECASE,
)
_ONLY = r"nur\b|ausschließlich|lediglich|einzig|bloß\b|only\b|solely|exclusively|merely"
_ALWAYS = (
    r"(?<!vor )alle[mnrs]?\b|sämtlich|jede[mnrs]?\b(?! (?:jahr|monat|woche|tag))|jederzeit|immer\b|stets|ausnahmslos"
    r"|nie\b|niemals|überall|in jedem fall"
    r"|all\b|(?:every|each)\b(?! (?:year|month|week|day))|always|every(?:one|body)|anyone|any\b|never|without exception"
)
_WHOLE = r"jeweils|beide|gesamt|insgesamt|durchgehend|durchgängig|grundsätzlich|täglich|wöchentlich"
_SUCCESS = (
    r"erfolg|bewährt|wirksam|effektiv|erreicht\w* ihr ziel|zufrieden|beliebt|ausgebucht"
    r"|successful|success|proven|effective|satisfied|popular|well received|fully booked"
)
_CAUSE = (
    r"weil\b|denn\b|deshalb|deswegen|aufgrund|wegen\b|dadurch"
    r"|because|since\b(?! \w*\d)|due to|therefore|as a result|thanks to"
)
_CAUSE_OF_SOURCE = r"da\b|daher|so ?dass|somit|durch|damit|infolge|bedingt|\w*gr[uü]nd|ursache|zurückzuführen"
_EACH = re.compile(r"\b(?:je|pro)\b(?! nach)|\w ?/ ?\w", re.IGNORECASE)
_PER_HEAD = re.compile(r"\b(?:jede[mnrs]?|each|every)\b", re.IGNORECASE)
_AIM = re.compile(
    r"\b(?:soll\w*|ziele?|zielt|geplant|vorgesehen|erwartet|rechnet"
    r"|aims?|expect\w*|planned|should|is to|are to|intended)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:wurden?|konnten?|worden|ist \w+ um|gesunken|gestiegen|erreichte\w*"
    r"|has been|have been|were|was|achieved|fell|rose|could)\b",
    re.IGNORECASE,
)


class _Strong(NamedTuple):
    """Words that overstate a source, unless it has one of its own words for as much."""

    said: re.Pattern[str]
    source: re.Pattern[str]


def _strong(said: str, source: str) -> _Strong:
    return _Strong(*(re.compile(rf"\b(?:{words})", re.IGNORECASE) for words in (said, f"{said}|{source}")))


_STRONG = (
    _strong(_CAUSE, _CAUSE_OF_SOURCE),
    _strong(_ONLY, r"erst\b"),
    _strong(_ALWAYS, _WHOLE),
    _strong(_SUCCESS, r"\w*erfolg|positiv|gut\w* erfahrung|gelungen"),
)


def promises_entitlement(sentence: str) -> bool:
    """Whether a sentence says that somebody is entitled to something: that is for the office to decide."""
    return bool(_ENTITLED.search(sentence))


def overstates(sentence: str, source: str) -> bool:
    """Whether a sentence says `only`, `always` or `because`, or tells of success, where its source never does."""
    if _EACH.search(source) and (numbers.numbers_in_digits(sentence) | numbers.numbers_in_words(sentence)):
        sentence = _PER_HEAD.sub(" ", sentence)  # `each participant costs 450 €`
    return any(strong.said.search(sentence) and not strong.source.search(source) for strong in _STRONG)


def reports_aim_as_result(sentence: str, source: str) -> bool:
    """Whether a sentence reports something as done that its source only aims at or expects."""
    reports = _RESULT.search(sentence) and not _AIM.search(sentence)
    return bool(reports and _AIM.search(source) and not _RESULT.search(source))
