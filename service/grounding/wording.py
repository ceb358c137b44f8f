"""Words of a text as terms: their stems, their parts' stems, and those of the concepts they may stand for."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from corpus.text.folding import WORD, fold
from corpus.text.language import Language
from corpus.text.lexicon import stop_words, word_set
from index.encoders.encoder import Encoder
from index.encoders.load import load_encoder
from index.encoders.static import StaticEncoder
from index.store import Index
from service.grounding import numbers

_OPENING = re.compile('[»„"]')
_CLOSING = {"»": "«", "„": "“", '"': '"'}
Terms = frozenset[str]
_STEM = 6


class Wording:
    """Reads sentences of one language, and the German sources they are held against."""

    def __init__(self, index: Index, encoder: Encoder, language: Language) -> None:
        self._index = index
        self._encoder = encoder if isinstance(encoder, StaticEncoder) else _shipped_encoder()
        self._language = language

    def words(self, text: str) -> list[Terms]:
        """The terms of each word of `text`, in order; none for stop words, digits and months."""
        concepts: dict[int, set[str]] = {}
        for mention in self._index.expander.mentions(text, self._language):
            terms = {term for synonym in (*mention.entry.synonyms, *mention.entry.above) for term in synonym.terms}
            for place in range(mention.start, mention.end):
                concepts.setdefault(place, set()).update(terms)
        return [
            frozenset(self._index.analyser.word_terms(word)) | concepts.get(place, set())
            if _has_content(word)
            else frozenset()
            for place, word in enumerate(WORD.findall(text))
        ]

    def source_words(self, text: str) -> list[Terms]:
        """The same for a German source, which is taken literally: without concepts."""
        analyser = self._index.analyser
        return [
            frozenset(analyser.word_terms(word)) if _has_content(word) else frozenset() for word in WORD.findall(text)
        ]

    def similarities(self, text: str, source: str) -> list[float]:
        """For each word of `text` that claims something, its similarity to the nearest word of `source`, at most 1.

        It is 1 where the two words or their concepts share a term, else the cosine of the words' vectors.
        """
        known = frozenset(self._index.analyser.terms(source))
        claiming = [
            (word, terms)
            for word, terms in zip(WORD.findall(text), self.words(text), strict=True)
            if terms and not _only_reports(word) and not numbers.is_number(word)
        ]
        words = list(dict.fromkeys(word for word in WORD.findall(source) if not word.isdigit()))
        vectors = self._encoder.encode_passages([*(word for word, _ in claiming), *words])
        cosines = (vectors[: len(claiming)] @ vectors[len(claiming) :].T).max(axis=1, initial=0.0)
        return [
            1.0 if alike(terms, known) else float(cosine) for (_, terms), cosine in zip(claiming, cosines, strict=True)
        ]


def quotations(text: str) -> list[str]:
    """What a text puts in quotation marks, marks included."""
    return [text[start:end] for start, end in _quoted_spans(text)]


def without_quotations(text: str) -> str:
    """A text with a space in place of each quotation."""
    spans = [(0, 0), *_quoted_spans(text), (len(text), len(text))]
    return " ".join(text[end:start] for (_, end), (start, _) in pairwise(spans))


def _quoted_spans(text: str) -> Iterator[tuple[int, int]]:
    """From each opening mark to the next closing one; a mark that is never closed is looked for once."""
    position, unclosed = 0, set[str]()
    while opening := _OPENING.search(text, position):
        position = opening.end()
        if opening[0] in unclosed:
            continue
        end = text.find(_CLOSING[opening[0]], position) + 1
        if end:
            yield opening.start(), end
            position = end
        else:
            unclosed.add(opening[0])


@cache
def _shipped_encoder() -> Encoder:
    """The shipped encoder: the thresholds for similarities were measured with it."""
    return load_encoder()


def alike(terms: Terms, others: Terms) -> bool:
    """Whether two sets of terms share one, or stems of one word: `diagnos` and `diagnost`."""
    return not terms.isdisjoint(others) or any(
        len(one) >= _STEM and len(other) >= _STEM and (one.startswith(other) or other.startswith(one))
        for one in terms
        for other in others
    )


def shared(words: Iterable[Terms], others: Sequence[Terms]) -> int:
    """Count the `words` that are alike one of `others`."""
    return sum(any(alike(terms, other) for other in others) for terms in words)


def _has_content(word: str) -> bool:
    return fold(word) not in stop_words() and not word.isdigit() and not numbers.is_month(word)


def _only_reports(word: str) -> bool:
    """Whether a word claims nothing by itself: `includes`, `insgesamt`."""
    known = word_set("reporting_words.de.txt", "reporting_words.en.txt")
    low = word.lower()
    return low in known or re.sub(r"(?:s|'s)$", "", low) in known
