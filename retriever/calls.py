"""What a question calls a measure or document without its whole name: the doctors' project, beim Zuschuss."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from corpus.blocks import Span, lies_in
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words
from index.expansion import Mention
from index.store import Index

_DEFINITE = re.compile(
    r"\b(?:das|die|der|dem|den|des|beim|im|vom|zum|zur|am|ins|diese[mnrs]?|the|this|that)\s(?:\w[\w-]{0,30}\s)?$",
    re.IGNORECASE,
)
_HEAD = re.compile(r"(?:[^:?!.,;–]{3,60}?(?::|\s[–-])|(?:\w[\w-]{0,30}\s){0,3}\w[\w-]{0,30},)\s")
"""The name in front of a question: `BZS: can they ...`."""
_MOST_BEARERS = 3
_OWN = 0.5
"""The least share of the sentences with a word that are those of what it calls."""


class Calls:
    """The words of titles that stand for one measure or document of an index, since hardly another speaks of them."""

    def __init__(self, index: Index) -> None:
        self._index = index
        titles = {owner: _title(owner, index) for owner in index.sentences.rows_by_owner}
        self._pairs: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
        for number, (owner, title) in enumerate(titles.items()):
            for pair in pairwise(index.analyser.word_stems(title)):
                self._pairs[pair][number] = owner
        bearers: dict[str, list[str]] = defaultdict(list)
        for owner, title in titles.items():
            for term in set(index.analyser.terms(title)):
                bearers[term].append(owner)
        few = {term: owners for term, owners in bearers.items() if len(owners) <= _MOST_BEARERS}
        self._shares = {
            term: dict(zip(owners, self._shares_of(term, owners), strict=True)) for term, owners in few.items()
        }

    def find(self, text: str, places: Sequence[Span], mentioned: Sequence[Mention]) -> tuple[str, ...]:
        """Return the ids of what a question calls by words of its title, as one speaks of a known thing.

        A word counts if it follows a definite article or stands in front of a colon, dash or comma, two or more if they
        follow one another in a title. `places` are the spans of places, which call nothing. `mentioned` are the
        concepts named, whose synonyms count, too; words of one that takes several don't count by themselves.
        """
        found: dict[str, float] = defaultdict(float)
        synonyms = _synonyms(mentioned)
        within = {number for each in mentioned if each.end - each.start > 1 for number in range(each.start, each.end)}
        for number, terms in self._named_words(text, places):
            for term in {*(() if number in within else terms), *synonyms.get(number, ())}:
                for owner, share in self._shares.get(term, {}).items():
                    found[owner] += share if share >= _OWN else 0.0
        for owner in self._bearers(text):
            found[owner] += 1.0
        best = max(found.values(), default=0.0)
        return tuple(owner for owner, strength in found.items() if strength == best and best > 0)

    def _named_words(self, text: str, places: Sequence[Span]) -> Iterator[tuple[int, tuple[str, ...]]]:
        head = _HEAD.match(text)
        front = head.end() if head else 0
        for number, match in enumerate(WORD.finditer(text)):
            word = match.group()
            if fold(word) in stop_words() or len(word) < 3 or word.isdigit() or lies_in(match.start(), places):
                continue
            if match.start() < front or _DEFINITE.search(text, 0, match.start()):
                whole = next(iter(self._index.analyser.question_terms(word)), ())
                yield number, whole

    def _bearers(self, text: str) -> list[str]:
        """Return the few that have two words or more in their titles which follow one another in the question."""
        words = [fold(word) for word in WORD.findall(text)]
        stems = self._index.analyser.stems(words)
        bearers: dict[int, str] = {}
        for word, one, other in zip(words, stems, stems[1:], strict=False):
            if word not in stop_words() and other not in stop_words():
                bearers.update(self._pairs.get((one, other), ()))
        return [bearers[number] for number in sorted(bearers)] if len(bearers) <= _MOST_BEARERS else []

    def _shares_of(self, term: str, owners: Sequence[str]) -> Iterator[float]:
        """Yield the share of the sentences with a term that each of its owners has; all if it is in none."""
        words = self._index.sentences.words
        rows = words.rows_with(term) if term in words else ()
        for owner in owners:
            own = np.isin(rows, self._index.sentences.rows_by_owner[owner])
            yield float(own.mean()) if len(own) else 1.0


def _title(owner: str, index: Index) -> str:
    """Return the title of a measure; that of a document with the name of its file, by which it is called as well."""
    if owner in index.measure_places:
        return index.measures[index.measure_places[owner]].title
    return f"{index.documents[owner].title} {owner.replace('-', ' ')}"


def _synonyms(mentioned: Sequence[Mention]) -> dict[int, set[str]]:
    """Return the terms of synonyms of one word, and of a known phrase, by the number of a word that they stand for."""
    found: dict[int, set[str]] = {}
    for each in mentioned:
        terms = {synonym.terms[0] for synonym in each.entry.synonyms if len(synonym.terms) == 1}
        for synonym in each.entry.synonyms:
            if synonym.together and fold(synonym.label) == fold(each.words):
                terms.update(synonym.terms)
        found.update(dict.fromkeys(range(each.start, each.end), terms))
    return found
