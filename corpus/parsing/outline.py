"""Headings: which head an entry, which name a field, and which are just parts of a document."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.fields import OTHER
from corpus.parsing.labels import normal_label
from corpus.parsing.lines import is_label
from corpus.parsing.tokens import Border, Labelled, Title, Token
from corpus.text.lexicon import word_set

_NOT_CONTENT = frozenset(("title", OTHER, "contact", "link", "provider", "place", "number", "valid_until", "hours"))
_FEWEST_ALIKE = 3
_FEWEST_FIELDS = 2


@dataclass(frozen=True)
class Region:
    """What stands below one heading that is no label, up to the next: `above` are the headings that lead to it.

    Labels and parts of entries that are set as headings are pairs among `tokens`. `entry` says that the region holds
    an entry or several, `certain` that its format says it is exactly one.
    """

    above: tuple[Title, ...]
    tokens: tuple[Token, ...]
    entry: bool
    certain: bool = False

    @property
    def heading(self) -> Title | None:
        """The innermost heading."""
        return self.above[-1] if self.above else None


def is_entry(fields: set[str]) -> bool:
    """Whether labels of these fields make an entry: two at least, one of which says what the entry is about."""
    return len(fields - {"title", OTHER}) >= _FEWEST_FIELDS and bool(fields - _NOT_CONTENT)


def is_imprint(words: str) -> bool:
    """Whether a heading or label speaks of the whole catalogue."""
    return normal_label(words) in word_set("imprint_labels.txt")


def regions(text: str, tokens: Sequence[Token]) -> list[Region]:
    """Divide a document at the headings that aren't labels or parts of an entry."""
    found: list[Region] = []
    for scope, certain in _scopes(tokens):
        found += [_certain(text, scope)] if certain else _Outline(text, scope).regions()
    return found


def _scopes(tokens: Sequence[Token]) -> list[tuple[list[Token], bool]]:
    """The tokens between borders that are certain; without content of an entry they are no scope of their own."""
    borders = [place for place, token in enumerate(tokens) if isinstance(token, Border) and token.certain]
    scopes: list[tuple[list[Token], bool]] = [([], False)]
    for first, last in pairwise([0, *borders, len(tokens)]):
        scope = list(tokens[first:last])
        titled = isinstance(scope[0], Border) and scope[0].titled if scope else False
        certain = first in borders and (titled or bool(_fields(_head(scope)) - _NOT_CONTENT))
        if certain or scopes[-1][1]:
            scopes.append((scope, certain))
        else:
            scopes[-1][0].extend(scope)
    return [scope for scope in scopes if scope[0]]


def _head(scope: Sequence[Token]) -> Sequence[Token]:
    """What stands before the headings of an entry's text; its title may be one."""
    titles = [place for place, token in enumerate(scope) if isinstance(token, Title)]
    said = next((place for place, token in enumerate(scope) if isinstance(token, Labelled)), len(scope))
    own = titles[:1] if titles and titles[0] < said else []
    return scope[: next((place for place in titles if place not in own), len(scope))]


def _fields(tokens: Sequence[Token]) -> set[str]:
    fields = {token.field for token in tokens if isinstance(token, Labelled)}
    fields |= {
        token.match.field for token in tokens if isinstance(token, Title) and is_label(token.match) and token.match
    }
    return {field for field in fields if field}


def _certain(text: str, scope: Sequence[Token]) -> Region:
    """One entry: its first heading is its title, those below are labels or parts."""
    first = next((token for token in scope if not isinstance(token, Border)), None)
    titles = [token for token in scope if isinstance(token, Title) and (token is first or not is_label(token.match))]
    words = {normal_label(text[title.start : title.end]) for title in titles[:1]}
    again = [title for title in titles if normal_label(text[title.start : title.end]) in words]
    kept = (token for token in scope if token not in again)
    return Region(tuple(titles[:1]), tuple(map(as_pair, kept)), entry=True, certain=True)


def as_pair(token: Token) -> Token:
    """A heading as a label of what stands below it; other tokens as they are."""
    if not isinstance(token, Title):
        return token
    return Labelled(token.start, token.end, (token.start, token.end), None, token.match, heading=True)


class _Outline:
    """The headings of one scope and what they are."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._titles = {place: token for place, token in enumerate(tokens) if isinstance(token, Title)}
        self._labels = {place for place, title in self._titles.items() if title.printed or is_label(title.match)}
        self._labels |= self._guessed()
        self._labels |= self._parts()
        self._entries = self._with_fields()
        self._labels |= self._inside_entries()
        self._labels -= self._outside_entries()

    def regions(self) -> list[Region]:
        """The regions in order; the first stands before any heading."""
        borders = [place for place in self._titles if place not in self._labels]
        found: list[Region] = []
        above: list[Title] = []
        for first, last in pairwise([-1, *borders, len(self._tokens)]):
            if first >= 0:
                heading = self._titles[first]
                above = [*(other for other in above if other.level < heading.level), heading]
            below = tuple(map(as_pair, self._tokens[first + 1 : last]))
            if below or first >= 0:
                found.append(Region(tuple(above), below, entry=first in self._entries))
        return found

    def _words(self, place: int) -> str:
        title = self._titles[place]
        return normal_label(self._text[title.start : title.end])

    def _guessed(self) -> set[int]:
        """Headings that may name a field and stand where others do for certain, deeper than the heading above them."""
        levels = Counter(self._titles[place].level for place in self._labels)
        guessed: set[int] = set()
        level = 0
        for place, title in self._titles.items():
            if place in self._labels:
                continue
            named = title.match is not None and title.match.field != "title"
            if named and levels[title.level] >= _FEWEST_FIELDS and 0 < level < title.level:
                guessed.add(place)
            else:
                level = title.level
        return guessed

    def _parts(self) -> set[int]:
        """Headings with the usual names of parts."""
        usual = word_set("part_headings.txt")
        first = min((place for place in self._titles if place not in self._labels), default=None)
        return {
            place
            for place in self._titles
            if place not in self._labels and place != first and self._words(place) in usual
        }

    def _with_fields(self) -> set[int]:
        """Headings directly below which labels make an entry; -1 stands for the text before all headings."""
        fields = {first: self._fields(first + 1, last) for first, last in self._direct()}
        entries = {place for place, found in fields.items() if is_entry(found)}
        bare = {place for place, found in fields.items() if len(found - {OTHER}) >= _FEWEST_FIELDS} - entries
        alike = {place for place in bare if place >= 0 and not is_imprint(self._words(place))}
        return self._adopted(entries | (alike if len(alike) >= _FEWEST_ALIKE else set()), fields)

    def _fields(self, first: int, last: int) -> set[str]:
        """The fields of what is labelled among `[first, last)`, headings that are labels or parts included."""
        headings = (self._titles[place].match for place in range(first, last) if place in self._labels)
        return _fields(self._tokens[first:last]) | {match.field for match in headings if match}

    def _direct(self) -> list[tuple[int, int]]:
        borders = [place for place in self._titles if place not in self._labels]
        return list(pairwise([-1, *borders, len(self._tokens)]))

    def _adopted(self, entries: set[int], fields: dict[int, set[str]]) -> set[int]:
        """Let a heading with a field of its own take over the only entry below it, which is a part of it."""
        parents = self._parents()
        children = Counter(parents[place] for place in entries if place >= 0)
        adopted = set(entries)
        for place in entries - {-1}:
            parent = parents[place]
            if parent is not None and parent not in entries and children[parent] == 1 and fields[parent] - _NOT_CONTENT:
                adopted ^= {place, parent}
                self._labels.add(place)
        return adopted

    def _parents(self) -> dict[int, int | None]:
        """The innermost heading above each that is no label."""
        parents: dict[int, int | None] = {}
        above: list[int] = []
        for place, title in self._titles.items():
            if place not in self._labels:
                above = [other for other in above if self._titles[other].level < title.level]
                parents[place] = above[-1] if above else None
                above.append(place)
        return parents

    def _outside_entries(self) -> set[int]:
        """Labels that are set as headings where no entry is: they are headings like others."""
        outside: set[int] = set()
        above = -1
        for place in self._titles:
            if place not in self._labels:
                above = place
            elif above >= 0 and above not in self._entries:
                outside.add(place)
        return outside

    def _inside_entries(self) -> set[int]:
        """Deeper headings below the heading of an entry, up to one that speaks of the whole catalogue."""
        inside: set[int] = set()
        level: int | None = None
        for place, title in self._titles.items():
            if place in self._labels:
                continue
            if place in self._entries:
                level = title.level
            elif level is None or title.level <= level or is_imprint(self._words(place)):
                level = None
            else:
                inside.add(place)
        return inside
