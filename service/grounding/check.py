"""Whether a sentence says only what the passages say that it cites."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.text.folding import WORD, fold
from corpus.text.language import Language, german_score
from corpus.text.legal import paragraphs
from index.encoders.encoder import Encoder
from index.store import Index
from retriever.ranking import cites
from retriever.result import Passage
from service.grounding import claims, counting, numbers, polarity
from service.grounding.evidence import Evidence, folded
from service.grounding.names import Naming
from service.grounding.polarity import opposes
from service.grounding.wording import QUOTED, Wording

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
_LONG = 4
_ENOUGH = 3
_CITATION = re.compile(r"\[(\d{1,3})\]")
_NUMBERS = re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})+)\]")
_MARKUP = re.compile(
    r"<[^>\s][^>]*>|\]\s*\(|!\[|https?://|javascript:|data:\w|&#?\w+;|\{\{|\{%|```|<!--", re.IGNORECASE
)
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
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
        self._passages = passages
        self._language = language
        self._wording = Wording(index, encoder, language)
        self._naming = Naming(index)

    def check(self, sentence: str) -> Checked:
        """Whether `sentence` may be shown. Numbers of citations are taken out of the text and put at its end."""
        cited = tuple(dict.fromkeys(int(number) for number in _CITATION.findall(_each(sentence))))
        plain = _plain(sentence)
        if _NO_ANSWER.fullmatch(plain):
            return Checked(plain, refuses=True)
        if not cited:
            return Checked(plain, linking=True) if _LINKING.fullmatch(plain) else Checked(plain, (), "uncited")
        if not set(cited) <= self._passages.keys():
            return Checked(plain, cited, "unknown-citation")
        return Checked(plain, cited, self._objection(sentence, plain, cited))

    def _objection(self, sentence: str, plain: str, cited: Sequence[int]) -> Objection | None:
        if _MARKUP.search(sentence):
            return "markup"
        if self._is_foreign(plain):
            return "language"
        evidence = Evidence.of((self._passages[number] for number in cited), self._index)
        return self._by_letter(plain, evidence) or self._by_claim(plain, evidence) or self._by_sense(plain, evidence)

    def _by_letter(self, plain: str, evidence: Evidence) -> Objection | None:
        """What must stand in the evidence as it is."""
        known = paragraphs(evidence.text)
        if any(not cites(known, paragraph) for paragraph in paragraphs(plain)):
            return "law"
        if numbers.addresses(plain) - numbers.addresses(evidence.text):
            return "address"
        if numbers.unknown_numbers(plain, evidence.text) or numbers.measured(plain) - numbers.measured(evidence.text):
            return "number"
        if numbers.bounds(plain) - numbers.limits(evidence.text):
            return "bound"
        if self._naming.is_strange(plain, evidence):
            return "name"
        if any(folded(quote) not in evidence.folded for quote in QUOTED.findall(plain)):
            return "quote"
        return "place" if self._naming.is_elsewhere(plain, evidence) else None

    def _by_claim(self, plain: str, evidence: Evidence) -> Objection | None:
        """What is counted, promised, overstated, turned round, or paid to somebody."""
        if claims.miscounts(plain, evidence.text) or claims.paces(plain, evidence.text):
            return "number"
        if counting.joins(plain, evidence.source) or counting.recombines(plain, evidence.source):
            return "number"
        if counting.misbinds(plain, evidence.source, self._wording):
            return "number"
        if claims.entitles(plain):
            return "entitlement"
        if claims.exceeds(plain, evidence.text) or claims.achieves(plain, evidence.source):
            return "scope"
        if opposes(plain, evidence.text):
            return "opposite"
        return "support" if claims.pays(plain, evidence.source, self._wording) else None

    def _by_sense(self, plain: str, evidence: Evidence) -> Objection | None:
        """What the words mean, one by one and together."""
        if self._is_unsupported(plain, evidence):
            return "support"
        if polarity.denies(plain, evidence.text, self._wording):
            return "negation"
        return "opposite" if polarity.contradicts(plain, evidence.source, self._wording) else None

    def _is_unsupported(self, plain: str, evidence: Evidence) -> bool:
        """Whether a clause has words that mean nothing that the evidence says: several, or one far from all of it."""
        for clause in claims.clauses(plain):
            nearness = self._wording.nearness(clause, evidence.text)
            strange = [near for near in nearness if near < _NEAR]
            if strange and (1.0 not in nearness or len(strange) > _STRANGE or min(strange) < _REMOTE):
                return True
        return False

    def _is_foreign(self, plain: str) -> bool:
        """Whether a sentence is in the other language, quotes apart."""
        own = QUOTED.sub(" ", plain)
        lean = german_score(own) if self._language == "en" else -german_score(own)
        clearly = _CLEARLY if self._language == "de" else 1  # an English sentence has English words beside its names
        return lean >= clearly or (lean >= 0 and self._sounds_foreign(own))

    def _sounds_foreign(self, text: str) -> bool:
        """Whether most words that are no names are German in an English sentence, or the reverse."""
        small = [fold(word) for word in WORD.findall(text) if word.islower() and len(word) >= _LONG]
        german = sum(word in self._index.known_words for word in small)
        foreign = german if self._language == "en" else len(small) - german
        return len(small) >= _ENOUGH and 2 * foreign > len(small)


def _each(sentence: str) -> str:
    """`[1, 2]` as `[1] [2]`."""
    return _NUMBERS.sub(lambda match: " ".join(f"[{number}]" for number in re.findall(r"\d+", match[1])), sentence)


def _plain(sentence: str) -> str:
    """A sentence without citations and emphasis, on one line."""
    bare = _CITATION.sub("", _each(_LIST_MARK.sub("", sentence)))
    bare = re.sub(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^#+\s*", "", bare)
    return re.sub(r"\s+([.,;:!?])", r"\1", " ".join(bare.split()))
