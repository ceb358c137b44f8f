"""The places that a text names, and the Land an organisation lies in."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from corpus.reference.place import LOCALITY, Place, read_places, shipped_places
from corpus.reference.spellings import WORD, PlaceSpelling, spellings
from corpus.text.folding import fold
from corpus.text.lexicon import stop_words, word_set, word_table

_LINKS = frozenset(("und", "oder", "and", "or", "bzw", "sowie"))
_PERSONS = frozenset(("herr", "herrn", "frau", "mr", "mrs", "ms"))
_WITHIN_NAME = re.compile(r"[\s\-\u2010\u2011\u2013/().]{1,4}")
_AFTER_CUE = re.compile(r"[\s\-:(„\"'»]{1,3}")
_LIST_COMMA = re.compile(r"\s?[,/]\s?")
_CLOSING = re.compile(r"\.?\)")


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """`text[start:end]` names each of `places`: town and district often share a name."""

    places: tuple[Place, ...]
    start: int
    end: int

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the places, each once."""
        return tuple(dict.fromkeys(place.name for place in self.places))

    @property
    def is_land(self) -> bool:
        """Whether a whole Land is named, rather than a town or district."""
        return self.names == (self.state,)

    @property
    def state(self) -> str | None:
        """The Land they all lie in, None if they lie in several."""
        states = {place.state for place in self.places}
        return (states.pop() or None) if len(states) == 1 else None


class _Token(NamedTuple):
    folded: str
    start: int
    end: int


@dataclass(frozen=True)
class Places:
    """All places, found by name, alias, seat, genitive and (for a Land) adjective."""

    rows: tuple[Place, ...]

    @classmethod
    def from_tsv(cls, path: Path) -> "Places":
        """Read a table with the columns of the shipped one.

        Raises ValueError naming file, line and field of the first bad row.
        """
        return cls(read_places(path))

    @classmethod
    @cache
    def shipped(cls) -> "Places":
        """The places that come with the package, read once."""
        return cls(shipped_places())

    def with_names(self, names: Iterable[str]) -> "Places":
        """These places and towns of which a catalogue gives only the name, as `localities` reads them.

        A name that is listed already, or that is an everyday word, is left out. A single word counts as such a town
        with a capital letter or after a cue ("in musterstadt").
        """
        known = {spelling.words for found in self._spellings.values() for spelling in found}
        added: dict[tuple[str, ...], Place] = {}
        for name in names:
            words = tuple(fold(word) for word in WORD.findall(name))
            if words and words not in known and not (len(words) == 1 and words[0] in stop_words()):
                added.setdefault(words, Place(name, LOCALITY, "", None, ()))
        return Places((*self.rows, *added.values())) if added else self

    def state_of(self, organisation: str) -> str | None:
        """The Land an organisation's name points to, None if it names none or several."""
        states = {mention.state for mention in self.find(organisation)} - {None}
        return states.pop() if len(states) == 1 else None

    def find(self, text: str) -> list[PlaceMention]:
        """The places that `text`, German or English, names: whole words, the longest name, in order."""
        tokens = [_Token(fold(m[0]), m.start(), m.end()) for m in WORD.finditer(text)]
        mentions: list[PlaceMention] = []
        at = 0
        while at < len(tokens):
            spelling = self._spelling_at(text, tokens, at, mentions)
            if spelling is None:
                at += 1
                continue
            last = at + len(spelling.words) - 1
            mentions.append(_mention(spelling, text, tokens[at].start, tokens[last].end))
            at = last + 1
        return mentions

    def _spelling_at(
        self, text: str, tokens: list[_Token], at: int, mentions: list[PlaceMention]
    ) -> PlaceSpelling | None:
        candidates = self._spellings.get(tokens[at].folded)
        if candidates is None or (at and tokens[at - 1].folded in _PERSONS):
            return None
        cued = _follows_cue(text, tokens, at) or _continues_list(text, tokens, at, mentions)
        for spelling in candidates:
            if _is_written(spelling.words, text, tokens, at):
                written = text[tokens[at].start : tokens[at + len(spelling.words) - 1].end]
                if spelling.counts(written, cued):
                    return spelling
        return None

    @cached_property
    def _spellings(self) -> Mapping[str, tuple[PlaceSpelling, ...]]:
        return spellings(self.rows)


def _is_written(spelling: tuple[str, ...], text: str, tokens: list[_Token], at: int) -> bool:
    """Whether these words stand at `at`, with nothing but blanks, hyphens and brackets between them."""
    if at + len(spelling) > len(tokens):
        return False
    end = at + len(spelling)
    found = tokens[at:end]
    if any(token.folded != word for token, word in zip(found, spelling, strict=True)):
        return False
    if end < len(tokens) and _names_something_else(spelling[-1], tokens[end].folded):
        return False
    return all(_WITHIN_NAME.fullmatch(text, left.end, right.start) for left, right in pairwise(found))


def _mention(spelling: PlaceSpelling, text: str, start: int, end: int) -> PlaceMention:
    """The span of the words, and of the bracket they open: `Gronau (Westf.)`."""
    closing = _CLOSING.match(text, end) if "(" in text[start:end] else None
    return PlaceMention(spelling.places, start, closing.end() if closing else end)


def _names_something_else(place: str, following: str) -> bool:
    """Whether both words together are no place: a Berliner Straße, the Hamburger Modell, Harz IV."""
    not_places = _not_places()
    return (place, following) in not_places or (place.endswith("er") and ("*er", following) in not_places)


@cache
def _not_places() -> frozenset[tuple[str, ...]]:
    return frozenset(word_table("not_places.tsv"))


def _follows_cue(text: str, tokens: list[_Token], at: int) -> bool:
    if at == 0 or tokens[at - 1].folded not in word_set("place_cues.txt"):
        return False
    return _AFTER_CUE.fullmatch(text, tokens[at - 1].end, tokens[at].start) is not None


def _continues_list(text: str, tokens: list[_Token], at: int, mentions: list[PlaceMention]) -> bool:
    """Whether a place stands just before, as in "in Bochum, Herne und Essen"."""
    if not mentions or at == 0:
        return False
    end = mentions[-1].end
    if tokens[at - 1].start < end:
        return _LIST_COMMA.fullmatch(text, end, tokens[at].start) is not None
    return at > 1 and tokens[at - 2].start < end and tokens[at - 1].folded in _LINKS
