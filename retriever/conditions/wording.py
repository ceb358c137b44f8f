"""The words of conditions, found in a question as they were typed."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from typing import NamedTuple

from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words, word_set, word_table

_BEGINNING = re.compile(r"(?<!\w)\w|[<>=≤≥]")
_CLAUSE = re.compile(r"[,.;:!?](?=\s|$)")
_WITHOUT_DOTS = str.maketrans("äöü", "aou")
_SPELLINGS = {"ä": "(?:ä|ae|a)", "ö": "(?:ö|oe|o)", "ü": "(?:ü|ue|u)", "ß": "(?:ß|ss)"}


class WordingMatch(NamedTuple):
    """`text[start:end]` has a role in a condition, and what it means there."""

    meaning: str
    start: int
    end: int


class WordedText(str):
    """A question whose phrases are found once, in one pass, however often they are asked for."""

    @cached_property
    def phrases(self) -> Mapping[str, tuple[WordingMatch, ...]]:
        """The phrases of each role in order and without overlaps; of two at one place the longer."""
        found: dict[str, list[WordingMatch]] = {}
        for place in (match.start() for match in _BEGINNING.finditer(self)):
            for role, pattern, meanings in _by_letter().get(_plain(self[place]), ()):
                earlier = found.setdefault(role, [])
                if earlier and place < earlier[-1].end:
                    continue
                if match := pattern.match(self, place):
                    assert match.lastgroup
                    earlier.append(WordingMatch(meanings[int(match.lastgroup[1:])], place, match.end()))
        return {role: tuple(each) for role, each in found.items()}

    @cached_property
    def _clause_ends(self) -> tuple[tuple[int, ...], tuple[int, ...]]:
        marks = [match.span() for match in _CLAUSE.finditer(self)]
        return (0, *(end for _, end in marks)), (*(start for start, _ in marks), len(self))

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the clause that holds `self[start:end]`."""
        begins, ends = self._clause_ends
        return begins[bisect_right(begins, start) - 1], ends[min(bisect_left(ends, end), len(ends) - 1)]


def wordings(role: str, text: WordedText, start: int = 0, end: int | None = None) -> Sequence[WordingMatch]:
    """Return the phrases of a role that lie in `text[start:end]`, in order and without overlaps."""
    found = text.phrases.get(role, ())
    if start == 0 and end is None:
        return found
    last = len(text) if end is None else end
    first = bisect_left(found, start, key=lambda each: each.start)
    return found[first : bisect_right(found, last, key=lambda each: each.end)]


def wording_before(role: str, text: WordedText, end: int) -> WordingMatch | None:
    """Return the phrase of a role that ends right before `end`, white space apart."""
    found = wordings(role, text, 0, end)
    return found[-1] if found and not text[found[-1].end : end].strip(" :") else None


def wording_behind(role: str, text: WordedText, start: int) -> WordingMatch | None:
    """Return the phrase of a role that begins right behind `start`, white space apart."""
    found = text.phrases.get(role, ())
    place = bisect_left(found, start, key=lambda each: each.start)
    if place == len(found) or text[start : found[place].start].strip():
        return None
    return found[place]


def says(role: str, text: WordedText, start: int = 0, end: int | None = None) -> bool:
    """Whether `text[start:end]` holds any phrase of a role."""
    return bool(wordings(role, text, start, end))


def rest_of(text: str, spans: Sequence[tuple[int, int]]) -> list[str]:
    """Return the words of a text that tell something and lie outside of `spans`."""
    taken = [False] * len(text)
    for start, end in spans:
        taken[start:end] = [True] * (end - start)
    fillers = _fillers()
    return [
        match.group()
        for match in WORD.finditer(text)
        if not taken[match.start()] and not match.group().isdigit() and fold(match.group()) not in fillers
    ]


@cache
def _fillers() -> frozenset[str]:
    return frozenset(map(fold, word_set("condition_fillers.txt", "units_and_fillers.txt"))) | stop_words()


@cache
def _by_letter() -> Mapping[str, tuple[tuple[str, re.Pattern[str], tuple[str, ...]], ...]]:
    """By the first letter of its phrases: a role, the pattern of those phrases, and what each of them means."""
    rows: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for role, meaning, phrase in word_table("condition_words.tsv"):
        rows.setdefault(_plain(phrase[0]), {}).setdefault(role, []).append((meaning, phrase))
    return {
        letter: tuple((role, *_pattern(sorted(own, key=lambda row: -len(row[1])))) for role, own in roles.items())
        for letter, roles in rows.items()
    }


def _pattern(rows: Sequence[tuple[str, str]]) -> tuple[re.Pattern[str], tuple[str, ...]]:
    alternatives = (f"(?P<p{place}>{_expression(phrase)})" for place, (_, phrase) in enumerate(rows))
    return re.compile("|".join(alternatives), re.IGNORECASE), tuple(meaning for meaning, _ in rows)


def _plain(letter: str) -> str:
    return letter.lower().translate(_WITHOUT_DOTS)


def _expression(phrase: str) -> str:
    words = (_word(word) for word in phrase.split())
    ends = r"(?!\w)" if phrase[-1].isalnum() else ""
    return r"\s{1,3}".join(words) + ends


def _word(word: str) -> str:
    letters = "".join(_SPELLINGS.get(letter, re.escape(letter)) for letter in word.removesuffix("*").lower())
    return letters + (r"\w{0,30}" if word.endswith("*") else "")
