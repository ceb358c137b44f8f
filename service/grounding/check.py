"""The grounding check: whether a sentence says only what its cited passages say."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.text.language import Language, german_score
from corpus.text.legal import paragraphs
from index.encoders.encoder import Encoder
from index.store import Index
from retriever.ranking import cites
from retriever.result import Passage
from service.grounding import claims, counting, numbers, polarity
from service.grounding.evidence import CitedEvidence, fold_words
from service.grounding.names import NameCheck
from service.grounding.orders import gives_order
from service.grounding.wording import Wording, quotations, without_quotations

LONGEST_SENTENCE = 2_000
"""Longer ones are no sentences that a person could check."""
Objection = Literal[
    "length",
    "uncited",
    "unknown-citation",
    "markup",
    "language",
    "number",
    "address",
    "order",
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

_CLEARLY_ENGLISH = -2
_CLEARLY_GERMAN = 1  # an English sentence has English words beside German names
_LOOSE = 0.35
_MOST_LOOSE = 1
_REMOTE = 0.15
_CITATION = re.compile(r"\[(\d{1,3})\]")
_NUMBERS = re.compile(r"\[(\d{1,3}(?:\s*[,;]\s*\d{1,3})+)\]")
_MARKUP = re.compile(r"\]\s*\(|!\[|https?://|javascript:|data:\w|&#?\w+;|\{\{|\{%|```|<!--", re.IGNORECASE)
_TAG = re.compile(r"<[^>\s]")
_LIST_MARK = re.compile(r"^\s*(?:[-*•]|\d{1,2}[.)])\s+")
_LINKING = re.compile(
    r"(?:(?:diese|folgende|die folgenden|dafür|dazu|hier)? ?(?:\w+ )?(?:maßnahmen?|angebote?|projekte?|treffer)? ?(?:passen|passt|kommen in frage|kommt in frage|gibt es)"
    r"(?: (?:dazu|gut|hier|zur frage|zu ihrer frage|am besten))*"
    r"|(?:these|the following|this)? ?(?:\w+ )?(?:measures?|offers?|projects?|programmes?)? ?(?:fits?|may fit|match(?:es)?|are suitable|is suitable)(?: (?:your question|best|here))*) ?[:.]?",
    re.IGNORECASE,
)
_NO_ANSWER = re.compile(
    r"(?:darauf|dazu|hierzu) enthalten die auszüge keine antwort\.?|the excerpts hold no answer to this\.?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence in plain text; `objection` says why it may not be shown.

    `linking` sentences only lead over to others, and one that `refuses` says that the passages hold no answer.
    """

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
        self._names = NameCheck(index)

    def check(self, sentence: str) -> CheckedSentence:
        """Check whether `sentence` may be shown, and take the numbers of its citations out of the text."""
        if len(sentence) > LONGEST_SENTENCE:
            return CheckedSentence("", objection="length")
        cited = tuple(dict.fromkeys(int(number) for number in _CITATION.findall(_single_citations(sentence))))
        plain = _plain(sentence)
        if _NO_ANSWER.fullmatch(plain):
            return CheckedSentence(plain, refuses=True)
        if not cited:
            linking = bool(_LINKING.fullmatch(plain))
            return CheckedSentence(plain, objection=None if linking else "uncited", linking=linking)
        if not set(cited) <= self._passages.keys():
            return CheckedSentence(plain, cited, "unknown-citation")
        return CheckedSentence(plain, cited, self._objection(sentence, plain, cited))

    def _objection(self, sentence: str, plain: str, cited: Sequence[int]) -> Objection | None:
        if _has_markup(sentence):
            return "markup"
        if self._is_foreign(plain):
            return "language"
        evidence = CitedEvidence.from_passages((self._passages[number] for number in cited), self._index)
        if gives_order(plain, has_contact=bool(evidence.contacts)):
            return "order"
        return (
            self._objection_to_letters(plain, evidence)
            or self._objection_to_claims(plain, evidence)
            or self._objection_to_words(plain, evidence)
        )

    def _objection_to_letters(self, plain: str, evidence: CitedEvidence) -> Objection | None:
        """Whatever must stand in the evidence as it is: laws, addresses, numbers, names, quotes, places."""
        known = paragraphs(evidence.text)
        if any(not cites(known, paragraph) for paragraph in paragraphs(plain)):
            return "law"
        if numbers.addresses(plain) - numbers.addresses(evidence.contacts):
            return "address"
        if numbers.unsupported_numbers(plain, evidence.text):
            return "number"
        if numbers.amounts_with_units(plain) - numbers.amounts_with_units(evidence.text):
            return "number"
        if numbers.stated_bounds(plain) - numbers.known_bounds(evidence.text):
            return "bound"
        if self._names.has_unknown_name(plain, evidence):
            return "name"
        if any(fold_words(quote) not in evidence.folded for quote in quotations(plain)):
            return "quote"
        return "place" if self._names.has_unknown_place(plain, evidence) else None

    def _objection_to_claims(self, plain: str, evidence: CitedEvidence) -> Objection | None:
        """Claims that are miscounted, promised, overstated or turned into their opposite."""
        if counting.counts_otherwise(plain, evidence.text):
            return "number"
        if counting.misattributes_number(plain, evidence.source, self._wording):
            return "number"
        if claims.promises_entitlement(plain):
            return "entitlement"
        if claims.overstates(plain, evidence.text) or claims.reports_aim_as_result(plain, evidence.source):
            return "scope"
        return "opposite" if polarity.opposes(plain, evidence.text) else None

    def _objection_to_words(self, plain: str, evidence: CitedEvidence) -> Objection | None:
        """Words without support in the evidence, and negations that it doesn't have."""
        similarities = self._wording.similarities(plain, evidence.text)
        if sum(each < _LOOSE for each in similarities) > _MOST_LOOSE or min(similarities, default=1.0) < _REMOTE:
            return "support"
        return "negation" if polarity.reverses_negation(plain, evidence.text, self._wording) else None

    def _is_foreign(self, plain: str) -> bool:
        """Whether a sentence is in the other language, quotes apart."""
        score = german_score(without_quotations(plain))
        return score >= _CLEARLY_GERMAN if self._language == "en" else score <= _CLEARLY_ENGLISH


def _has_markup(sentence: str) -> bool:
    """Whether there is Markdown, HTML or a template in a sentence: a tag is whatever looks like one up to any `>`."""
    tag = _TAG.search(sentence)
    return bool(_MARKUP.search(sentence)) or (tag is not None and sentence.find(">", tag.end()) > 0)


def _single_citations(sentence: str) -> str:
    """Write `[1, 2]` as `[1] [2]`."""
    return _NUMBERS.sub(lambda match: " ".join(f"[{number}]" for number in re.findall(r"\d+", match[1])), sentence)


def _plain(sentence: str) -> str:
    """Strip citations, list marks and emphasis from a sentence, and put it on one line."""
    bare = _CITATION.sub("", _single_citations(_LIST_MARK.sub("", sentence)))
    bare = re.sub(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)|^#+\s*", "", bare)
    return re.sub(r" ([.,;:!?])", r"\1", " ".join(bare.split()))
