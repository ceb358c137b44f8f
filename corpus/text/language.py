"""German or English: which of the two a text is in."""

import re
from collections.abc import Mapping
from typing import Literal

Language = Literal["de", "en"]
_ANALYSED: Mapping[str, Language] = {"de": "de", "en": "en"}

_GERMAN = frozenset(
    "der die das und ist nicht ein eine einen einem einer mit für fuer von zu auf im in den dem des was wer wie "
    "wo welche welcher gibt es ich wir sie ihr mein kunde kundin hat haben kann auch bei ohne oder aus nach zum "
    "zur über ueber unter bis sich wird sind habe bitte noch nur mehr schon keine kein keinen keiner gegen durch "
    "massnahme maßnahme maßnahmen massnahmen hilfe jahre angebote angebot ansprechpartner kosten kostet dauert "
    "jugendliche frau mann arbeit kinder gibts wieviel viele weitere danke hallo vergleiche unterschied".split()
)
_ENGLISH = frozenset(
    "the and is are a an of for with to in on from what who which how where when does do can there we i he she "
    "they has have not no any help measure measures support people client woman man children work job without or "
    "about under over this that my her his years old long much many offers programme programs course courses "
    "who's what's any else same young single parents only but needs wants be at by as was thanks thank hello hi "
    "compare difference".split()
)


def analysed(tag: str | None) -> Language | None:
    """The language named `tag`, if texts in it can be analysed."""
    return _ANALYSED.get(tag or "")


def detect(text: str) -> Language:
    """The language of `text` by its frequent words and letters; German when nothing tells."""
    return told(text) or "de"


def told(text: str) -> Language | None:
    """The language of `text` as far as its words tell; a name or a place alone tells none."""
    lean = leaning(text)
    return "de" if lean > 0 else "en" if lean < 0 else None


def leaning(text: str) -> int:
    """By how many more words `text` is German (above 0) or English (below)."""
    words = re.findall(r"[^\W\d_]+(?:'[a-z]+)?", text.lower())
    german = sum(word in _GERMAN for word in words) + sum(_looks_german(word) for word in words)
    english = sum(word in _ENGLISH for word in words) + sum(_looks_english(word) for word in words)
    return german - english


def _looks_german(word: str) -> bool:
    return bool(re.search(r"[äöüß]|sch|(?:ung|ungen|keit|heit|ieren|los|lich|isch|ig)$", word)) and len(word) > 4


def _looks_english(word: str) -> bool:
    return (
        bool(
            re.search(
                r"(?:ing|tion|tions|ment|ments|ness|ship|ful|ed|ly|ity|ies|ance|ence)$|wh|th|sh(?!$)|ck(?=[aeiou])",
                word,
            )
        )
        and len(word) > 4
    )
