"""Variants of a word: sampled segmentations and typing errors."""

import math
import random
from collections.abc import Mapping

ALPHA = 0.25
SHORTEST_TYPO = 4
LETTERS = "abcdefghijklmnopqrstuvwxyz"
NEIGHBOURS = {
    "a": "qsy", "b": "vng", "c": "xvd", "d": "sfe", "e": "wrd", "f": "dgr", "g": "fht", "h": "gjz", "i": "uok",
    "j": "hku", "k": "jli", "l": "kop", "m": "nj", "n": "bmh", "o": "ipl", "p": "ol", "q": "wa", "r": "etf",
    "s": "adw", "t": "rzg", "u": "zij", "v": "cbf", "w": "qes", "x": "ycs", "y": "xas", "z": "tuh",
}  # fmt: skip


def sample_segmentation(
    word: str, scores: Mapping[str, float], longest: int, rng: random.Random, alpha: float = ALPHA
) -> list[str]:
    """Draw a segmentation with probability ~ P(segmentation) ** alpha; characters without a piece are dropped.

    Forward filtering, backward sampling over the unigram lattice: Kudo, Subword Regularization, ACL 2018.
    """
    ends = _lattice(word, scores, longest, alpha)
    pieces: list[str] = []
    position = len(word)
    while position > 0:
        starts = ends[position]
        start = rng.choices([start for start, _ in starts], [weight for _, weight in starts])[0]
        pieces.append(word[start:position])
        position = start
    return [piece for piece in reversed(pieces) if piece in scores]


def _lattice(word: str, scores: Mapping[str, float], longest: int, alpha: float) -> list[list[tuple[int, float]]]:
    """The possible starts for every end position, each weighted by all segmentations up to it."""
    mass = [1.0] + [0.0] * len(word)
    ends: list[list[tuple[int, float]]] = [[]]
    for end in range(1, len(word) + 1):
        starts = []
        for start in range(max(0, end - longest), end):
            score = scores.get(word[start:end])
            if score is not None and mass[start] > 0.0:
                starts.append((start, mass[start] * math.exp(alpha * score)))
        if not starts:
            starts = [(end - 1, mass[end - 1] * math.exp(alpha * -25.0))]
        ends.append(starts)
        mass[end] = sum(weight for _, weight in starts)
    return ends


def mistype(word: str, rng: random.Random) -> str:
    """Make one typing error after the first letter: omit, double, swap, or hit a neighbouring key."""
    position = rng.randrange(1, len(word))
    before, letter, after = word[:position], word[position], word[position + 1 :]
    kind = rng.choice(("omit", "omit", "double", "swap", "swap", "neighbour"))
    if kind == "omit":
        return before + after
    if kind == "double":
        return before + letter + letter + after
    if kind == "swap" and after:
        return before + after[0] + letter + after[1:]
    return before + rng.choice(NEIGHBOURS.get(letter, LETTERS)) + after


def may_be_mistyped(word: str) -> bool:
    """Whether a word consists of letters and is long enough to be recognised despite an error."""
    return len(word) >= SHORTEST_TYPO and word.isalpha()
