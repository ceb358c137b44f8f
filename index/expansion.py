"""What the thesaurus adds to a question: labels of a concept that occur in the corpus."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.thesaurus import Concept, Thesaurus
from index.german import Analyser, fold
from index.lexical import LexicalIndex
from index.stopwords import STOP_WORDS

_WORD = re.compile(r"[^\W_]+")
_LONGEST_LABEL = 6
_MOST_LABELS = 12
_ABBREVIATION = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9-]{1,4}")


@dataclass(frozen=True, slots=True)
class Synonym:
    """A label of a concept with the terms by which the corpus is searched for it.

    `together` tells whether one text has all its words, unsplit, so that the label can be said to occur.
    """

    label: str
    terms: tuple[str, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A concept as the index knows it: its topic, and the labels of which the corpus has every word."""

    name: str
    english: str
    topic: str
    synonyms: tuple[Synonym, ...]

    @property
    def occurs(self) -> bool:
        """Whether the corpus speaks of it."""
        return any(synonym.together for synonym in self.synonyms)


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept named by the words `[start, end)` of a text, counted in words."""

    entry: Entry
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Expander:
    """Finds the concepts that a text names. `keys` leads from stems of a label to places in `entries`."""

    entries: tuple[Entry, ...]
    keys: Mapping[str, tuple[int, ...]]
    analyser: Analyser = field(compare=False)

    @classmethod
    def from_thesaurus(cls, thesaurus: Thesaurus, analyser: Analyser, words: LexicalIndex) -> "Expander":
        """Keep the labels that occur in a text of the index `words`."""
        concepts = [concept for concept in thesaurus.concepts if concept.expands]
        keys: defaultdict[str, dict[int, None]] = defaultdict(dict)
        for number, concept in enumerate(concepts):
            for label in (*concept.german, *concept.english):
                if key := _key(label, analyser):
                    keys[key][number] = None
        entries = tuple(_entry(concept, analyser, words) for concept in concepts)
        return cls(entries, {key: tuple(numbers) for key, numbers in keys.items()}, analyser)

    def mentions(self, text: str) -> list[Mention]:
        """The concepts that `text` names, longest labels first found from left to right."""
        words = _WORD.findall(text)
        stems = [self.analyser.stem(fold(word)) for word in words]
        found: list[Mention] = []
        start = 0
        while start < len(words):
            end, numbers = self._longest(words, stems, start)
            found += [Mention(self.entries[n], " ".join(words[start:end]), start, end) for n in numbers]
            start = end
        return found

    def _longest(self, words: Sequence[str], stems: Sequence[str], start: int) -> tuple[int, tuple[int, ...]]:
        for end in range(min(len(words), start + _LONGEST_LABEL), start, -1):
            if end == start + 1 and fold(words[start]) in STOP_WORDS:
                break
            exact = self.keys.get("=" + words[start], ()) if end == start + 1 else ()
            if numbers := exact + self.keys.get(" ".join(stems[start:end]), ()):
                return end, numbers
        return start + 1, ()


def _key(label: str, analyser: Analyser) -> str:
    """Stems of a label's words; an abbreviation counts only as it is written."""
    if _ABBREVIATION.fullmatch(label):
        return "=" + label
    words = _WORD.findall(label)
    return " ".join(analyser.stem(fold(word)) for word in words) if len(words) <= _LONGEST_LABEL else ""


def _entry(concept: Concept, analyser: Analyser, words: LexicalIndex) -> Entry:
    synonyms = (_synonym(label, analyser, words) for label in concept.german)
    kept = tuple(dict.fromkeys(filter(None, synonyms)))[:_MOST_LABELS]
    return Entry(concept.name, concept.english[0] if concept.english else concept.name, concept.topic, kept)


def _synonym(label: str, analyser: Analyser, words: LexicalIndex) -> Synonym | None:
    """The label if the corpus has all its words; a compound may be searched for in parts."""
    terms: list[str] = []
    split = False
    for whole, *parts in analyser.question_terms(label):
        found = [whole] if whole in words else [part for part in parts if part in words]
        if not found:
            return None
        terms += found
        split = split or whole not in words
    return Synonym(label, tuple(terms), not split and words.together(terms)) if terms else None
