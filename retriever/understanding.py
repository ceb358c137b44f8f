"""Interpretation of a question: language, weighted terms, concepts, places, paragraphs, names, fields asked for."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.measure import Measure
from corpus.reference.places import PlaceMention, Places
from corpus.text.folding import WORD, fold
from corpus.text.language import Language, detect
from corpus.text.legal import paragraphs
from corpus.text.lexicon import stop_words
from index.coverage import Coverage, known_share, question_coverage
from index.expansion import Mention
from index.spelling import Spelling
from index.store import Index
from retriever.calls import Calls
from retriever.conditions.condition import Inquiry
from retriever.conditions.reading import read_inquiry
from retriever.criteria.criterion import Criterion
from retriever.criteria.facts import ClientFacts
from retriever.criteria.reading import read_criteria
from retriever.features.feature import NO_FEATURES, FeatureRequest
from retriever.features.reading import read_features
from retriever.intent import FieldIntent, field_intents
from retriever.names import KnownNames, names, without_names
from retriever.query import Question
from retriever.result import Expanded, Understood
from retriever.titles import Titles
from retriever.weights import Weights

_BOOKS = "SGBI SGBII SGBIII SGBIV SGBV SGBVI SGBVII SGBVIII SGBIX SGBX SGBXI SGBXII".split()
_EITHER = re.compile(r"\b(?:oder|or|und|and|als|than)\b", re.IGNORECASE)
_THINGS = frozenset("akteur beruf herkunft instrument kriminalitaet kultur leistung recht rente zielgruppe".split())


@dataclass(frozen=True, slots=True)
class Understanding:
    """A question as the retriever works with it.

    `terms` holds the weights of its own and the thesaurus' terms. Subsets serve different purposes: `local` searches
    chunks (no place names); `subject` searches measures (no words that only ask for a field, if a measure or place is
    named); `telling` selects quotes (no measure names, which prove nothing). `asking` is the text without names of
    measures and places, `asking_terms` its terms: what is asked once it is known of what. `called` are the ids of what
    it calls by words of a title. `known` is the share of its words that the documents say. `unborne` lists names of
    which it asks a field and that no title bears, `unspoken` benefits, offices, laws, instruments, occupations and
    groups that it mentions but no document does. `inquiry` is what it asks of the table of figures,
    `features` what it wants the measures of a list to have.
    """

    text: str
    language: Language
    terms: Mapping[str, float]
    local: Mapping[str, float]
    subject: Mapping[str, float]
    telling: Mapping[str, float]
    asking: str
    asking_terms: Mapping[str, float]
    expanded: tuple[Expanded, ...]
    understood: tuple[Understood, ...]
    places: tuple[PlaceMention, ...]
    paragraphs: tuple[str, ...]
    names: Mapping[str, tuple[int, ...]]
    called: tuple[str, ...]
    wished: tuple[FieldIntent, ...]
    client: ClientFacts
    criteria: tuple[Criterion, ...]
    coverage: Coverage
    known: float
    unborne: tuple[str, ...]
    unspoken: tuple[str, ...]
    inquiry: Inquiry
    features: FeatureRequest

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that may hold the answer, without duplicates, best first."""
        return tuple(dict.fromkeys(field for intent in self.wished for field in intent.fields))

    def named_elsewhere(self, index: Index, measure: Measure) -> str | None:
        """Return the town or district that the question names along with a measure, if that never mentions it."""
        facets = index.facets[index.measure_places[measure.id]]
        mentioned = {*facets.places, *facets.states}
        towns = (mention for mention in self.places if not mention.is_land)
        elsewhere = (mention.names[0] for mention in towns if mentioned.isdisjoint(mention.names))
        return next(elsewhere, None) if self.names and not _EITHER.search(self.text) else None

    @property
    def pinned(self) -> bool:
        """Whether the question names a measure or place, so that a field asked for belongs to few measures."""
        return bool(self.names or self.places)


class Interpreter:
    """Interpretation of questions against one index."""

    def __init__(self, index: Index, places: Places, weights: Weights) -> None:
        self._index = index
        self._places = places
        self._weights = weights
        self._spelling = Spelling(_known_words(index, places), index.analyser, index.words)
        self._fields = frozenset(chunk.field for chunk in index.chunks)
        self.titles = Titles(index)
        self._calls = Calls(index)
        named: dict[str, list[int]] = {}
        for name, place in ((name, place) for place, each in enumerate(index.measures) for name in names(each.title)):
            named.setdefault(name, []).append(place)
        self._names = {name: tuple(places) for name, places in named.items()}
        self._known_names = KnownNames(self._names)

    def read(self, question: Question) -> Understanding:
        plain = set(question.without)
        corrections = {wrong: right for wrong, right in self.corrections(question.text) if wrong not in plain}
        text = _corrected(question.text, corrections)
        asked = [intent for intent in field_intents(text) if intent.words not in plain]
        wished = tuple(
            replace(intent, fields=fields)
            for intent in asked
            if (fields := tuple(field for field in intent.fields if field in self._fields))
        )
        mentions = tuple(each for each in self._places.find(text) if text[each.start : each.end] not in plain)
        placed = [text[mention.start : mention.end] for mention in mentions]
        found = {name: words for name, words in self._known_names.find(text).items() if words not in plain}
        cited = tuple(paragraph for paragraph in paragraphs(text) if paragraph not in plain)
        language = question.language or detect(text)
        mentioned = [each for each in self._index.expander.mentions(text, language) if each.words not in plain]
        terms, expanded = self._expand(mentioned, self._own_terms(text))
        local = self._without(terms, placed)
        described = read_criteria(text, () if found else mentions, plain)
        understood = [
            *(Understood("spelling", wrong, right) for wrong, right in corrections.items()),
            *(
                Understood("place", words, ", ".join(mention.names[:3]))
                for words, mention in zip(placed, mentions, strict=True)
            ),
            *(Understood("legal", paragraph, paragraph) for paragraph in cited),
            *(self._named_measures(name, words) for name, words in found.items()),
            *(Understood("field", intent.words, intent.name) for intent in wished),
        ]
        named = {name: self._names[name] for name in found}
        inquiry = read_inquiry(text, mentions, named, described.client, self._index, frozenset(plain))
        return Understanding(
            text=text,
            language=language,
            terms=terms,
            local=local,
            subject=self._without(local, [intent.words for intent in asked]) if found or mentions else local,
            telling=self._without(terms, list(found.values())),
            asking=without_names(text, mentions, list(found.values())),
            asking_terms=self._without(terms, [*placed, *found.values()]),
            expanded=expanded,
            understood=tuple(understood),
            places=mentions,
            paragraphs=cited,
            names=named,
            called=self._calls.find(text, [(mention.start, mention.end) for mention in mentions], mentioned),
            wished=wished,
            client=described.client,
            criteria=described.criteria,
            known=known_share(text, mentioned, self._in_index, self._weights.translated),
            coverage=question_coverage(text, mentioned, placed, self._in_index),
            unborne=self._unborne(question.text, text, asked, mentions, mentioned) if not found and not cited else (),
            unspoken=tuple(dict.fromkeys(_called(each) for each in mentioned if self._is_unspoken(each))),
            inquiry=inquiry,
            features=NO_FEATURES
            if found
            else read_features(text, mentioned, described, mentions, inquiry, wished, plain),
        )

    def _unborne(
        self,
        typed: str,
        text: str,
        asked: Sequence[FieldIntent],
        places: Sequence[PlaceMention],
        mentioned: Sequence[Mention],
    ) -> tuple[str, ...]:
        if not asked:
            return ()
        spans = [(mention.start, mention.end) for mention in places]
        return self.titles.unborne(typed, text, [intent.words for intent in asked], spans, mentioned)

    def _named_measures(self, name: str, words: str) -> Understood:
        measures = [self._index.measures[place] for place in self._names[name]]
        titles = ", ".join(dict.fromkeys(measure.title for measure in measures))
        return Understood("measure", words, titles, tuple(measure.id for measure in measures))

    def _without(self, terms: Mapping[str, float], phrases: list[str]) -> dict[str, float]:
        dropped = {term for phrase in phrases for term in self._index.analyser.terms(phrase)}
        return {term: weight for term, weight in terms.items() if term not in dropped}

    def corrections(self, text: str) -> Iterator[tuple[str, str]]:
        """The misspelt words of a text, each with the word that was probably meant."""
        if self._weights.spelling:
            for word in WORD.findall(text):
                if right := self._spelling.correct(word):
                    yield word, right

    def _own_terms(self, text: str) -> dict[str, float]:
        """Weights of the question's own terms; parts of a compound weigh less than the whole."""
        weights: dict[str, float] = {}
        for whole, *parts in self._index.analyser.question_terms(text):
            weights[whole] = 1.0
            for part in parts:
                weights[part] = max(weights.get(part, 0.0), self._weights.compound_part)
        return weights

    def _expand(
        self, mentioned: Sequence[Mention], own: Mapping[str, float]
    ) -> tuple[dict[str, float], tuple[Expanded, ...]]:
        """The question's terms plus those of the concepts it mentions, and the labels added."""
        terms = dict(own)
        shown: dict[str, dict[str, None]] = {}
        for mention in mentioned if self._weights.thesaurus else ():
            weighted = [(self._weights.thesaurus, synonym) for synonym in mention.entry.synonyms]
            weighted += [(self._weights.broader, synonym) for synonym in mention.entry.above]
            for weight, synonym in weighted:
                for term in synonym.terms:
                    terms[term] = max(terms.get(term, 0.0), weight / len(synonym.terms))
                if synonym.together and fold(synonym.label) != fold(mention.words):
                    shown.setdefault(mention.words, {})[synonym.label] = None
        return terms, tuple(Expanded(term, tuple(labels)) for term, labels in shown.items())

    def _is_unspoken(self, mention: Mention) -> bool:
        """Whether `mention` is a thing or group that no document mentions, and some of its words are in no document."""
        entry = mention.entry
        named = entry.topic in _THINGS and entry.expands and not entry.held
        return named and not all(map(self._in_index, WORD.findall(mention.words)))

    def _in_index(self, word: str) -> bool:
        stem = self._index.analyser.stem(fold(word))
        return stem in self._index.stems or stem in self._index.words


def _called(mention: Mention) -> str:
    """The concept in the question's words, with its German name if different."""
    name = mention.entry.name
    return name if fold(name) == fold(mention.words) else f"{mention.words} ({name})"


def _corrected(text: str, corrections: Mapping[str, str]) -> str:
    return WORD.sub(lambda match: corrections.get(match.group(), match.group()), text)


def _known_words(index: Index, places: Places) -> dict[str, str]:
    """Correctly spelt words by folded form, so that Göppingen isn't taken for a misspelt Göttingen."""
    named = (name for row in places.rows for name in (row.name, row.seat or "", *row.aliases))
    words = {fold(word): word for name in named for word in WORD.findall(name)}
    known = {word: word for word in stop_words()} | {fold(book): book for book in _BOOKS}
    return known | words | dict(index.known_words)
