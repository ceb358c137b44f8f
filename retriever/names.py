"""Names of measures as people say them: JUMITA, AmigA, BAHN FREI, Fit for Life."""

import re
from collections.abc import Iterable, Iterator, Sequence

from corpus.reference.places import PlaceMention
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words

_QUOTED = re.compile(r"[„\"“]([A-ZÄÖÜ][^„“\"”]{2,40})[“\"”]")
_PARENTHESES = re.compile(r"\(([^()]{2,40})\)")
_BRAND = re.compile(r"\b(?:[A-ZÄÖÜ]{3,}[a-z]*|[A-ZÄÖÜ]?[a-zäöüß]+[A-ZÄÖÜ]\w*|[A-ZÄÖÜ]{2,}[a-zäöüß]+)\b")
_BREAK = re.compile(r"\s[–-]\s|[(=:!]|–")
_NUMBERED = re.compile(r" (?:[ivx]+|\d+)$")
_ANY = re.compile(r" (?:[kms]?ein(?:e[mnrs]?)?|ihre[mnrs]?|an?)(?: \w+e[mnrs]?)? $")
_ROMAN = re.compile(r"[ivx]+")
_NO_BRANDS = frozenset("sgb iii lzb bmas nrw esf elb u25".split())
_MOST_WORDS = 4


def names(title: str) -> list[str]:
    """Return the folded names people use for a measure with this title."""
    found = list(dict.fromkeys(" ".join(map(fold, WORD.findall(name))) for name in _candidates(title)))
    found += [name.rsplit(" ", 1)[0] for name in found if _NUMBERED.search(name)]
    return [name for name in found if _is_name(name) and not any(_within(name, other) for other in found)]


def _is_name(name: str) -> bool:
    return len(name) > 2 and name not in _NO_BRANDS and name not in stop_words() and not _ROMAN.fullmatch(name)


def _within(name: str, other: str) -> bool:
    """Whether `name` is merely part of `other`, and `other` isn't numbered."""
    return name != other and f" {name} " in f" {other} " and not _NUMBERED.search(other)


def find_names(question: str, known: Iterable[str]) -> dict[str, str]:
    """Return the known names in `question` with its words for them; "ein beruflicher Neustart" names no measure."""
    words = WORD.findall(question)
    folded = f" {' '.join(map(fold, words))} "
    found = {}
    for name in known:
        place = folded.find(f" {name} ")
        if place >= 0:
            first = folded.count(" ", 0, place + 1) - 1
            called = " ".join(words[first : first + name.count(" ") + 1])
            if _BRAND.fullmatch(called) or not _ANY.search(folded, 0, place + 1):
                found[name] = called
    return found


def is_brand(word: str) -> bool:
    """Whether a word is written as only a name is: JUMITA, AmigA."""
    return _BRAND.fullmatch(word) is not None


def _candidates(title: str) -> Iterator[str]:
    yield from (match.group(1) for match in _QUOTED.finditer(title))
    head = _BREAK.split(title.strip("• "), maxsplit=1)[0].strip(' „“"')
    if 1 <= len(WORD.findall(head)) <= _MOST_WORDS:
        yield head
    for match in _PARENTHESES.finditer(title):
        if _BRAND.fullmatch(match.group(1)) or match.group(1).isupper():
            yield match.group(1)
    yield from (match.group() for match in _BRAND.finditer(title))


def without_names(text: str, mentions: Sequence[PlaceMention], names: Sequence[str]) -> str:
    """Return a text without the places and names in it, whole where nothing else is said."""
    left = text
    for mention in sorted(mentions, key=lambda mention: -mention.start):
        left = f"{left[: mention.start]} {left[mention.end :]}"
    for name in names:
        left = left.replace(name, " ")
    return " ".join(left.split()) if WORD.search(left) else text
