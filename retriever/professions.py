"""Professions that people have, and that measures are made for."""

import re

PROFESSIONS = {
    "doctor": r"(?:arzt(?:e|in|innen|en)?|mediziner(?:in|innen|n)?|doctors?|physicians?)",
    "engineer": r"(?:(?:diplom-?)?ingenieur(?:e|in|innen|en)?|engineers?)",
    "childminder": r"(?:tagesmuttern?|tagesvatern?|tagespflegeperson(?:en)?|childminders?)",
}
"""By the name that a client's `profession` gets: folded German and English words."""

_NAMED = "|".join(f"(?P<{name}>{words})" for name, words in PROFESSIONS.items())
_OWN = re.compile(
    r"(?:^\W*|\b(?:(?:gelernte|ausgebildete|studierte|arbeitslose)[rn]?|ist(?: eine?)?|als|is an?|was an?|works? as an?|unemployed"
    r"|(?:trained|qualified)(?: as)?(?: an?)?|(?:kunde|kundin|client|frau|mann)\W{1,2}(?:\d\d,?)?) ?)"
    rf"(?:{_NAMED})\b(?=\s?(?:[,;.!?(]|$)| (?:from|aus|mit|und|ohne|with|and)\b)"
)
_TRADE = re.compile(
    r"\b(?:gelernte[rn]?|ausgebildete[rn]?|(?:trained|qualified)(?: as)?(?: an?)?) (?P<trade>(?!fachkra|facharb|hilf|worker|staff|people)[^\W\d]{4,})"
)
_NOUN = re.compile(rf"\b(?:{_NAMED})\b", re.IGNORECASE)
_ONLY = re.compile(
    rf"\b(?:bei|fur|an)\s(?:\w+\s)?(?:{'|'.join(PROFESSIONS.values())})\b(?:\s?(?:,|/|und|oder|sowie)\s(?:{'|'.join(PROFESSIONS.values())})\b)*",
    re.IGNORECASE,
)


def profession(question: str) -> str | None:
    """The profession that a folded question states about a person: a key of `PROFESSIONS` or the trade's own name."""
    if found := _OWN.search(question):
        return found.lastgroup
    trade = _TRADE.search(question)
    return trade["trade"] if trade else None


def professions(text: str) -> frozenset[str]:
    """The professions that folded `text` names."""
    return frozenset(found.lastgroup for found in _NOUN.finditer(text) if found.lastgroup)


def addressed(text: str) -> re.Match[str] | None:
    """Where folded `text` is for members of certain professions: `bei Ärzten und Ingenieuren`."""
    return _ONLY.search(text)
