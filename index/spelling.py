"""Mistyped words: the known word that was probably meant."""

from collections import defaultdict
from collections.abc import Iterable

from rapidfuzz.distance import DamerauLevenshtein

from index.german import fold

_SHORTEST = 5
_TWO_SLIPS_FROM = 9


class Spelling:
    """Known words, folded, by first letter: a slip there is rare (Pollock and Zamora 1984) and costs most time."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words: defaultdict[str, list[str]] = defaultdict(list)
        self._known = frozenset(words)
        for word in sorted(self._known):
            if len(word) >= _SHORTEST:
                self._words[word[0]].append(word)

    def correct(self, word: str) -> str | None:
        """The nearest known word for an unknown one, one or two slips away; None if it is known or nothing is near."""
        folded = fold(word)
        if len(folded) < _SHORTEST or folded in self._known or not folded.isalpha():
            return None
        slips = 2 if len(folded) >= _TWO_SLIPS_FROM else 1
        candidates = (known for known in self._words[folded[0]] if abs(len(known) - len(folded)) <= slips)
        distances = (
            (DamerauLevenshtein.distance(folded, known, score_cutoff=slips), known) for known in candidates
        )
        distance, nearest = min(distances, default=(slips + 1, ""))
        return nearest if distance <= slips else None
