"""Names in a sentence: of measures, people, organisations and places."""

import re
import weakref

from corpus.measure import short_name
from corpus.reference.places import Places
from corpus.text.folding import WORD, fold
from corpus.text.lexicon import stop_words
from index.store import Index
from retriever.names import names
from service.grounding import numbers
from service.grounding.evidence import Evidence, folded
from service.grounding.wording import QUOTED

_INNER_CAPITAL = re.compile(r"[a-zäöüß][A-ZÄÖÜ](?!nnen)")
_TITLES = frozenset("herr herrn frau dr mr mrs ms tel telefon mail".split())
_PROPER = re.compile(r"[^\W\d_]{3,}")


class Naming:
    """Finds names that a passage doesn't hold."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._places = Places.shipped()
        self._names = _proper_names(index)

    def is_strange(self, said: str, evidence: Evidence) -> bool:
        """Whether a name of a measure, a person or an organisation isn't in the evidence."""
        own = f" {folded(said)} "
        if any(f" {name} " in own and f" {name} " not in evidence.folded for name in self._names):
            return True
        if self._begins_strangely(said, evidence):
            return True
        theirs = set(self._index.analyser.terms(evidence.text))
        return any(
            fold(word) not in self._index.known_words and theirs.isdisjoint(self._index.analyser.word_terms(word))
            for word in _capitalised(QUOTED.sub(" ", said))
        )

    def is_elsewhere(self, said: str, evidence: Evidence) -> bool:
        """Whether a place isn't in the evidence, nor one that holds it."""
        known = {name for mention in self._places.find(evidence.text) for name in (*mention.names, mention.state)}
        return any(
            known.isdisjoint(mention.names) and fold(said[mention.start : mention.end]) not in fold(evidence.text)
            for mention in self._places.find(said)
        )

    def _begins_strangely(self, said: str, evidence: Evidence) -> bool:
        """Whether a sentence begins with a name that isn't in the evidence; its capital letter alone says nothing."""
        first, second = [*WORD.findall(said), "", ""][:2]
        person = second[:1].isupper() and fold(second) in self._names and fold(first) not in self._index.known_words
        return f" {fold(first)} " not in evidence.folded and (person or bool(_INNER_CAPITAL.search(first)))


def _capitalised(text: str) -> list[str]:
    """Words with a capital letter that don't begin the sentence."""
    words = [match.group() for match in _PROPER.finditer(text)]
    return [
        word for word in words[1:] if word[0].isupper() and fold(word) not in _TITLES and not numbers.is_month(word)
    ]


_names: dict[int, frozenset[str]] = {}


def _proper_names(index: Index) -> frozenset[str]:
    """Those of an index, collected once and let go with it."""
    if (held := _names.get(id(index))) is None:
        held = _names[id(index)] = _collected(index)
        weakref.finalize(index, _names.pop, id(index), None)
    return held


def _collected(index: Index) -> frozenset[str]:
    """Folded names of measures, of the people who answer for them, and of who runs them."""
    found: set[str] = set()
    for measure in index.measures:
        found.update((*names(measure.title), folded(short_name(measure))))
        found.update(folded(contact.name) for contact in measure.contacts if contact.name)
        found.update(folded(contact.name.split()[-1]) for contact in measure.contacts if contact.name)
        found.add(folded(measure.organisation or ""))
    return frozenset(name for name in found if len(name) > 2 and name not in stop_words())
