"""How places are written: names, aliases, seats, genitives, adjectives, and the people of a town."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from corpus.reference.place import LOCALITY, STATE_KINDS, Place
from corpus.text.folding import fold
from corpus.text.lexicon import word_set

WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
"""A word as `folding.WORD` has it, but an umlaut may be two code points."""

_NO_WORD = re.compile(r"[bcdfghjklmnpqrstvwxz]{3,}", re.IGNORECASE)
_CONJUNCTION = re.compile(r"(?:^|\s)oder(?:\s|$)")  # "Frankfurt oder Berlin" is not Frankfurt (Oder)


@dataclass(frozen=True, slots=True)
class PlaceSpelling:
    """Folded words that name each of `places`; `people` are those of a town, as in Würzburger.

    An `abbreviation` counts only as it is written there, unless it can be no word: nrw, rlp.
    """

    words: tuple[str, ...]
    abbreviation: str | None
    places: tuple[Place, ...]
    people: bool = False

    def counts(self, written: str, cued: bool) -> bool:
        """Whether these words, written like this and announced by a cue or not, are meant as a place."""
        if self.abbreviation is not None and written != self.abbreviation:
            return _NO_WORD.fullmatch(written) is not None
        if len(self.words) > 1:
            return _CONJUNCTION.search(written) is None
        capital = written[0].isupper()
        if _is_ordinary(self.words[0]):
            return capital and cued
        mistakable = self.people or _is_nearly_ordinary(self.words[0])  # further is no Fürther
        return capital or cued or not (mistakable or all(place.kind == LOCALITY for place in self.places))


def spellings(places: Iterable[Place]) -> Mapping[str, tuple[PlaceSpelling, ...]]:
    """All spellings by their first word, the longest first. A seat counts where no place has its name."""
    listed = tuple(places)
    named = _grouped((text, place) for place in listed for text in (place.name, *place.aliases))
    seats = _grouped((place.seat, place) for place in listed if place.seat is not None)
    known = {spelling.words: spelling for spelling in (*seats, *named)}
    for spelling in (*named, *seats):
        for inflected in _inflected(spelling):
            people = spelling.places[0].kind not in STATE_KINDS and inflected[-1].endswith("er")
            known.setdefault(inflected, PlaceSpelling(inflected, None, spelling.places, people))
    table: dict[str, list[PlaceSpelling]] = {}
    for spelling in sorted(known.values(), key=lambda found: -len(found.words)):
        table.setdefault(spelling.words[0], []).append(spelling)
    return {first: tuple(found) for first, found in table.items()}


def _grouped(spelled: Iterable[tuple[str, Place]]) -> list[PlaceSpelling]:
    groups: dict[tuple[str, ...], tuple[str | None, list[Place]]] = {}
    for text, place in spelled:
        folded = tuple(fold(word) for word in WORD.findall(text))
        group = groups.setdefault(folded, (text if text.isupper() else None, []))
        if place not in group[1]:
            group[1].append(place)
    return [PlaceSpelling(folded, short, tuple(places)) for folded, (short, places) in groups.items()]


def _inflected(spelling: PlaceSpelling) -> Iterator[tuple[str, ...]]:
    """Genitives (Bayerns), the endings of adjectives (bayerische), people of a town (Würzburger)."""
    *first, last = spelling.words
    for ending in _endings(spelling, last, alone=not first):
        yield (*first, last + ending)
    if not first and last.endswith(("ingen", "brucken")):
        yield (last.removesuffix("en") + "er",)


def _endings(spelling: PlaceSpelling, last: str, alone: bool) -> tuple[str, ...]:
    kind = spelling.places[0].kind
    if last.endswith("kreis"):
        return ("s", "es")
    if kind in STATE_KINDS and last.endswith("sch"):
        return ("e", "en", "er", "es", "em")
    if spelling.abbreviation is not None or len(last) < 4:
        return ()
    if alone and (_is_ordinary(last) or _is_nearly_ordinary(last)):
        return ()
    genitive = () if last[-1] in "sxz" else ("s",)
    return (*genitive, "er") if alone and kind not in (*STATE_KINDS, "Gemeinde", LOCALITY) else genitive


def _is_ordinary(word: str) -> bool:
    return word in word_set("places_ordinary.txt")


def _is_nearly_ordinary(word: str) -> bool:
    return word in word_set("places_nearly_ordinary.txt")
