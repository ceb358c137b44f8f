"""Stable ids made of titles."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import chain, count

from corpus.text.lexicon import word_set

_LONGEST = 40
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d"}
)
_LETTERS |= str.maketrans({"ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŧ": "t"})
"""Letters that are written otherwise without their marks; of all others the mark goes: `é` becomes `e`."""


def slug(title: str) -> str:
    """The first words of a title, at most 40 characters: `Fit for Life` becomes `fit-for-life`."""
    kept: list[str] = []
    for word in re.findall(r"[a-z0-9]+", _ascii(title)):
        if kept and len("-".join([*kept, word])) > _LONGEST:
            break
        kept.append(word)
    while len(kept) > 1 and kept[-1] in word_set("slug_endings.de.txt"):
        kept.pop()
    return "-".join(kept)[:_LONGEST] or "ohne-titel"


def _ascii(title: str) -> str:
    """Small letters without accents, of the alphabets that have such; other alphabets stay as they are."""
    letters = unicodedata.normalize("NFC", title).lower().translate(_LETTERS)
    return "".join(letter for letter in unicodedata.normalize("NFD", letters) if not unicodedata.combining(letter))


def slugs(titles: Sequence[str]) -> list[str]:
    """Slugs of `titles`, made unique by a number: `a`, `a-2`, `a-3`."""
    taken: dict[str, None] = {}
    for title in titles:
        base = slug(title)
        numbered = (f"{base}-{number}" for number in count(2))
        taken[next(id for id in chain([base], numbered) if id not in taken)] = None
    return list(taken)
