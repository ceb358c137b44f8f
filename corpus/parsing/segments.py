"""Entries below one heading: where each begins, told by labels that repeat and by lines that look like titles."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum

from corpus.blocks import Span
from corpus.fields import OTHER
from corpus.parsing.header import is_contact
from corpus.parsing.labels import normal_label
from corpus.parsing.tokens import Border, Labelled, Title, Token, Unlabelled
from corpus.text.lexicon import word_set

_LONGEST_TITLE, _LONGEST_TERSE = 120, 70
_NO_TITLE = re.compile(r"[.;,:]$|@|^\W*[\d\W]+$")
_MOST_EXCLAIMED = 4  # words of a title that ends with an exclamation mark
_LETTERS = re.compile(r"[^\W\d_]{2}")
SEVERAL = frozenset(("contact", "place", "link", "start", OTHER))
"""Fields of which an entry may have several values, each with its label."""


def may_be_title(text: str, words: Title | Unlabelled | Labelled) -> bool:
    """Whether words are short, no sentence, no contact and not the usual name of a part."""
    title = text[words.start : words.end]
    if len(title) > _LONGEST_TITLE or "\n" in title or _NO_TITLE.search(title) or not _LETTERS.search(title):
        return False
    if title.endswith("!") and len(title.split()) > _MOST_EXCLAIMED:
        return False
    return normal_label(title) not in word_set("part_headings.txt") and not is_contact(title)


class Look(IntEnum):
    """How much a line looks like a title."""

    NONE = 0
    LINE = 1
    BOLD = 2
    BANNER = 3
    LABELLED = 4


@dataclass(frozen=True, slots=True)
class Segment:
    """The tokens `[first, last)` of one entry below a heading; `title` is the place of its title among them."""

    first: int
    last: int
    title: int | None


class Segmentation:
    """The entries below one heading. Labels that repeat mean several, each begun by the best title between them."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._looks = [self._look(place) for place in range(len(tokens))]
        self._borders = self._repeated()
        self._borders = sorted({*self._borders, *self._alike()})

    @property
    def look(self) -> Look:
        """How the titles look that begin the entries, as far as labels repeat; NONE without any."""
        looks = Counter(self._looks[place] for place in self._borders)
        del looks[Look.NONE]
        return max(looks, key=lambda look: (looks[look], look), default=Look.NONE)

    def segments(self, style: Look, *, headed: bool) -> list[Segment]:
        """The entries in order. The first is titled by a line that looks like `style`, if there is one.

        Without a heading above (`headed`) any line that looks like a title will do.
        """
        first = self._first_title(style, headed=headed)
        starts = [0 if first is None else first, *self._borders]
        ends = [*self._borders, len(self._tokens)]
        titles = [first, *(place if self._looks[place] else None for place in self._borders)]
        return [
            Segment(start, end, self.title_pair(start, end) if title is None else title)
            for start, end, title in zip(starts, ends, titles, strict=True)
        ]

    def words(self, place: int) -> Span:
        """The span of the title at `place`."""
        token = self._tokens[place]
        return token.value if isinstance(token, Labelled) and token.value else (token.start, token.end)

    def title_pair(self, first: int, last: int) -> int | None:
        """The place of the title among `[first, last)`, if it is labelled as one."""
        return next((place for place in range(first, last) if self._looks[place] == Look.LABELLED), None)

    def _look(self, place: int) -> Look:
        token = self._tokens[place]
        if isinstance(token, Labelled) and token.field == "title" and token.value and not token.heading:
            return Look.LABELLED
        if not isinstance(token, Unlabelled) or not may_be_title(self._text, token):
            return Look.NONE
        if token.item:  # a list in a list
            return Look.BOLD if token.bold and token.alone and self._is_pair(place + 1) else Look.NONE
        if token.banner:
            return Look.BANNER
        if self._awaits_value(place - 1):
            return Look.NONE
        if token.bold and (token.alone or not token.continues):
            return Look.BOLD
        before_pair = self._is_pair(place + 1)
        return Look.LINE if token.alone or (not token.continues and before_pair) else Look.NONE

    def _awaits_value(self, place: int) -> bool:
        """Whether a label stands at `place` whose value can only follow."""
        token = self._tokens[place] if place >= 0 else None
        return isinstance(token, Labelled) and token.value is None

    def _is_pair(self, place: int) -> bool:
        return place < len(self._tokens) and isinstance(self._tokens[place], Labelled)

    def _key(self, place: int) -> str | None:
        """The label at `place` if it is known or one of the document's, so that it can't stand twice in one entry."""
        token = self._tokens[place]
        if not isinstance(token, Labelled) or token.field == "title":
            return None
        if not token.printed and token.field in (None, OTHER):
            return None
        return normal_label(self._text[slice(*token.label)])

    def _repeated(self) -> list[int]:
        """The places where an entry must begin, since a label comes again."""
        borders: list[int] = []
        seen: dict[str, int] = {}
        titled = False
        for place in range(len(self._tokens)):
            look = self._looks[place]
            if look >= Look.BANNER and seen and (titled or look == Look.BANNER or self._says_more(seen)):
                borders.append(place)
                seen = {}
            titled = (titled and bool(seen)) or look == Look.LABELLED
            key = self._key(place)
            if key is None:
                continue
            if key in seen and (border := self._between(seen[key] + 1, place)) is not None:
                borders.append(border)
                seen = {again: at for at in range(border, place) if (again := self._key(at))}
                titled = False
            seen[key] = place
        return borders

    def _says_more(self, seen: Mapping[str, int]) -> bool:
        """Whether more than a number has been said, which often stands before the title."""
        return any(token.field != "number" for at in seen.values() if isinstance(token := self._tokens[at], Labelled))

    def _between(self, first: int, last: int) -> int | None:
        """The best place in `[first, last]` for an entry to begin, None if the label at `last` may come again."""
        best = max((look for look in self._looks[first:last] if look < Look.LABELLED), default=Look.NONE)
        alike = [place for place in range(first, last) if self._looks[place] == best and best]
        token = self._tokens[last]
        several = isinstance(token, Labelled) and token.field in SEVERAL
        if several and best < Look.BOLD:
            return None
        if alike and best == Look.LINE and self._awaits_value(max(self._labelled(first, alike[0]), first - 1)):
            return next((place for place in reversed(alike) if self._is_terse(place)), alike[0])
        if alike:
            return next((place for place in reversed(alike) if self._is_pair(place + 1)), alike[-1])
        opened = (place for place in range(last - 1, first - 1, -1) if isinstance(self._tokens[place], Border))
        return next(opened, last)

    def _labelled(self, first: int, last: int) -> int:
        """The last place of a label among `[first, last)`, -1 without one."""
        places = (place for place in range(last - 1, first - 1, -1) if isinstance(self._tokens[place], Labelled))
        return next(places, -1)

    def _is_terse(self, place: int) -> bool:
        """Whether a line is a title rather than a description below it."""
        line = self._text[self._tokens[place].start : self._tokens[place].end]
        return len(line) <= _LONGEST_TERSE and "," not in line

    def _alike(self) -> Iterator[int]:
        """Further lines that look and stand like those which begin entries: an entry may lack the usual label."""
        style = self.look
        found = [place for place in self._borders if self._looks[place] == style]
        if style < Look.LINE or not found or not all(self._is_pair(place + 1) for place in found):
            return
        keys = Counter(self._key(place + 1) for place in found)
        first_pair = next((place for place in range(len(self._tokens)) if self._key(place)), 0)
        for place in range(first_pair, len(self._tokens)):
            usual = style > Look.LINE or self._key_after(place) == keys.most_common(1)[0][0]
            if self._looks[place] == style and self._is_pair(place + 1) and usual:
                yield place

    def _key_after(self, place: int) -> str | None:
        return self._key(place + 1) if place + 1 < len(self._tokens) else None

    def _first_title(self, style: Look, *, headed: bool) -> int | None:
        stop = next((place for place in range(len(self._tokens)) if self._key(place)), len(self._tokens))
        stop = min([stop, *self._borders])
        looks = {place: self._looks[place] for place in range(stop) if self._looks[place]}
        if style and (of_style := [place for place, look in looks.items() if look == style]):
            return next((place for place in reversed(of_style) if self._is_pair(place + 1)), of_style[-1])
        strong = [place for place, look in looks.items() if look >= Look.BANNER]
        if headed or not looks:
            return strong[-1] if strong else None
        best = max(looks.values())
        of_best = [place for place, look in looks.items() if look == best]
        return next((place for place in reversed(of_best) if self._is_pair(place + 1)), of_best[-1])
