"""Query expansion by the thesaurus: labels of the concepts a question names, as far as the corpus has them."""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from corpus.document import Document
from corpus.reference.sayings import Saying
from corpus.reference.thesaurus import Concept, Thesaurus
from corpus.text.folding import WORD, fold
from corpus.text.language import Language, analysed
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
    """A concept as the index stores it: its labels in the corpus' languages all of whose words the corpus has.

    One that doesn't expand has labels too frequent or too vague, and is only translated. If no chunk mentions a
    concept, `above` holds the labels of the next broader one that some do: mental illness for depression. `held` tells
    whether the corpus mentions it anywhere, be it in a heading.
    """

    name: str
    topic: str
    expands: bool
    synonyms: tuple[Synonym, ...]
    above: tuple[Synonym, ...] = ()
    held: bool = False

    @property
    def occurs(self) -> bool:
        """Whether a chunk mentions it."""
        return any(synonym.together for synonym in self.synonyms)


@dataclass(frozen=True, slots=True)
class Mention:
    """A concept that a text names, with `start` and `end` counted in words."""

    entry: ConceptEntry
    words: str
    start: int
    end: int


@dataclass(frozen=True)
class Spoken:
    """What the corpus says: `words` of its chunks, `stems` of all of its text, and the `languages` of its documents."""

    analyser: Analyser
    words: LexicalIndex
    stems: frozenset[str]
    languages: frozenset[Language]

    @classmethod
    def from_documents(cls, documents: Sequence[Document], analyser: Analyser, words: LexicalIndex) -> "Spoken":
        """Read the words of all documents, those of titles and headings included; `words` are those of their chunks.

        Documents in languages that can't be analysed count as German.
        """
        texts = (text for document in documents for text in (document.title, document.text))
        stems = analyser.stems({fold(word) for text in texts for word in WORD.findall(text)})
        languages = {analysed(document.language) or "de" for document in documents}
        return cls(analyser, words, frozenset(stems), frozenset(languages))

    def holds(self, word: str) -> bool:
        """Whether any text has a word, in any form."""
        stem = self.analyser.stem(fold(word))
        return stem in self.stems or stem in self.words


@dataclass(frozen=True)
class Expander:
    """Finds the concepts that a text names; `keys` maps language and stems of a label to positions in `entries`."""

    entries: tuple[ConceptEntry, ...]
    keys: Mapping[str, Sequence[int]]
    analyser: Analyser = field(compare=False)

    @classmethod
    def from_thesaurus(cls, thesaurus: Thesaurus, spoken: Spoken, sayings: Sequence[Saying] = ()) -> "Expander":
        """Keep the labels whose words the corpus has.

        A concept that doesn't expand still translates: its labels in one language lead to its first one in the other.
        `sayings` lead to their concepts.
        """
        analyser, languages = spoken.analyser, spoken.languages
        keys: defaultdict[str, dict[int, None]] = defaultdict(dict)
        entries: list[ConceptEntry] = []
        for number, concept in enumerate(thesaurus.concepts):
            entries.append(_entry(concept, spoken))
            for language, labels in (("de", concept.german), ("en", concept.english)):
                for label in labels if concept.expands or languages - {language} else ():
                    if key := _key(label, analyser):
                        keys[f"{language}:{key}"][number] = None
        numbers = {concept.name: number for number, concept in enumerate(thesaurus.concepts)}
        for saying in sayings:
            for language, labels in (("de", saying.german), ("en", saying.english)):
                for label in labels:
                    keys[f"{language}:{_key(label, analyser)}"].update(
                        dict.fromkeys(map(numbers.__getitem__, saying.concepts))
                    )
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


def _entry(concept: Concept, spoken: Spoken) -> ConceptEntry:
    kept: list[Synonym] = []
    labels: list[str] = []
    for language, own in (("de", concept.german), ("en", concept.english)):
        if language in spoken.languages:
            labels += own if concept.expands else own[:1]
            synonyms = (_synonym(label, spoken) for label in (own if concept.expands else own[:1]))
            kept += tuple(dict.fromkeys(filter(None, synonyms)))[:_MOST_LABELS]
    held = any(synonym.together for synonym in kept) or any(_is_held(label, spoken) for label in labels)
    return ConceptEntry(concept.name, concept.topic, concept.expands, tuple(kept), held=held)


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


def _synonym(label: str, spoken: Spoken) -> Synonym | None:
    """The label if the chunks have all its words, or the parts of those that are compounds."""
    terms: list[str] = []
    split = False
    for whole, *parts in spoken.analyser.question_terms(label):
        found = [whole] if whole in spoken.words else [part for part in parts if part in spoken.words]
        if not found:
            return None
        terms += found
        split = split or whole not in spoken.words
    return Synonym(label, tuple(terms), not split and spoken.words.together(terms)) if terms else None


def _is_held(label: str, spoken: Spoken) -> bool:
    """Whether a label of one word stands anywhere in the corpus, in a heading for instance."""
    words = WORD.findall(label)
    return len(words) == 1 and spoken.holds(words[0])
