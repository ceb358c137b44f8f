"""Stable ids made of titles."""

import re
from collections.abc import Sequence
from itertools import chain, count

_LONGEST = 40
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_LOOSE = frozenset("der die das und fuer mit von zur zum im in an am des durch vor zu bei den dem".split())


def slug(title: str) -> str:
    """A title's first words, at most 40 characters: `Fit for Life` is `fit-for-life`."""
    words: list[str] = []
    for word in re.findall(r"[a-z0-9]+", title.lower().translate(_UMLAUTS)):
        if words and len("-".join([*words, word])) > _LONGEST:
            break
        words.append(word)
    while len(words) > 1 and words[-1] in _LOOSE:
        words.pop()
    return "-".join(words)[:_LONGEST] or "ohne-titel"


def slugs(titles: Sequence[str]) -> list[str]:
    """Slugs of `titles`, made unique by a number from the second of a kind on."""
    taken: dict[str, None] = {}
    for title in titles:
        base = slug(title)
        numbered = (f"{base}-{number}" for number in count(2))
        taken[next(id for id in chain([base], numbered) if id not in taken)] = None
    return list(taken)
