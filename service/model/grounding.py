"""Whether a sentence says only what the passages say that it cites."""

import re
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.fields import FIELDS
from corpus.language import Language, leaning
from corpus.legal import paragraphs
from corpus.places import Places
from corpus.sentences import sentences
from index.encoder import Encoder
from index.german import fold
from index.stopwords import STOP_WORDS
from index.store import Index
from retriever.names import names
from retriever.ranking import cites
from retriever.result import Passage
from service.chat.naming import short_name
from service.model import binding, claims, facts, turning
from service.model.everyday import german
from service.model.wording import WORD, Wording

Objection = Literal[
    "uncited",
    "unknown-citation",
    "markup",
    "language",
    "number",
    "address",
    "law",
    "name",
    "quote",
    "place",
    "bound",
    "negation",
    "opposite",
    "scope",
    "entitlement",
    "support",
]

_CLEARLY = 2
_NEAR = 0.4
_REMOTE = 0.15
_STRANGE = 1
_STRANGE_SHARE = 0.34
_LONG = 4
_ENOUGH = 3
_CITATION = re.compile(r"\[(\d{1,3})\]")
_NUMBERS = re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})+)\]")
_MARKUP = re.compile(
    r"<[^>\s][^>]*>|\]\s*\(|!\[|https?://|javascript:|data:\w|&#?\w+;|\{\{|\{%|```|<!--", re.IGNORECASE
)
_QUOTED = re.compile(r"»[^«]*«|„[^“]*“|\"[^\"]*\"")
_INNER_CAPITAL = re.compile(r"[a-zäöüß][A-ZÄÖÜ](?!nnen)")
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_CLAUSE_END = re.compile(r"[;.!?•]\s")
_WORD = re.compile(r"[^\W_]+")
_LINKING = re.compile(
    r"(?:(?:diese|folgende|die folgenden|dafür|dazu|hier)?\s*(?:\w+\s)?(?:maßnahmen?|angebote?|projekte?|treffer)?\s*(?:passen|passt|kommen in frage|kommt in frage|gibt es)"
    r"(?:\s(?:dazu|gut|hier|zur frage|zu ihrer frage|am besten))*"
    r"|(?:these|the following|this)?\s*(?:\w+\s)?(?:measures?|offers?|projects?|programmes?)?\s*(?:fits?|may fit|match(?:es)?|are suitable|is suitable)(?:\s(?:your question|best|here))*)\s*[:.]?",
    re.IGNORECASE,
)
_NO_ANSWER = re.compile(
    r"(?:darauf|dazu|hierzu) enthalten die auszüge keine antwort\.?|the excerpts hold no answer to this\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Checked:
    """A sentence as it may be shown, in plain text; `objection` says why it may not."""

    text: str
    citations: tuple[int, ...] = ()
    objection: Objection | None = None
    linking: bool = False
    refuses: bool = False


class Grounding:
    """Checks sentences against numbered passages of one index."""

    def __init__(self, index: Index, encoder: Encoder, passages: Mapping[int, Passage], language: Language) -> None:
        self._index = index
        self._encoder = encoder
        self._passages = passages
        self._language = language
        self._wording = Wording(index, encoder, language)
        self._places = Places.shipped()
        self._names = _proper_names(index)

    def check(self, sentence: str) -> Checked:
        """Whether `sentence` may be shown. Numbers of citations are taken out of the text and put at its end."""
        numbers = tuple(dict.fromkeys(int(number) for number in _CITATION.findall(_each(sentence))))
        plain = _plain(sentence)
        if _NO_ANSWER.fullmatch(plain):
            return Checked(plain, refuses=True)
        if not numbers:
            return Checked(plain, linking=True) if _LINKING.fullmatch(plain) else Checked(plain, (), "uncited")
        if not set(numbers) <= self._passages.keys():
            return Checked(plain, numbers, "unknown-citation")
        return Checked(plain, numbers, self._objection(sentence, plain, numbers))

    def _objection(self, sentence: str, plain: str, numbers: Sequence[int]) -> Objection | None:
        if _MARKUP.search(sentence):
            return "markup"
        if self._is_foreign(plain):
            return "language"
        evidence = " \n".join(self._evidence(number) for number in numbers)
        if objection := self._by_letter(plain, evidence):
            return objection
        return "number" if self._misbinds(plain, numbers) else self._by_sense(plain, evidence, numbers)

    def _by_letter(self, plain: str, evidence: str) -> Objection | None:
        """What must stand in the evidence as it is."""
        law, known = paragraphs(plain), paragraphs(evidence)
        if any(not cites(known, paragraph) for paragraph in law):
            return "law"
        if facts.addresses(plain) - facts.addresses(evidence):
            return "address"
        if facts.numbers(plain) - facts.said_numbers(evidence) - (facts.dated(plain) & facts.parts(evidence)):
            return "number"
        if facts.bounds(plain) - facts.limits(evidence):
            return "bound"
        if facts.counted(plain) - facts.said_numbers(evidence) or claims.miscounts(plain, evidence):
            return "number"
        if claims.paces(plain, evidence):
            return "number"
        if self._foreign_names(plain, evidence):
            return "name"
        if any(_folded(quote) not in _folded(evidence) for quote in _QUOTED.findall(plain)):
            return "quote"
        if self._foreign_places(plain, evidence):
            return "place"
        return self._by_claim(plain, evidence)

    def _misbinds(self, plain: str, numbers: Sequence[int]) -> bool:
        source = "\n".join(self._passages[number].text for number in numbers)
        return binding.joins(plain, source) or binding.misbinds(
            plain, self._wording.heads(plain), source, self._wording.source_words(source)
        )

    def _by_claim(self, plain: str, evidence: str) -> Objection | None:
        """What is promised, narrowed, turned round, or paid to somebody."""
        if claims.entitles(plain):
            return "entitlement"
        if claims.exceeds(plain, evidence):
            return "scope"
        if claims.opposes(plain, evidence):
            return "opposite"
        return "support" if claims.pays(plain, evidence) else None

    def _by_sense(self, plain: str, evidence: str, numbers: Sequence[int]) -> Objection | None:
        """What the words mean, one by one and together."""
        if self._is_unsupported(plain, evidence):
            return "support"
        if self._turns(plain, evidence):
            return "negation"
        source = "\n".join(self._passages[number].text for number in numbers)
        return "opposite" if turning.turns(plain, source, self._wording) else None

    def _is_unsupported(self, plain: str, evidence: str) -> bool:
        """Whether words of a sentence mean nothing that the evidence says: more than one, or one far from all of it."""
        for clause in claims.clauses(plain):
            nearness = self._wording.nearness(clause, evidence)
            strange = [near for near in nearness if near < _NEAR]
            if len(strange) > min(_STRANGE, _STRANGE_SHARE * len(nearness)) or any(near < _REMOTE for near in strange):
                return True
        return False

    def _turns(self, plain: str, evidence: str) -> bool:
        """Whether a sentence denies what the evidence doesn't, or says what it denies.

        What is denied are the words around the negation: those of the one must be among those of the other.
        """
        own = self._word_terms(plain)
        denied = [_flat(window) for window in _around(own, facts.negations(plain))]
        clauses = _CLAUSE_END.split(evidence)
        denied_there = [
            window for clause in clauses for window in _around(self._word_terms(clause), facts.negations(clause))
        ]
        if denied:
            return not any(_shared(one, _flat(other)) for one in denied for other in denied_there)
        said = [terms for terms in own if terms]
        return any(_shared(_nearest(window), said) >= _MOST_SHARED for window in denied_there)

    def _evidence(self, number: int) -> str:
        """What a passage says, and where it stands: its measure's name and who runs it are said by its citation."""
        passage = self._passages[number]
        place = self._index.measure_places.get(passage.measure or "")
        measure = self._index.measures[place] if place is not None else None
        head = (
            f"{measure.title}. {measure.organisation or ''}. {measure.state or ''}."
            if measure
            else passage.document_title
        )
        field = FIELDS[passage.field].german if passage.field in FIELDS else ""
        return f"{head} {field}\n{passage.text}"

    def _word_terms(self, text: str) -> list[set[str]]:
        """The terms of each word, with those of the concepts that it may be a word for; none if it says nothing."""
        also: dict[int, set[str]] = {}
        for mention in self._index.expander.mentions(text, self._language):
            terms = {term for synonym in (*mention.entry.synonyms, *mention.entry.above) for term in synonym.terms}
            for place in range(mention.start, mention.end):
                also.setdefault(place, set()).update(terms)
        found = []
        for place, word in enumerate(_WORD.findall(text)):
            telling = fold(word) not in STOP_WORDS and not word.isdigit() and not facts.is_month(word)
            said = set(self._index.analyser.terms(german(word))) if self._language == "en" else set()
            found.append(
                said | set(self._index.analyser.word_terms(word)) | also.get(place, set()) if telling else set()
            )
        return found

    def _foreign_names(self, plain: str, evidence: str) -> bool:
        """Names of measures, people and organisations that the evidence doesn't hold."""
        folded, known = f" {_folded(plain)} ", f" {_folded(evidence)} "
        if any(f" {name} " in folded and f" {name} " not in known for name in self._names):
            return True
        if self._misnames(plain, known):
            return True
        theirs = set(self._index.analyser.terms(evidence))
        return any(
            fold(word) not in self._index.known_words and theirs.isdisjoint(self._index.analyser.word_terms(word))
            for word in _capitalised(_QUOTED.sub(" ", plain))
        )

    def _misnames(self, plain: str, known: str) -> bool:
        """Whether a sentence begins with a name that the evidence doesn't hold; its capital letter alone says nothing."""
        first, second = [*_WORD.findall(plain), "", ""][:2]
        foreign = f" {fold(first)} " not in known
        person = second[:1].isupper() and fold(second) in self._names and fold(first) not in self._index.known_words
        return foreign and (person or bool(_INNER_CAPITAL.search(first)))

    def _foreign_places(self, plain: str, evidence: str) -> bool:
        known = {name for mention in self._places.find(evidence) for name in (*mention.names, mention.state)}
        return any(
            known.isdisjoint(mention.names) and fold(plain[mention.start : mention.end]) not in fold(evidence)
            for mention in self._places.find(plain)
        )

    def _is_foreign(self, plain: str) -> bool:
        """Whether a sentence is in the other language, quotes apart."""
        own = _QUOTED.sub(" ", plain)
        lean = leaning(own) if self._language == "en" else -leaning(own)
        return lean >= _CLEARLY or (lean >= 0 and self._sounds_foreign(own))

    def _sounds_foreign(self, text: str) -> bool:
        """Whether most words that are no names are German in an English sentence, or the reverse."""
        small = [fold(word) for word in WORD.findall(text) if word.islower() and len(word) >= _LONG]
        german = sum(word in self._index.known_words for word in small)
        foreign = german if self._language == "en" else len(small) - german
        return len(small) >= _ENOUGH and 2 * foreign > len(small)


_WINDOW = 4
_NEAREST = 2
_MOST_SHARED = 2
_STEM = 6
_Window = tuple[list[set[str]], list[set[str]]]


def _around(words: Sequence[set[str]], places: Sequence[int]) -> list[_Window]:
    """The telling words before and behind each of `places`, the nearest of them last and first."""
    windows = []
    for place in places:
        before = [terms for terms in words[:place] if terms][-_WINDOW:]
        behind = [terms for terms in words[place + 1 :] if terms][:_WINDOW]
        windows.append((before, behind))
    return windows


def _flat(window: _Window) -> list[set[str]]:
    return [*window[0], *window[1]]


def _nearest(window: _Window) -> list[set[str]]:
    return [*window[0][-_NEAREST:], *window[1][:_NEAREST]]


def _shared(window: Sequence[set[str]], others: Sequence[set[str]]) -> int:
    """How many words of a window are among others; `diagnos` and `diagnost` are stems of one word."""
    return sum(any(_alike(terms, other) for other in others) for terms in window)


def _alike(terms: set[str], others: set[str]) -> bool:
    return bool(terms & others) or any(
        len(one) >= _STEM and len(other) >= _STEM and (one.startswith(other) or other.startswith(one))
        for one in terms
        for other in others
    )


def _each(sentence: str) -> str:
    """`[1, 2]` as `[1] [2]`."""
    return _NUMBERS.sub(lambda match: " ".join(f"[{number}]" for number in re.findall(r"\d+", match[1])), sentence)


def _plain(sentence: str) -> str:
    """A sentence without citations and emphasis, on one line."""
    bare = _CITATION.sub("", _each(_LIST_MARK.sub("", sentence)))
    bare = re.sub(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^#+\s*", "", bare)
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(bare.split()))


def _folded(text: str) -> str:
    return " ".join(map(fold, re.findall(r"[^\W_]+", text)))


def _capitalised(text: str) -> list[str]:
    """Words with a capital letter that don't begin the sentence."""
    words = list(re.finditer(r"[^\W\d_]{3,}", text))
    return [match.group() for match in words[1:] if match.group()[0].isupper() and not facts.is_month(match.group())]


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
        found.update((*names(measure.title), _folded(short_name(measure))))
        found.update(_folded(contact.name) for contact in measure.contacts if contact.name)
        found.update(_folded(contact.name.split()[-1]) for contact in measure.contacts if contact.name)
        found.add(_folded(measure.organisation or ""))
    return frozenset(name for name in found if len(name) > 2 and name not in STOP_WORDS)
