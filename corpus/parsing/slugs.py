"""Stable ids made of titles."""

import re
from collections.abc import Sequence
from itertools import chain, count

from corpus.text.lexicon import word_set

_LONGEST = 40
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def slug(title: str) -> str:
    """The first words of a title, at most 40 characters: `Fit for Life` becomes `fit-for-life`."""
    kept: list[str] = []
    for word in re.findall(r"[a-z0-9]+", title.lower().translate(_UMLAUTS)):
        if kept and len("-".join([*kept, word])) > _LONGEST:
            break
        kept.append(word)
    while len(kept) > 1 and kept[-1] in word_set("slug_endings.de.txt"):
        kept.pop()
    return "-".join(kept)[:_LONGEST] or "ohne-titel"


def slugs(titles: Sequence[str]) -> list[str]:
    """Slugs of `titles`, made unique by a number: `a`, `a-2`, `a-3`."""
    taken: dict[str, None] = {}
    for title in titles:
        base = slug(title)
        numbered = (f"{base}-{number}" for number in count(2))
        taken[next(id for id in chain([base], numbered) if id not in taken)] = None
    return list(taken)
