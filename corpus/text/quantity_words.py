"""The words and marks around numbers: tokens of a text, and what each says about the number beside it."""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import NamedTuple

from corpus.text.folding import fold
from corpus.text.lexicon import word_set, word_table
from corpus.text.numerals import NUMERAL

_DAY = r"(?:0?[1-9]|[12][0-9]|3[01])"
_MONTH = r"(?:0?[1-9]|1[0-2])"
_APART = (
    rf"(?<![0-9.,]){_DAY}\.\s?{_MONTH}\.(?:\s?(?:19|20)?[0-9]{{2}}(?![0-9.,]))?"  # 1.10.2024, 1.10.
    rf"|(?<![0-9.,]){_MONTH}[./](?:19|20)[0-9]{{2}}(?![0-9.,])"  # 10/2024
    r"|(?:19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"  # 2024-10-01
    r"|[0-2]?[0-9][:.][0-5][0-9]\s?(?:-|–|bis)\s?[0-2]?[0-9][:.][0-5][0-9](?=\s?(?:Uhr|h)\b)"  # 8.00-16.30 Uhr
    r"|[0-2]?[0-9](?:[:.][0-5][0-9])?\s?Uhr\b"
    r"|(?:\+[1-9]|\(?0[0-9])[0-9 \t/()–-]{4,}[0-9]"  # +43 316 555 0
)
_TOKEN = re.compile(
    rf"(?P<apart>{_APART})"
    rf"|(?P<number>{NUMERAL})(?P<cents>[.,](?:--?|[–—])(?![0-9]))?[¹²³⁰⁴-⁹*†]{{0,3}}"
    r"|(?P<word>[Tk]€|[^\W\d_]\w*(?:(?:/-?|[*:·])in(?:nen)?\b)?)"
    r"|(?P<mark>[<>]=|[^\w\s])"
)
_GENDER = re.compile(r"(?:/-?|[*:·_])in(?:nen)?$")


class Token(NamedTuple):
    """A word, number or mark of a text, folded; `kind` is `apart` for dates, times and telephone numbers."""

    kind: str
    folded: str
    start: int
    end: int

    def touches(self, other: "Token") -> bool:
        """Whether `other` follows without a space."""
        return self.end == other.start


class Meaning(NamedTuple):
    """What a phrase of `words` words means in its role; the language is `de`, `en` or `any`."""

    value: str
    language: str
    words: int


def read_tokens(text: str) -> list[Token]:
    """The tokens of `text`; the full stop of an abbreviation isn't one."""
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        if kind in ("number", "cents"):
            found.append(Token("number", match["number"], match.start(), match.end()))
        elif kind == "word":
            found.append(Token(kind, _folded(_GENDER.sub("", match["word"])), match.start(), match.end()))
        elif match.group() != "." or not found or found[-1].folded not in _shortened():
            found.append(Token(kind, match.group(), match.start(), match.end()))
        else:
            found[-1] = found[-1]._replace(end=match.end())
    return found


def meaning(role: str, found: Sequence[Token], at: int) -> Meaning | None:
    """What the longest phrase that begins at `at` means in `role`, None if none does."""
    if at >= len(found):
        return None
    for words, said in _phrases(role).get(found[at].folded, ()):
        if tuple(token.folded for token in found[at : at + len(words)]) == words:
            return said
    return None


def meaning_before(role: str, found: Sequence[Token], end: int) -> Meaning | None:
    """What the longest phrase that ends before `end` means in `role`, None if none does."""
    if end <= 0:
        return None
    for words, said in _phrases(role, by_last=True).get(found[end - 1].folded, ()):
        if tuple(token.folded for token in found[max(0, end - len(words)) : end]) == words:
            return said
    return None


def without_about(found: Sequence[Token], end: int) -> int:
    """Where the words that only round the number at `end` begin."""
    while about := meaning_before("about", found, end):
        end -= about.words
    return end


@cache
def _phrases(role: str, *, by_last: bool = False) -> Mapping[str, Sequence[tuple[tuple[str, ...], Meaning]]]:
    """The phrases of a role by their first or last word, the longest first."""
    found: dict[str, list[tuple[tuple[str, ...], Meaning]]] = {}
    for of, value, language, phrase in word_table("quantities.tsv"):
        if of == role:
            words = tuple(map(_folded, phrase.split()))
            found.setdefault(words[-1 if by_last else 0], []).append((words, Meaning(value, language, len(words))))
    return {word: sorted(phrases, key=lambda each: -len(each[0])) for word, phrases in found.items()}


def _folded(word: str) -> str:
    return fold(word) if len(word) > 1 else word.lower()  # à is no a


@cache
def _shortened() -> frozenset[str]:
    return frozenset(fold(word) for word in word_set("quantity_abbreviations.txt"))
