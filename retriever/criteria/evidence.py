"""The words of a measure that say it is for a need or a wish: the shortest phrase, where it says most."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Document, SourceSpan
from corpus.eligibility.patterns import EXCLUSION
from corpus.eligibility.statements import title_statements
from corpus.text.cleaning import align
from corpus.text.folded import Folded
from corpus.text.folding import fold, without_umlauts
from corpus.text.lexicon import stop_words
from index.sentences import Sentence
from index.store import Index
from retriever.criteria.topics import consists, kind_of, ruled_out, said

_RANKS = {
    "target_group": 0, "goal_and_target_group": 0, "requirements": 0, "period": 1, "hours": 1, "goal": 2,
    "description": 3, "particulars": 3, "text": 3, "title": 4, "other": 4, "why_it_works": 5, "participants": 5,
    "results": 6,
}  # fmt: skip
"""Where a measure says whom it is for and what it does, the plainest first; other fields prove nothing."""
_OF_RESULTS = frozenset(("why_it_works", "participants", "results"))
_OF_TIME = frozenset(
    ("period", "hours", "description", "particulars", "target_group", "goal_and_target_group", "goal", "title")
)
_TIME_FIRST = frozenset(("period", "hours"))
_BREAK = re.compile(r"\d\d?\.\d\d?\.\d{4}|,(?!\d)|[;:()•–„“\"!?]|\.(?=\s|$)|\s[-/]\s")
_JOINT = re.compile(r"\s*(?:(?:und|oder|sowie|bzw\.?|auch|z\.\s?B\.|wie|and|or|etc\.?)\s+)*", re.IGNORECASE)
_LONGEST = 50
_WORD = re.compile(r"\S+")
_AROUND = 2
"""Words kept on either side of what was found in a longer phrase."""
CACHED = 4_096


@dataclass(frozen=True, slots=True)
class Proof:
    """Words that say that a measure is for a topic, or that it isn't."""

    span: SourceSpan
    refuses: bool


class TopicEvidence:
    """Finds topics in the sentences of the measures of one index. Safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._sentences = lru_cache(CACHED)(self._read)
        self.find = lru_cache(CACHED)(self._find)
        self.made_of = lru_cache(CACHED)(self._made_of)

    def _find(self, place: int, topic: str) -> Proof | None:
        """Return what the measure at `place` says to a topic, None if nothing."""
        document = self._index.documents[self._index.measures[place].document]
        hours = kind_of(topic) == "hours"
        for sentence, folded in self._sentences(place):
            if sentence.field not in _OF_RESULTS and (found := next(ruled_out(topic, folded, sentence.quote), None)):
                return Proof(phrase(document, sentence, folded.span(*found)), refuses=True)
        for sentence, folded in self._sentences(place):
            if hours and sentence.field not in _OF_TIME:
                continue
            for start, end in said(topic, folded, sentence.quote):
                refuses = bool(EXCLUSION.search(without_umlauts(sentence.quote)))
                return Proof(sentence if refuses else phrase(document, sentence, folded.span(start, end)), refuses)
        return None

    def _made_of(self, place: int, topic: str) -> SourceSpan | None:
        """Return where the measure at `place` says that it consists of a topic: in its title, or so said."""
        document = self._index.documents[self._index.measures[place].document]
        for sentence, folded in self._sentences(place):
            if sentence.field in _OF_RESULTS:
                continue
            found = list(consists(topic, folded, sentence.quote))
            if sentence.field == "title":
                found += said(topic, folded, sentence.quote)
            if found:
                return phrase(document, sentence, folded.span(*found[0]))
        return None

    def _read(self, place: int) -> tuple[tuple[SourceSpan, Folded], ...]:
        """The sentences of a measure, those first that say most."""
        measure = self._index.measures[place]
        rows = self._index.sentences.rows_by_owner.get(measure.id, ())
        own = [_span(self._index.sentences.sentences[row]) for row in rows]
        titled = [each.evidence for each in title_statements(measure, self._index.documents[measure.document])]
        found = [each for each in (*own, *titled) if each.field in _RANKS]
        found.sort(key=lambda each: (_RANKS[each.field], each.start))
        return tuple((each, Folded.of(each.quote)) for each in found)

    def sentences(self, place: int, fields: frozenset[str] = _TIME_FIRST) -> Iterator[SourceSpan]:
        """Yield the sentences of the measure at `place` that stand in some fields."""
        return (sentence for sentence, _ in self._sentences(place) if sentence.field in fields)


def phrase(document: Document, sentence: SourceSpan, span: tuple[int, int]) -> SourceSpan:
    """Return the phrase around a span of a sentence's quote: up to the next commas, or a few words of a longer one."""
    text, (start, end) = sentence.quote, span
    left = max((match.end() for match in _BREAK.finditer(text, 0, start)), default=0)
    right = next((match.start() for match in _BREAK.finditer(text, end)), len(text))
    if right - left > _LONGEST:
        left = max(left, _words_before(text, start))
        right = min(right, _words_after(text, end))
        left, right = _without_ends(text, left, start), right - _empty_words(text[end:right])
    left = _JOINT.match(text, left, start).end()  # type: ignore[union-attr]  # matches nothing, too
    right = end + len(text[end:right].rstrip())
    return narrowed(document, sentence, left, right)


def narrowed(document: Document, sentence: SourceSpan, start: int, end: int) -> SourceSpan:
    """Return `sentence.quote[start:end]` as a span of its document."""
    aligned = align(document.text[sentence.start : sentence.end])
    first, last = aligned.span(start, end)
    found = document.quote(sentence.start + first, sentence.start + last)
    return SourceSpan(sentence.field, found.text, found.start, found.end)


def _words_before(text: str, place: int) -> int:
    starts = [match.start() for match in _WORD.finditer(text[:place])]
    inside = place > 0 and not text[place - 1].isspace()
    return starts[-_AROUND - inside] if len(starts) >= _AROUND + inside else 0


def _without_ends(text: str, left: int, start: int) -> int:
    """Where the words before `start` begin that say something."""
    for match in _WORD.finditer(text, left, start):
        if match.end() == start or fold(match.group()) not in stop_words():
            return match.start()
    return start


def _empty_words(rest: str) -> int:
    """The length of the words at the end of `rest` that say nothing; what isn't the end of a word counts."""
    kept = 0
    for match in _WORD.finditer(rest):
        if match.start() == 0 or fold(match.group()) not in stop_words():
            kept = match.end()
    return len(rest) - kept


def _words_after(text: str, place: int) -> int:
    rest = text[place:]
    ends = [match.end() for match in _WORD.finditer(rest)]
    inside = bool(rest) and not rest[0].isspace()
    return place + ends[_AROUND + inside - 1] if len(ends) >= _AROUND + inside else len(text)


def _span(sentence: Sentence) -> SourceSpan:
    return SourceSpan(sentence.field, sentence.text, sentence.start, sentence.end)
