"""The one analyser, for index and question: folds, splits compounds and stems German; leaves English usable."""

import re
import unicodedata
from functools import lru_cache
from itertools import filterfalse

_FOLD = str.maketrans({"ß": "ss", "æ": "a", "œ": "o", "ø": "o", "ł": "l", "đ": "d"})
_TRANSLITERATED = re.compile(r"ae|oe|(?<![aeq])ue")
_LONGEST_WORD = 40


def fold(text: str) -> str:
    """Lower case without accents; `ä`, `ae` and `a` are one letter, so are `ß` and `ss`.

    So that Kündigung, Kuendigung and Kundigung meet. `ue` stays after a, e and q (neue, Frauen, Quelle).
    """
    return _folded_word(text) if len(text) <= _LONGEST_WORD else _folded(text)


def _folded(text: str) -> str:
    folded = text.casefold()
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text).casefold().translate(_FOLD)
        folded = decomposed if decomposed.isascii() else "".join(filterfalse(unicodedata.combining, decomposed))
    while (shorter := _TRANSLITERATED.sub(lambda match: match.group()[0], folded)) != folded:
        folded = shorter
    return folded


_folded_word = lru_cache(maxsize=65_536)(_folded)
