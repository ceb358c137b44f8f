"""German or English: which of the two a text is in."""

import re
from typing import Literal

from corpus.text.lexicon import word_set

Language = Literal["de", "en"]

_WORD = re.compile(r"[^\W\d_]+(?:'[a-z]+)?")
_GERMAN = re.compile(r"[äöüß]|sch|(?:ung|ungen|keit|heit|ieren|los|lich|isch|ig)$")
_ENGLISH = re.compile(
    r"(?:ing|tion|tions|ment|ments|ness|ship|ful|ed|ly|ity|ies|ance|ence)$|wh|th|sh(?!$)|ck(?=[aeiou])"
)
_SHORTEST = 5
"""Shorter words aren't judged by their letters."""


def detect(text: str) -> Language:
    """The language of `text` by its frequent words and its letters; German if they don't tell."""
    return guess(text) or "de"


def guess(text: str) -> Language | None:
    """The language of `text`, None if its words don't tell, as a name or a place alone doesn't."""
    score = german_score(text)
    return "de" if score > 0 else "en" if score < 0 else None


def german_score(text: str) -> int:
    """How many more words of `text` are German than English; negative for English."""
    found = _WORD.findall(text.lower())
    german, english = word_set("frequent.de.txt"), word_set("frequent.en.txt")
    score = sum(word in german for word in found) - sum(word in english for word in found)
    long = [word for word in found if len(word) >= _SHORTEST]
    return score + sum(map(bool, map(_GERMAN.search, long))) - sum(map(bool, map(_ENGLISH.search, long)))
