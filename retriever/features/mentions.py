"""Which sentences of the measures of an index say a concept of the thesaurus, or words as they are."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from corpus.text.folding import WORD
from corpus.text.lexicon import word_table
from index.store import Index

_CACHED = 1_024
_GAP = 2
"""Words that may stand between two of a label."""
_PROVES_NOTHING = frozenset(("changes", "hints", "contact"))
"""Fields that tell what should be, or who answers."""
_OF_RESULTS = frozenset(("results", "participants"))
"""Fields that tell whom a measure happened to reach."""
_DENIAL = re.compile(r"\b(?:kein(?:e[nrms]?)?|nicht|ohne|weder|not|no|without|neither)\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[,;:()•–]|\.(?=\s|$)")


@dataclass(frozen=True, slots=True)
class FeatureMention:
    """The sentence, by its row, in which a measure says something, or denies it."""

    row: int
    denied: bool


class SaidFeatures:
    """Finds what the measures of one index say. Safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._entries = {entry.name: entry for entry in index.expander.entries}
        self.said = lru_cache(_CACHED)(self._said)

    def _said(
        self, concept: str, words: str, of_people: bool = False, fields: frozenset[str] = frozenset()
    ) -> Mapping[str, FeatureMention]:
        """Return by measure the first sentence that says a concept, or the words for it; a denial where nothing does.

        Without a concept the words alone count. Of groups of people what happened proves nothing. `fields` are those
        in which it must stand, if any are given.
        """
        found: dict[str, FeatureMention] = {}
        for label in dict.fromkeys((*self._labels(concept), words)):
            for row, denied in self._rows(label):
                sentence = self._index.sentences.sentences[row]
                if (fields and sentence.field not in fields) or (of_people and sentence.field in _OF_RESULTS):
                    continue
                earlier = found.get(sentence.measure or "")
                if sentence.measure and (earlier is None or (earlier.denied, earlier.row) > (denied, row)):
                    found[sentence.measure] = FeatureMention(row, denied)
        return found

    def rows_of(self, concept: str) -> frozenset[int]:
        """Return the sentences that say a concept."""
        return frozenset(row for label in self._labels(concept) for row, _ in self._rows(label))

    def _labels(self, concept: str) -> Iterator[str]:
        """The labels of a concept and of those that prove the same, as far as sentences have them, and other words."""
        for name in filter(None, (concept, *_kindred().get(concept, ()))):
            entry = self._entries.get(name)
            yield from (synonym.label for synonym in entry.synonyms if synonym.together) if entry else (name,)

    def _rows(self, label: str) -> Iterator[tuple[int, bool]]:
        """The sentences that say a label, and whether they deny it.

        An abbreviation with a hyphen belongs to the word that follows: `ESF-BAMF-Kurse`.
        """
        wanted = [terms[0] for terms in self._index.analyser.words(label)]
        rows = [{*self._index.sentences.words.rows_with(term).tolist()} for term in wanted]
        for row in sorted(set.intersection(*rows)) if rows else ():
            sentence = self._index.sentences.sentences[row]
            span = self._place(sentence.text, wanted) if sentence.field not in _PROVES_NOTHING else None
            if span and not (label.isupper() and sentence.text.startswith("-", span[1])):
                yield row, _denies(sentence.text, *span)

    def _place(self, text: str, wanted: Sequence[str]) -> tuple[int, int] | None:
        """Where a text says words of these stems one after the other, with few others between them."""
        words = [(match.span(), self._index.analyser.word_terms(match.group())) for match in WORD.finditer(text)]
        for first, (span, terms) in enumerate(words):
            place: int | None = first if wanted[0] in terms else None
            for term in wanted[1:]:
                if place is not None:
                    near = range(place + 1, min(place + 2 + _GAP, len(words)))
                    place = next((each for each in near if term in words[each][1]), None)
            if place is not None:
                return span[0], words[place][0][1]
        return None


@cache
def _kindred() -> Mapping[str, tuple[str, ...]]:
    return {concept: tuple(others.split("|")) for concept, others in word_table("kindred.tsv")}


def _denies(text: str, start: int, end: int) -> bool:
    """Whether the clause that holds `text[start:end]` denies what it says there."""
    left = max((match.end() for match in _CLAUSE.finditer(text, 0, start)), default=0)
    right = next((match.start() for match in _CLAUSE.finditer(text, end)), len(text))
    return _DENIAL.search(text, left, right) is not None
