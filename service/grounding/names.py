"""Names in a sentence: of measures, people, organisations and places."""

import re
import weakref

from corpus.measure import short_name
from corpus.reference.places import Places
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words, word_set
from index.store import Index
from retriever.names import names
from service.grounding import numbers
from service.grounding.evidence import CitedEvidence, fold_words
from service.grounding.wording import without_quotations

_INNER_CAPITAL = re.compile(r"[a-zäöüß][A-ZÄÖÜ](?!nnen)")
_PROPER = re.compile(r"[^\W\d_]{3,}")


class NameCheck:
    """Finds names in sentences that the cited passages don't hold."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._places = Places.shipped()
        self._names = _proper_names(index)

    def has_unknown_name(self, said: str, evidence: CitedEvidence) -> bool:
        """Whether `said` names a measure, a person or an organisation that the evidence doesn't."""
        own = f" {fold_words(said)} "
        if any(f" {name} " in own and f" {name} " not in evidence.folded for name in self._names):
            return True
        if self._begins_with_unknown_name(said, evidence):
            return True
        theirs = set(self._index.analyser.terms(evidence.text))
        return any(
            fold(word) not in self._index.known_words and theirs.isdisjoint(self._index.analyser.word_terms(word))
            for word in _capitalised(without_quotations(said))
        )

    def has_unknown_place(self, said: str, evidence: CitedEvidence) -> bool:
        """Whether `said` names a place that the evidence doesn't, nor a place in which it lies."""
        known = {name for mention in self._places.find(evidence.text) for name in (*mention.names, mention.state)}
        return any(
            known.isdisjoint(mention.names) and fold(said[mention.start : mention.end]) not in fold(evidence.text)
            for mention in self._places.find(said)
        )

    def _begins_with_unknown_name(self, said: str, evidence: CitedEvidence) -> bool:
        """Whether the first word is an unknown name, for which its capital letter alone doesn't speak."""
        first, second = [*WORD.findall(said), "", ""][:2]
        person = second[:1].isupper() and fold(second) in self._names and fold(first) not in self._index.known_words
        return f" {fold(first)} " not in evidence.folded and (person or bool(_INNER_CAPITAL.search(first)))


def _capitalised(text: str) -> list[str]:
    """Words with a capital letter, except the first word of the text."""
    words = [match.group() for match in _PROPER.finditer(text)]
    return [
        word
        for word in words[1:]
        if word[0].isupper() and fold(word) not in word_set("titles.txt") and not numbers.is_month(word)
    ]


_names: dict[int, frozenset[str]] = {}


def _proper_names(index: Index) -> frozenset[str]:
    """The names of an index, collected once and released with it."""
    if (held := _names.get(id(index))) is None:
        held = _names[id(index)] = _collected(index)
        weakref.finalize(index, _names.pop, id(index), None)
    return held


def _collected(index: Index) -> frozenset[str]:
    """Folded names of the measures, their contacts and their organisations."""
    found: set[str] = set()
    for measure in index.measures:
        found.update((*names(measure.title), fold_words(short_name(measure))))
        found.update(fold_words(contact.name) for contact in measure.contacts if contact.name)
        found.update(fold_words(contact.name.split()[-1]) for contact in measure.contacts if contact.name)
        found.add(fold_words(measure.organisation or ""))
    return frozenset(name for name in found if len(name) > 2 and name not in stop_words())
