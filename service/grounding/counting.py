"""What numbers count: `2.212 Ingenieure` aren't `2.212 Ärzte`, though the source has both number and word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.text.folding import WORD
from corpus.text.lexicon import word_set
from service.grounding import numbers
from service.grounding.wording import Terms, Wording

_COUNTED = {
    "termin": r"termine?n?|sessions?|appointments?",
    "stunde": r"(?:[^\W\d]\w{0,20})?stunden?|hours?",
    "minute": r"minuten?|minutes?",
    "teilnehmer": r"teilnehme\w+|participants?",
    "monat": r"monate?n?|months?",
    "woche": r"wochen?|weeks?",
    "modul": r"(?:[^\W\d]\w{0,20})?module?n?|group modules?",
    "durchgang": r"durchgänge?n?|rounds?",
    "gruppe": r"gruppen?|groups",
    "platz": r"(?:[^\W\d]\w{0,20})?plätze?n?|places?",
}
_COUNT_OF = tuple(
    re.compile(rf"(\d[\d.,]{{0,20}}+)\s*+(?:€|euros?|eur|%)?[ /-]*+(?:are |of them )?(?:{words})\b", re.IGNORECASE)
    for words in _COUNTED.values()
)
_BESIDE = 1
_NEAR = 2
_COUNTS_NOTHING = rf"{numbers.DATE}|{numbers.YEAR}|\babs\.\s*\d+|\bsgb\s+[ivx]+\b"
_STOP = rf"[.;!?•]|,\s|\b(?:und|and|sowie)\b(?:\s+(?:\w+\s+)?(?={numbers.NUMBER}))?"  # `and about 12`: without `about`
_LABEL = r"(?<=\s)(?-i:[A-ZÄÖÜ])[^\s:]+(?=:\s)"
_TOKEN = re.compile(
    rf"(?P<nothing>{_COUNTS_NOTHING})|(?P<stop>{_STOP})|(?P<number>(?<!§)§+\s*\d+\w?|{numbers.NUMBER})"
    rf"|(?P<one>\b(?:eine?[nrms]?|one)\b)|(?P<label>(?={_LABEL}))?(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
_ONE = frozenset(("ein",))  # counts what follows, or is an article: it keeps that from other numbers


@dataclass(frozen=True, slots=True)
class _Token:
    """A word with content, or numbers in a row."""

    terms: Terms = frozenset()
    numbers: frozenset[str] = frozenset()


_Segment = list[_Token]


def counts_otherwise(sentence: str, source: str) -> bool:
    """Whether `sentence` counts sessions, hours, participants and the like, and `source` has only other counts."""
    spelt, known = numbers.in_digits(sentence), numbers.in_digits(source)
    for count in _COUNT_OF:
        there, here = _counts(count, known), _counts(count, spelt)
        if there and here and not here & there:
            return True
    return False


def _counts(count: re.Pattern[str], text: str) -> set[str]:
    return {number for match in count.finditer(text) for number in numbers.numbers_in_digits(match[1])}


def misattributes_number(sentence: str, source: str, wording: Wording) -> bool:
    """Whether a number counts what the source counts with another one.

    A word near a number must stand where the source has that number, if the source has it right beside another one.
    Dates and years count nothing.
    """
    segments = _segments(source, wording.source_words(source))
    beside = [pair for segment in segments for pair in _counted(segment, _BESIDE) if pair[1] != _ONE]
    own = _segments(sentence, wording.words(sentence))
    for terms, counts in (pair for segment in own for pair in _counted(segment, _NEAR)):
        homes = [segment for segment in segments if counts <= _numbers(segment)]
        elsewhere = any(terms & other and not counts <= there for other, there in beside)
        if elsewhere and homes and not any(terms & token.terms for home in homes for token in home):
            return True
    return False


def _segments(text: str, words: Sequence[Terms]) -> list[_Segment]:
    """The tokens between stops, where there are numbers.

    A label (`Kosten: 910 €`) begins a new segment only behind another number.
    """
    # By where a word starts: the letters of `16teilig` are a token here, but no word.
    terms_at = {match.start(): terms for match, terms in zip(WORD.finditer(text), words, strict=True)}
    segments: list[_Segment] = [[]]
    for match in _TOKEN.finditer(text):
        if match["stop"] is not None or (match["label"] is not None and _numbers(segments[-1])):
            segments.append([])
        if match["number"]:
            _add_number(segments[-1], numbers.normalised(match["number"]))
        elif match["one"]:
            segments[-1].append(_Token(numbers=_ONE))
        elif (
            match["word"]
            and (terms := terms_at.get(match.start()))
            and match["word"].lower() not in word_set("number_companions.txt")
        ):
            segments[-1].append(_Token(terms))
    return [segment for segment in segments if _numbers(segment)]


def _add_number(segment: _Segment, number: str) -> None:
    before = segment.pop().numbers - _ONE if segment and segment[-1].numbers else frozenset()
    segment.append(_Token(numbers=before | {number}))


def _numbers(segment: _Segment) -> set[str]:
    return {number for token in segment for number in token.numbers}


def _counted(segment: _Segment, reach: int) -> Iterator[tuple[Terms, frozenset[str]]]:
    """Each word with the numbers nearest to it, within `reach` tokens; none if others are as near."""
    places = [place for place, token in enumerate(segment) if token.numbers]
    for place, token in enumerate(segment):
        near = sorted((abs(other - place), other) for other in places if abs(other - place) <= reach)
        if token.terms and near and [distance for distance, _ in near].count(near[0][0]) == 1:
            yield token.terms, segment[near[0][1]].numbers
