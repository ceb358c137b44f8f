"""Ids of measures that stay when a catalogue is read again, however its entries are ordered."""

import hashlib
from collections.abc import Iterable
from itertools import chain, count

from corpus.parsing.slugs import slug

_CHARACTERS = 5


def identifier(name: str, *parts: str) -> str:
    """An id made of a name and a check sum over all that tells its bearer from others: `nordlicht-3fa2c`."""
    digest = hashlib.sha256("\0".join((name, *parts)).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{slug(name)}-{digest[:_CHARACTERS]}"


def identifiers(keys: Iterable[tuple[str, tuple[str, ...], str]]) -> list[str]:
    """Ids of entries by their name, what tells namesakes apart, and their whole text.

    Where two agree in name and everything else that tells them apart, the whole text decides.
    """
    taken: dict[str, None] = {}
    for name, parts, text in keys:
        id = identifier(name, *parts)
        id = identifier(name, *parts, text) if id in taken else id
        numbered = (f"{id}-{number}" for number in count(2))
        taken[next(free for free in chain([id], numbered) if free not in taken)] = None
    return list(taken)
