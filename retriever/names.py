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


class KnownNames:
    """Names, folded, in the order in which they are found. Looking for them costs what the question is long."""

    def __init__(self, known: Iterable[str]) -> None:
        self._numbers = {name: number for number, name in enumerate(dict.fromkeys(known))}
        self._longest = max((name.count(" ") + 1 for name in self._numbers), default=0)

    def find(self, question: str) -> dict[str, str]:
        """Return the names in `question` with its words for them; "ein beruflicher Neustart" names no measure."""
        words = WORD.findall(question)
        folded = [fold(word) for word in words]
        starts: dict[str, int] = {}
        for start in range(len(words)):
            for end in range(start + 1, min(start + self._longest, len(words)) + 1):
                name = " ".join(folded[start:end])
                if name in self._numbers:
                    starts.setdefault(name, start)
        found = {}
        for name in sorted(starts, key=self._numbers.__getitem__):
            first = starts[name]
            called = " ".join(words[first : first + name.count(" ") + 1])
            before = f" {' '.join(folded[:first])} " if first else " "
            if _BRAND.fullmatch(called) or not _ANY.search(before):
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
