"""German places: the Land an organisation lies in, and the places a question names."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib import resources
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

DISTRICT_KINDS = ("Landkreis", "Kreis", "Region", "Städteregion", "Regionalverband")
KINDS = ("Land", *DISTRICT_KINDS, "Stadt", "Gemeinde")
STATES = (
    "Baden-Württemberg", "Bayern", "Berlin", "Brandenburg", "Bremen", "Hamburg", "Hessen",
    "Mecklenburg-Vorpommern", "Niedersachsen", "Nordrhein-Westfalen", "Rheinland-Pfalz", "Saarland",
    "Sachsen", "Sachsen-Anhalt", "Schleswig-Holstein", "Thüringen",
)  # fmt: skip
_HEADER = ("name", "kind", "state", "seat", "aliases")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# All sets are folded as _fold does. Ordinary words: a place only after a cue and with a capital letter.
_ORDINARY = _set(
    "baden bergstrasse bunde burg erlangen essen forst franken frechen giessen halle heide hof kamen langen"
    " leer lippe lohne regen rugen singen weiden by be bb hb hh he ni nw rp sl sn st th"
)
# One slip away from an ordinary word (verden, stade, lahr): a place after a cue or with a capital letter.
_NEARLY_ORDINARY = _set(
    "ahlen brake celle cham cologne daun hagen hamm hilden kehl lahr lehrte marl melle peine roth"
    " siegen stade stuhr suhl ulm unna verden wesel willich witten worms"
)
_CUES = _set(
    "in aus from for of near jobcenter jobcenters jobcentern jobcentre center centre jc stadt kreisstadt"
    " hansestadt landkreis landkreises lk kreis kreises landratsamt agentur arbeitsagentur arbeit raum region"
    " grossraum insel city town district county"
)
_LINKS = _set("und oder and or bzw sowie")
_PERSONS = _set("herr herrn frau mr mrs ms")
_STREETS = _set("strasse str allee platz chaussee damm model modell")
_NOT_BEFORE = {  # "Harz IV" is a benefit, "Hamburg model" a return to work, "Halle 3" a workshop
    "halle": _set("1 2 3 4 5 6 7 8 9"),
    "hamburg": _set("model modell"),
    "harz": _set("4 iv vier"),
}

_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")  # an umlaut may be two code points
_UMLAUT = re.compile(r"(?<![aeq])([aou])e")  # not in Neuenkirchen, Lauenburg, Quedlinburg
_WITHIN_NAME = re.compile(r"[\s\-\u2010\u2011\u2013/().]{1,4}")
_AFTER_CUE = re.compile(r"[\s\-:(„\"'»]{1,3}")
_LIST_COMMA = re.compile(r"\s?[,/]\s?")
_CLOSING = re.compile(r"\.?\)")
_CONJUNCTION = re.compile(r"(?:^|\s)oder(?:\s|$)")  # "Frankfurt oder Berlin" is not Frankfurt (Oder)


@lru_cache(maxsize=65_536)
def _fold(word: str) -> str:
    """Lower case without umlauts, written out or lost: Würzburg, Wuerzburg and Wurzburg are one."""
    if not word.isascii():
        word = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    word = word.casefold()
    if "ae" in word or "oe" in word or "ue" in word:
        return _UMLAUT.sub(r"\1", word)
    return word


@dataclass(frozen=True, slots=True)
class Place:
    """A Land, a district, a town of its own (`Stadt`) or within a district (`Gemeinde`).

    `seat` is where a Land or a district is governed from, None for towns.
    """

    name: str
    kind: str
    state: str
    seat: str | None
    aliases: tuple[str, ...]


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
    def state(self) -> str | None:
        """The Land they all lie in, None if they lie in several."""
        states = {place.state for place in self.places}
        return states.pop() if len(states) == 1 else None


class _Token(NamedTuple):
    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Spelling:
    words: tuple[str, ...]
    abbreviation: str | None
    places: tuple[Place, ...]
    people: bool = False

    def counts(self, written: str, cued: bool) -> bool:
        """Whether these words, written like this, are meant as a place."""
        if self.abbreviation is not None and written != self.abbreviation:
            return False
        if len(self.words) > 1:
            return _CONJUNCTION.search(written) is None
        capital = written[0].isupper()
        if self.words[0] in _ORDINARY:
            return capital and cued
        unmistakable = not self.people and self.words[0] not in _NEARLY_ORDINARY  # further is no Fürther
        return unmistakable or capital or cued


@dataclass(frozen=True)
class Places:
    """All places, found by name, alias, seat, genitive and (for a Land) adjective."""

    rows: tuple[Place, ...]

    @classmethod
    def from_tsv(cls, path: Path) -> "Places":
        """Read a table with the columns of the shipped one.

        Raises ValueError naming file, line and field of the first bad row.
        """
        return cls(_rows(path.read_text(encoding="utf-8"), path.name))

    @classmethod
    @cache
    def shipped(cls) -> "Places":
        """The places that come with the package: districts as of 2024, abolished ones as aliases. Read once."""
        table = resources.files("corpus").joinpath("data", "places.tsv")
        return cls(_rows(table.read_text(encoding="utf-8"), table.name))

    def state_of(self, organisation: str) -> str | None:
        """The Land an organisation's name points to, None if it names none or several."""
        states = {mention.state for mention in self.find(organisation)} - {None}
        return states.pop() if len(states) == 1 else None

    def find(self, text: str) -> list[PlaceMention]:
        """The places that `text`, German or English, names: whole words, the longest name, in order."""
        tokens = [_Token(_fold(m[0]), m.start(), m.end()) for m in _WORD.finditer(text)]
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

    def _spelling_at(self, text: str, tokens: list[_Token], at: int, mentions: list[PlaceMention]) -> _Spelling | None:
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
    def _spellings(self) -> dict[str, tuple[_Spelling, ...]]:
        """By first word, the longest spelling first. A seat counts where no place has its name."""
        named = _grouped((text, row) for row in self.rows for text in (row.name, *row.aliases))
        seats = _grouped((row.seat, row) for row in self.rows if row.seat is not None)
        known = {spelling.words: spelling for spelling in (*seats, *named)}
        for spelling in (*named, *seats):
            for words in _inflected(spelling):
                people = spelling.places[0].kind != "Land" and words[-1].endswith("er")
                known.setdefault(words, _Spelling(words, None, spelling.places, people))
        table: dict[str, list[_Spelling]] = {}
        for spelling in sorted(known.values(), key=lambda found: -len(found.words)):
            table.setdefault(spelling.words[0], []).append(spelling)
        return {first: tuple(found) for first, found in table.items()}


def _grouped(spelled: Iterable[tuple[str, Place]]) -> list[_Spelling]:
    groups: dict[tuple[str, ...], tuple[str | None, list[Place]]] = {}
    for text, place in spelled:
        words = tuple(_fold(word) for word in _WORD.findall(text))
        group = groups.setdefault(words, (text if text.isupper() else None, []))
        if place not in group[1]:
            group[1].append(place)
    return [_Spelling(words, short, tuple(places)) for words, (short, places) in groups.items()]


def _inflected(spelling: _Spelling) -> Iterator[tuple[str, ...]]:
    """Genitives (Bayerns), the endings of adjectives (bayerische), people of a town (Würzburger)."""
    *first, last = spelling.words
    for ending in _endings(spelling, last, alone=not first):
        yield (*first, last + ending)
    if not first and last.endswith(("ingen", "brucken")):
        yield (last.removesuffix("en") + "er",)


def _endings(spelling: _Spelling, last: str, alone: bool) -> tuple[str, ...]:
    kind = spelling.places[0].kind
    if last.endswith("kreis"):
        return ("s", "es")
    if kind == "Land" and last.endswith("sch"):
        return ("e", "en", "er", "es", "em")
    if spelling.abbreviation is not None or len(last) < 4 or (alone and last in _ORDINARY | _NEARLY_ORDINARY):
        return ()
    genitive = () if last[-1] in "sxz" else ("s",)
    return (*genitive, "er") if alone and kind not in ("Land", "Gemeinde") else genitive


def _is_written(words: tuple[str, ...], text: str, tokens: list[_Token], at: int) -> bool:
    """Whether `words` stand at `at`, with nothing but blanks, hyphens and brackets between them."""
    if at + len(words) > len(tokens):
        return False
    end = at + len(words)
    found = tokens[at:end]
    if any(token.folded != word for token, word in zip(found, words, strict=True)):
        return False
    if end < len(tokens) and tokens[end].folded in _unfit_after(words[-1]):
        return False
    return all(_WITHIN_NAME.fullmatch(text, left.end, right.start) for left, right in pairwise(found))


def _mention(spelling: _Spelling, text: str, start: int, end: int) -> PlaceMention:
    """The span of the words, and of the bracket they open: `Gronau (Westf.)`."""
    closing = _CLOSING.match(text, end) if "(" in text[start:end] else None
    return PlaceMention(spelling.places, start, closing.end() if closing else end)


def _unfit_after(word: str) -> frozenset[str]:
    """What may not follow: "Berliner Straße" is a street, "Hamburger Modell" a return to work."""
    return _NOT_BEFORE.get(word, _STREETS if word.endswith("er") else frozenset())


def _follows_cue(text: str, tokens: list[_Token], at: int) -> bool:
    if at == 0 or tokens[at - 1].folded not in _CUES:
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


def _rows(table: str, source: str) -> tuple[Place, ...]:
    lines = table.splitlines()
    if not lines or tuple(lines[0].split("\t")) != _HEADER:
        raise ValueError(f"{source}:1: header: {lines[0] if lines else ''!r} is not {' '.join(_HEADER)!r}")
    rows: dict[tuple[str, str, str], Place] = {}
    for number, line in enumerate(lines[1:], start=2):
        place = _place(line, f"{source}:{number}")
        key = (place.name, place.kind, place.state)
        if key in rows:
            raise ValueError(f"{source}:{number}: name: {place.name!r} stands here twice")
        rows[key] = place
    return tuple(rows.values())


def _place(line: str, where: str) -> Place:
    values = line.split("\t")
    if len(values) != len(_HEADER):
        raise ValueError(f"{where}: {len(values)} fields instead of {len(_HEADER)}: {line!r}")
    name, kind, state, seat, aliases = values
    spellings = aliases.split("|") if aliases else []
    checks = {
        "name": (_WORD.search(name) is not None, name),
        "kind": (kind in KINDS, kind),
        "state": (state in STATES and (kind != "Land" or state == name), state),
        "seat": (bool(seat) == (kind not in ("Stadt", "Gemeinde")), seat),
        "aliases": (all(_WORD.search(alias) for alias in spellings), aliases),
    }
    for field, (good, value) in checks.items():
        if not good:
            raise ValueError(f"{where}: {field}: {value!r} is not valid for {name!r}")
    return Place(name, kind, state, seat or None, tuple(spellings))
