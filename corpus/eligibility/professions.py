"""Professions that people have, and that measures are made for."""

import re

PROFESSIONS = {
    "doctor": r"(?:arzt(?:e|in|innen|en)?|mediziner(?:in|innen|n)?|doctors?|physicians?)",
    "engineer": r"(?:(?:diplom-?)?ingenieur(?:e|in|innen|en)?|engineers?)",
    "childminder": r"(?:tagesmuttern?|tagesvatern?|tagespflegeperson(?:en)?|childminders?)",
}
"""By the name that a client's `profession` gets: folded German and English words."""

_NAMED = "|".join(f"(?P<{name}>{words})" for name, words in PROFESSIONS.items())
_ANY = rf"(?:{'|'.join(PROFESSIONS.values())})\b"
_OWN = re.compile(
    r"(?:^\W*|\b(?:(?:gelernte|ausgebildete|studierte|arbeitslose)[rn]?|ist(?: eine?)?|als|is an?|was an?"
    r"|works? as an?|unemployed|self-employed|(?:trained|qualified)(?: as)?(?: an?)?"
    r"|(?:kunde|kundin|client|frau|mann)\W{1,2}(?:\d\d,?)?) ?)"
    rf"(?:{_NAMED})\b(?=\s?(?:[,;.!?(]|$)| (?:from|aus|mit|und|ohne|with|and)\b)"
)
_TRADE = re.compile(
    r"\b(?:gelernte[rn]?|ausgebildete[rn]?|(?:trained|qualified)(?: as)?(?: an?)?) "
    r"(?P<trade>(?!fach\b|fachkra|facharb|hilf|worker|staff|people)[^\W\d]{4,})"
)
_NOUN = re.compile(rf"\b(?:{_NAMED})\b", re.IGNORECASE)
_ADDRESSED = re.compile(rf"\b(?:bei|fur|an)\s(?:\w+\s)?{_ANY}(?:\s?(?:,|/|und|oder|sowie)\s{_ANY})*", re.IGNORECASE)


def profession(question: str) -> str | None:
    """Find the profession that a folded question states of a person: a key of `PROFESSIONS`, or a trade."""
    if found := _OWN.search(question):
        return found.lastgroup
    trade = _TRADE.search(question)
    return trade["trade"] if trade else None


def professions(text: str) -> frozenset[str]:
    """Collect the professions that folded `text` names."""
    return frozenset(found.lastgroup for found in _NOUN.finditer(text) if found.lastgroup)


def addressed(text: str) -> re.Match[str] | None:
    """Where folded `text` is for members of certain professions: `bei Ärzten und Ingenieuren`."""
    return _ADDRESSED.search(text)
