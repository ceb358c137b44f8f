"""Spelling correction: the known word that a mistyped one probably means."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz, process
from rapidfuzz.distance import DamerauLevenshtein

from corpus.text.folding import fold
from corpus.text.lexicon import word_set
from corpus.text.wordbook import wordbook
from index.analyser import Analyser
from index.lexical import LexicalIndex

_SHORTEST = 5
_TWO_SLIPS_FROM = 9
_NEAR = 60.0
"""How alike names must be, of 100."""


def nearest(name: str, names: Sequence[str], limit: int) -> list[int]:
    """Return the positions of the names that share words or most letters with `name`, the nearest first; all folded."""
    found = process.extract(name, names, scorer=fuzz.token_set_ratio, score_cutoff=_NEAR, limit=limit)
    return [place for _, _, place in found]


class Spelling:
    """Corrects words towards known ones with the same first letter, which is rarely wrong (Pollock and Zamora 1984).

    Names and all words of German and English are right, too, but nothing is corrected towards them: they find nothing.
    """

    def __init__(self, known: Mapping[str, str], analyser: Analyser, index: LexicalIndex) -> None:
        """`known` maps folded words to their usual spelling."""
        self._words: defaultdict[tuple[str, int], list[str]] = defaultdict(list)
        self._known = known
        self._analyser = analyser
        self._index = index
        self._stems = frozenset(analyser.stems(self._known))
        for word in sorted(self._known):
            if len(word) >= _SHORTEST:
                self._words[word[0], len(word)].append(word)

    def correct(self, word: str) -> str | None:
        """The known word closest to an unknown one, at most one or two edits away.

        Among equals, one with letters left out, doubled or swapped, then the most frequent. None if the word is known
        or nothing is close enough.
        """
        folded = fold(word)
        if len(folded) < _SHORTEST or not folded.isalpha() or self._is_known(folded):
            return None
        slips = 2 if len(folded) >= _TWO_SLIPS_FROM else 1
        lengths = range(len(folded) - slips, len(folded) + slips + 1)
        alike = [word for length in lengths for word in self._words.get((folded[0], length), ())]
        found = process.extract_iter(folded, alike, scorer=DamerauLevenshtein.distance, score_cutoff=slips)
        near = [
            (distance, not _has_letters_of(folded, known), -self._frequency(known), known)
            for known, distance, _ in found
        ]
        return self._known[min(near)[3]] if near else None

    def _frequency(self, word: str) -> int:
        return self._index.frequency(self._analyser.stem(word))

    def _is_known(self, folded: str) -> bool:
        """Whether it is a known word or one of the language, an inflected form of one, or a compound of known words."""
        stem, *parts = self._analyser.word_terms(folded)
        return folded in self._known or stem in self._stems or bool(parts) or _is_common(folded, stem)


def _is_common(folded: str, stem: str) -> bool:
    return folded in word_set("names.txt") or stem in wordbook("general_words.txt")


def _has_letters_of(typed: str, meant: str) -> bool:
    """Whether no letter was exchanged for another: all of one word are in the other, in order or swapped."""
    short, long = sorted((typed, meant), key=len)
    rest = iter(long)
    return all(letter in rest for letter in short) or sorted(typed) == sorted(meant)
