"""Misspelt forms of frequent pieces, which become pieces that share the vector of the correct one."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tokenizers import Tokenizer

from index.training.tokenizer import LONGEST_PIECE, piece_scores, words_of

SHORTEST = 5
SHORTEST_VARIANT = 5
PENALTY = 2.0
OFTEN = 2
LEFT_OUT, SWAPPED, MISHEARD = 1.0, 0.5, 1.0
ALIKE = {"d": "t", "t": "d", "b": "p", "p": "b", "g": "k", "k": "g", "z": "tz", "f": "v", "v": "f"}


@dataclass(frozen=True)
class Misspelt:
    """A form that no training text contains, its unigram score, and the id of the piece it stands for."""

    form: str
    score: float
    piece: int


def misspelt_pieces(tokenizer: Tokenizer, domain: Iterable[str], texts: Iterable[str], most: int) -> list[Misspelt]:
    """Choose up to `most` forms of the domain's pieces: a letter left out, two swapped, one misheard.

    Common errors in the pieces that `domain` uses most come first. Forms within a word that occurs in `texts` more than
    once are left out, so that no correct spelling is taken for a wrong one.
    """
    numbers, scores = tokenizer.get_vocab(), piece_scores(tokenizer)
    usage = Counter(
        token for encoding in tokenizer.encode_batch(list(domain)) for token in encoding.tokens if _fits(token)
    )
    words = Counter(word for text in texts for word in words_of(tokenizer, text))
    real = _parts(word for word, count in words.items() if count >= OFTEN)
    ranked = sorted((-count * share, piece, form) for piece, count in usage.items() for share, form in _forms(piece))
    found: dict[str, Misspelt] = {}
    for _, piece, form in ranked:
        if form not in real and form not in scores and form not in found:
            found[form] = Misspelt(form, scores[piece] - PENALTY, numbers[piece])
        if len(found) == most:
            break
    return list(found.values())


def _fits(piece: str) -> bool:
    bare = piece.removeprefix("▁")
    return bare.isalpha() and len(bare) >= SHORTEST


def _forms(piece: str) -> Iterator[tuple[float, str]]:
    """Yield forms with a letter left out, two swapped or one misheard, and how common such an error is.

    The first letter is kept: it is rarely wrong and distinguishes words.
    """
    first = 2 if piece.startswith("▁") else 1
    for position in range(first, len(piece)):
        before, letter, after = piece[:position], piece[position], piece[position + 1 :]
        forms = [(LEFT_OUT, before + after), (SWAPPED, before + after[:1] + letter + after[1:])]
        if letter in ALIKE:
            forms.append((MISHEARD, before + ALIKE[letter] + after))
        for share, form in forms:
            if len(_folded(form).removeprefix("▁")) >= SHORTEST_VARIANT:
                yield share, _folded(form)


def _folded(form: str) -> str:
    """Doubled consonants reduced to one, as the tokenizer's normalizer does."""
    kept = [letter for before, letter in zip(" " + form, form, strict=False) if letter != before or letter in "aeiou"]
    return "".join(kept)


def _parts(words: Iterable[str]) -> set[str]:
    shortest = SHORTEST_VARIANT
    return {
        word[start:end]
        for word in words
        for start in range(len(word) - shortest + 1)
        for end in range(start + shortest, min(len(word), start + LONGEST_PIECE + 1) + 1)
    }
