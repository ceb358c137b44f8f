"""How much of what a question says the corpus knows."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words, word_set
from index.expansion import ConceptEntry, Mention

_NEED_ENDS = re.compile(r"[,;:.!?]\s|\s[–-]\s|\s/\s")
_LIST = 3
_UNKNOWN, _ABSENT, _SPOKEN = range(3)


@dataclass(frozen=True, slots=True, order=True)
class Coverage:
    """Shares of the question's words: `absent` name a concept missing from the corpus, `unknown` name no concept.

    A concept is covered if a broader one is: illnesses cover depression.
    """

    absent: float = 0.0
    unknown: float = 0.0


def place_kinds() -> frozenset[str]:
    """Folded words for what a place is, which say nothing beside its name: Landkreis, canton."""
    return word_set("place_kinds.txt")


def question_coverage(
    text: str, mentioned: Sequence[Mention], places: Sequence[str], in_index: Callable[[str], bool]
) -> Coverage:
    """The coverage of the meaningful words; in a list of needs, that of the best-covered one."""
    placed = {fold(word) for place in places for word in WORD.findall(place)} | (place_kinds() if places else set())
    spoken: dict[int, int] = {}
    for mention in mentioned:
        for number in range(mention.start, mention.end) if mention.entry.expands else ():
            spoken[number] = max(spoken.get(number, _ABSENT), _spoken(mention.entry))
    needs: list[list[tuple[int, str]]] = [[]]
    last = 0
    for number, match in enumerate(WORD.finditer(text)):
        if _NEED_ENDS.search(text, last, match.start()):
            needs.append([])
        if _tells(match.group(), placed):
            needs[-1].append((number, match.group()))
        last = match.end()
    told = [need for need in needs if need]
    listed = told if len(told) >= _LIST else [[word for need in told for word in need]]
    return min((_share(need, spoken, in_index) for need in listed), default=Coverage())


def known_share(text: str, mentioned: Sequence[Mention], in_index: Callable[[str], bool], translated: float) -> float:
    """The share of the meaningful words, 0 to 1, that the corpus says; other words for one count `translated`."""
    covered = (each for each in mentioned if each.entry.expands and _spoken(each.entry) == _SPOKEN)
    meant = {number for each in covered for number in range(each.start, each.end)}
    words = [(number, word) for number, word in enumerate(WORD.findall(text)) if fold(word) not in stop_words()]
    shares = (1.0 if in_index(word) else translated if number in meant else 0.0 for number, word in words)
    return sum(shares) / max(len(words), 1)


def _share(words: Sequence[tuple[int, str]], spoken: Mapping[int, int], in_index: Callable[[str], bool]) -> Coverage:
    told = [_SPOKEN if in_index(word) else spoken.get(number, _UNKNOWN) for number, word in words]
    count = max(len(words), 1)
    return Coverage(told.count(_ABSENT) / count, told.count(_UNKNOWN) / count)


def _tells(word: str, placed: Collection[str]) -> bool:
    return fold(word) not in placed and fold(word) not in stop_words() and not word.isdigit()


def _spoken(entry: ConceptEntry) -> int:
    """`_SPOKEN` if the corpus mentions the concept or a broader one, else `_ABSENT`."""
    return _SPOKEN if entry.held or entry.above else _ABSENT
