"""Folding: one spelling for a word however its capitals, umlauts and accents are typed."""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

WORD = re.compile(r"[^\W_]+")
"""A word: letters and digits."""

_FOLD = str.maketrans({"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d"})
_TRANSLITERATED = re.compile(r"ae|oe|(?<![aeq])ue")
_UMLAUTS = str.maketrans("äöüÄÖÜ", "aouAOU")
_OVER = re.compile(r"\b(?:Ü|ü|[Uu]e)(?=[ -]?\d\d\b)")
_LONGEST_WORD = 40


def fold(text: str) -> str:
    """Lower case without accents; `ä`, `ae` and `a` are one letter, and so are `ß` and `ss`.

    Kündigung, Kuendigung and Kundigung all become `kundigung`. `ue` stays after a, e and q (neue, Frauen, Quelle).
    """
    return _folded_word(text) if len(text) <= _LONGEST_WORD else _folded(text)


def mark_over(text: str) -> str:
    """`text` with the Ü of `Ü50` ("over 50") made an O: folded, it would read `u50`, "under 50"."""
    return _OVER.sub("O", text)


def without_umlauts(text: str) -> str:
    """`text` with a for ä, o for ö and u for ü, but O for the Ü of `Ü50`; case stays as it is."""
    return mark_over(text).translate(_UMLAUTS)


def _folded(text: str) -> str:
    folded = text.casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_FOLD)
        folded = decomposed if decomposed.isascii() else "".join(filterfalse(unicodedata.combining, decomposed))
    while (shorter := _TRANSLITERATED.sub(lambda match: match.group()[0], folded)) != folded:
        folded = shorter
    return folded


_folded_word = lru_cache(maxsize=65_536)(_folded)
