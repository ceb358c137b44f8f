"""The words of a text by what they mean: their stems, their parts', and those of concepts they may stand for."""

import re
from collections.abc import Iterable, Sequence
from functools import cache

from corpus.text.folding import WORD, fold
from corpus.text.language import Language
from corpus.text.lexicon import stop_words
from index.encoders.encoder import Encoder
from index.encoders.load import load_encoder
from index.encoders.static import StaticEncoder
from index.store import Index
from service.grounding import numbers
from service.grounding.everyday import german
from service.grounding.light import counts_nothing, is_light

QUOTED = re.compile(r"»[^«]*«|„[^“]*“|\"[^\"]*\"")
Terms = frozenset[str]
_STEM = 6


class Wording:
    """Reads texts of one language against German sources."""

    def __init__(self, index: Index, encoder: Encoder, language: Language) -> None:
        self._index = index
        self._encoder = encoder if isinstance(encoder, StaticEncoder) else _shipped()
        self._language = language

    def words(self, text: str) -> list[Terms]:
        """The terms of each word of `text`, in order; none for a word that says nothing by itself."""
        also: dict[int, set[str]] = {}
        for mention in self._index.expander.mentions(text, self._language):
            terms = {term for synonym in (*mention.entry.synonyms, *mention.entry.above) for term in synonym.terms}
            for place in range(mention.start, mention.end):
                also.setdefault(place, set()).update(terms)
        return [
            self._word(word) | also.get(place, set()) if _tells(word) else frozenset()
            for place, word in enumerate(WORD.findall(text))
        ]

    def heads(self, text: str) -> list[Terms]:
        """The same more narrowly: the whole word, and what its concept is called, by the last word of each name."""
        stem = self._index.analyser.stem
        also: dict[int, set[str]] = {}
        for mention in self._index.expander.mentions(text, self._language):
            names = (WORD.findall(synonym.label) for synonym in mention.entry.synonyms)
            also.setdefault(mention.end - 1, set()).update(stem(fold(words[-1])) for words in names if words)
        return [
            frozenset((stem(fold(word)), *map(stem, fold(self._said(word)).split()), *also.get(place, ())))
            if _tells(word)
            else frozenset()
            for place, word in enumerate(WORD.findall(text))
        ]

    def claiming(self, text: str) -> list[Terms]:
        """The same of words that claim or count something, none of the others."""
        words = zip(WORD.findall(text), self.heads(text), strict=True)
        return [frozenset() if counts_nothing(word) else terms for word, terms in words]

    def source(self, text: str) -> Terms:
        """All terms of a German source."""
        return frozenset(self._index.analyser.terms(text))

    def wholes(self, text: str) -> Terms:
        """The stems of the words of a German source, not those of their parts."""
        return frozenset(self._index.analyser.word_terms(word)[0] for word in WORD.findall(text))

    def source_words(self, text: str) -> list[Terms]:
        """The terms of each word of a German source, in order; none for a word that says nothing by itself."""
        analyser = self._index.analyser
        return [frozenset(analyser.word_terms(word)) if _tells(word) else frozenset() for word in WORD.findall(text)]

    def nearness(self, text: str, source: str) -> list[float]:
        """How near each word of `text` that claims something is to a German source: 1 is the same, 0 unrelated.

        A word means another if they or their concepts share a term; else it is the cosine of the nearest one's vector.
        """
        theirs = self.source(source)
        own = [
            (word, terms)
            for word, terms in zip(WORD.findall(text), self.words(text), strict=True)
            if terms and not is_light(word) and not numbers.is_number(word)
        ]
        words = list(dict.fromkeys(word for word in WORD.findall(source) if not word.isdigit()))
        vectors = self._encoder.encode_passages([*(word for word, _ in own), *words])
        nearest = (vectors[: len(own)] @ vectors[len(own) :].T).max(axis=1, initial=0.0)
        return [1.0 if alike(terms, theirs) else float(near) for (_, terms), near in zip(own, nearest, strict=True)]

    def _word(self, word: str) -> Terms:
        return frozenset((*self._index.analyser.terms(self._said(word)), *self._index.analyser.word_terms(word)))

    def _said(self, word: str) -> str:
        """How the sources say a word of everyday."""
        return german(word) if self._language == "en" else ""


@cache
def _shipped() -> Encoder:
    """The shipped encoder: with it was measured how near two words of one meaning are."""
    return load_encoder()


def alike(terms: Terms, others: Terms) -> bool:
    """Whether two words are one: `diagnos` and `diagnost` are stems of one word."""
    return not terms.isdisjoint(others) or any(
        len(one) >= _STEM and len(other) >= _STEM and (one.startswith(other) or other.startswith(one))
        for one in terms
        for other in others
    )


def shared(words: Iterable[Terms], others: Sequence[Terms]) -> int:
    """How many of `words` are among `others`."""
    return sum(any(alike(terms, other) for other in others) for terms in words)


def _tells(word: str) -> bool:
    return fold(word) not in stop_words() and not word.isdigit() and not numbers.is_month(word)
