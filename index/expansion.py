"""Query expansion by the thesaurus: labels of the concepts a question names, as far as the corpus has them."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.reference.thesaurus import Concept, Thesaurus
from corpus.text.folding import WORD, fold
from corpus.text.language import Language
from corpus.text.lexicon import stop_words
from index.analyser import Analyser
from index.lexical import LexicalIndex

_LONGEST_LABEL = 6
_MOST_LABELS = 12
_MOST_LEVELS = 2
_BENEFITS = "leistung"
_ABBREVIATION = re.compile(r"[A-ZÄÖÜ][A-ZÄÖÜ0-9-]{1,4}")


@dataclass(frozen=True, slots=True)
class Synonym:
    """A label of a concept with the terms to search for it.

    `together` means that the label occurs in the corpus: one text has all its words, unsplit.
    """

    label: str
    terms: tuple[str, ...]
    together: bool


@dataclass(frozen=True, slots=True)
class ConceptEntry:
    """A concept as the index stores it: its labels all of whose words the corpus has.

    One that doesn't expand has labels too frequent or too vague, and is only translated. If the corpus doesn't mention
    a concept, `above` holds the labels of the next broader one that it does: mental illness for depression.
    """

    name: str
    topic: str
    expands: bool
    synonyms: tuple[Synonym, ...]
    above: tuple[Synonym, ...] = ()

    @property
    def occurs(self) -> bool:
        """Whether the corpus mentions it."""
        return any(synonym.together for synonym in self.synonyms)


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that a text names, with `start` and `end` counted in words."""

    entry: ConceptEntry
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Expander:
    """Finds the concepts that a text names; `keys` maps language and stems of a label to positions in `entries`."""

    entries: tuple[ConceptEntry, ...]
    keys: Mapping[str, Sequence[int]]
    analyser: Analyser = field(compare=False)

    @classmethod
    def from_thesaurus(cls, thesaurus: Thesaurus, analyser: Analyser, words: LexicalIndex) -> "Expander":
        """Keep the labels whose words occur in the index `words`.

        A concept that doesn't expand still translates: its English labels lead to its first German one.
        """
        keys: defaultdict[str, dict[int, None]] = defaultdict(dict)
        entries: list[ConceptEntry] = []
        for number, concept in enumerate(thesaurus.concepts):
            entries.append(_entry(concept, analyser, words))
            for language, labels in (("de", concept.german if concept.expands else ()), ("en", concept.english)):
                for label in labels:
                    if key := _key(label, analyser):
                        keys[f"{language}:{key}"][number] = None
        known = {entry.name: entry for entry in entries}
        broader = {concept.name: concept.broader for concept in thesaurus.concepts}
        lifted = tuple(_lifted(entry, known, broader) for entry in entries)
        return cls(lifted, {key: tuple(numbers) for key, numbers in keys.items()}, analyser)

    def mentions(self, text: str, language: Language) -> list[Mention]:
        """The concepts that `text` names, from left to right, preferring longer labels.

        Labels of the other language count for capitalised words ("Minijob" in English), and for all words if nothing
        else is found.
        """
        other: Language = "en" if language == "de" else "de"
        return self._mentions(text, language, other) or self._mentions(text, other, None)

    def _mentions(self, text: str, language: Language, other: Language | None) -> list[Mention]:
        words = WORD.findall(text)
        stems = [self.analyser.stem(fold(word)) for word in words]
        found: list[Mention] = []
        start = 0
        while start < len(words):
            end, numbers = self._longest(language, words, stems, start)
            if not numbers and other and words[start][0].isupper():
                end, numbers = self._longest(other, words, stems, start)
            found += [Mention(self.entries[n], " ".join(words[start:end]), start, end) for n in numbers]
            start = end
        return found

    def _longest(
        self, language: Language, words: Sequence[str], stems: Sequence[str], start: int
    ) -> tuple[int, tuple[int, ...]]:
        for end in range(min(len(words), start + _LONGEST_LABEL), start, -1):
            if end == start + 1 and fold(words[start]) in stop_words():
                break
            exact = self.keys.get(f"{language}:={words[start]}", ()) if end == start + 1 else ()
            if numbers := (*exact, *self.keys.get(f"{language}:{' '.join(stems[start:end])}", ())):
                return end, numbers
        return start + 1, ()


def _key(label: str, analyser: Analyser) -> str:
    """Stems of a label's words; an abbreviation is kept as written."""
    if _ABBREVIATION.fullmatch(label):
        return "=" + label
    words = WORD.findall(label)
    return " ".join(analyser.stem(fold(word)) for word in words) if len(words) <= _LONGEST_LABEL else ""


def _entry(concept: Concept, analyser: Analyser, words: LexicalIndex) -> ConceptEntry:
    labels = concept.german if concept.expands else concept.german[:1]
    synonyms = (_synonym(label, analyser, words) for label in labels)
    kept = tuple(dict.fromkeys(filter(None, synonyms)))[:_MOST_LABELS]
    return ConceptEntry(concept.name, concept.topic, concept.expands, kept)


def _lifted(entry: ConceptEntry, known: Mapping[str, ConceptEntry], broader: Mapping[str, str | None]) -> ConceptEntry:
    """Give a concept that the corpus doesn't mention the labels of the nearest broader one that it does.

    Not for benefits: texts on social benefits in general say nothing about the housing benefit.
    """
    if entry.occurs or not entry.expands or entry.topic == _BENEFITS:
        return entry
    name = entry.name
    for _ in range(_MOST_LEVELS):
        name = broader[name] or ""
        above = known.get(name)
        if above is None or not above.expands:
            return entry
        if above.occurs:
            return replace(entry, above=tuple(synonym for synonym in above.synonyms if synonym.together))
    return entry


def _synonym(label: str, analyser: Analyser, words: LexicalIndex) -> Synonym | None:
    """The label if the corpus has all its words, or the parts of those that are compounds."""
    terms: list[str] = []
    split = False
    for whole, *parts in analyser.question_terms(label):
        found = [whole] if whole in words else [part for part in parts if part in words]
        if not found:
            return None
        terms += found
        split = split or whole not in words
    return Synonym(label, tuple(terms), not split and words.together(terms)) if terms else None
