"""The analyser of index and questions: folds, splits compounds and stems German, and leaves English usable."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from threading import Lock

import Stemmer

from corpus.text.folding import WORD, fold
from corpus.text.legal import ROMAN, paragraphs
from corpus.text.lexicon import stop_words

ANALYSER_VERSION = 3
"""Increase it when the same text gives other terms: an index of another version must be rebuilt."""

_BOOK = re.compile(r"\bSGB[\s-]?(XII|XI|X|IX|VIII|VII|VI|V|IV|III|II|I|\d{1,2})\b", re.IGNORECASE)
_SHORTEST_COMPOUND = 8
_LONGEST_COMPOUND = 80
_SHORTEST_PART = 4
_LINKS = ("", "s", "es", "n", "en", "er", "e")
_MOST_PARTS = 4


def vocabulary(texts: Iterable[str]) -> frozenset[str]:
    """Words that compounds may be made of: those of `texts` that start with a capital letter, folded."""
    stop = stop_words()
    return frozenset(
        folded
        for text in texts
        for word in WORD.findall(text)
        if word[0].isupper() and len(folded := fold(word)) >= _SHORTEST_PART and folded.isalpha()
        if len(folded) >= _SHORTEST_COMPOUND or folded not in stop
    )


class Analyser:
    """Turns text into terms; splits compounds into words of `vocabulary` (folded), which may be empty."""

    def __init__(self, vocabulary: frozenset[str] = frozenset()) -> None:
        self.vocabulary = vocabulary
        self._stemmer = Stemmer.Stemmer("german", 0)
        self._stemming = Lock()  # PyStemmer forbids concurrent calls
        self._stems = frozenset(self._stemmer.stemWords(list(vocabulary)))
        self._terms_of = lru_cache(maxsize=65_536)(self._analyse_word)
        self.word_terms = lru_cache(maxsize=65_536)(self._written_word_terms)
        self.spans = lru_cache(maxsize=2_048)(self._spans)

    def terms(self, text: str) -> list[str]:
        """Stems of words and of parts of compounds, and terms for cited laws (`§16e`, `art60`, `sgbii`), in order."""
        return [term for terms in self.words(text) for term in terms]

    def question_terms(self, text: str) -> list[tuple[str, ...]]:
        """Terms by word, stop words left out: the word's own stem first, then those of its parts."""
        stop = stop_words()
        return [terms for word, terms in self._tokens(text) if word not in stop]

    def words(self, text: str) -> list[tuple[str, ...]]:
        """Terms by word, stop words included."""
        return [terms for _, terms in self._tokens(text)]

    def _written_word_terms(self, word: str) -> tuple[str, ...]:
        """Terms of one word as written: its stem and those of its parts."""
        return self._terms_of(fold(word))

    def _spans(self, text: str) -> Mapping[str, tuple[tuple[int, int], ...]]:
        """Spans `(start, end)` of the words with each term in a text, stop words left out."""
        found: dict[str, tuple[tuple[int, int], ...]] = {}
        stop = stop_words()
        for match in WORD.finditer(text):
            if fold(match.group()) not in stop:
                for term in self.word_terms(match.group()):
                    found[term] = (*found.get(term, ()), match.span())
        return found

    def stem(self, word: str) -> str:
        """The stem of one folded word."""
        with self._stemming:
            return str(self._stemmer.stemWord(word))

    def stems(self, words: Iterable[str]) -> list[str]:
        """The stems of folded words; faster than one call per word."""
        with self._stemming:
            return list(self._stemmer.stemWords(list(words)))

    def word_stems(self, text: str) -> list[str]:
        """The stem of each word of a text, in order; compounds stay whole."""
        return self.stems(map(fold, WORD.findall(text)))

    def _tokens(self, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for paragraph in paragraphs(text):
            sign, number, *_ = paragraph.split()
            term = f"{'§' if sign == '§' else 'art'}{number}"
            yield term, (term,)
        joined = _BOOK.sub(lambda match: f"SGB{ROMAN.get(match.group(1), match.group(1))}", text)
        for word in WORD.findall(fold(joined)):
            yield word, self._terms_of(word)

    def _analyse_word(self, word: str) -> tuple[str, ...]:
        """The stem of a word and those of its parts, recursively, so that any of them finds it."""
        parts = self._split(word) if _SHORTEST_COMPOUND <= len(word) <= _LONGEST_COMPOUND else ()
        return tuple(dict.fromkeys((self.stem(word), *(term for part in parts for term in self._terms_of(part)))))

    def _split(self, word: str) -> tuple[str, ...]:
        """The split into the fewest parts; among equals, the one whose shortest part is longest."""
        splits = [split for split in self._splits(word, _MOST_PARTS) if len(split) > 1]
        return min(splits, key=lambda split: (len(split), -min(map(len, split))), default=())

    def _splits(self, word: str, most: int) -> Iterator[tuple[str, ...]]:
        if self._known(word):
            yield (word,)
        if most == 1:
            return
        for end in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            head = word[:end]
            if head in self.vocabulary:
                for link in _LINKS:
                    rest = word[end + len(link) :]
                    if len(rest) >= _SHORTEST_PART and word.startswith(link, end):
                        yield from ((head, *tail) for tail in self._splits(rest, most - 1))

    def _known(self, word: str) -> bool:
        """Whether a last part, which may be inflected, shares its stem with a known word."""
        return word in self.vocabulary or self.stem(word) in self._stems
