"""What the numbers of a text count: `2.212 Ingenieure` isn't `2.212 Ärzte`, though both numbers are there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.text.folding import WORD
from corpus.text.sentences import sentence_end
from service.grounding import claims, numbers
from service.grounding.wording import Terms, Wording

_BESIDE = 1
_NEAR = 2
_PASSED = rf"{numbers.DATE}|{numbers.YEAR}|\babs\.\s*\d+|\bsgb\s+[ivx]+\b"
_STOP = r"[.;!?•]|,\s"
_AND = rf"\b(?:und|and|sowie)\b(?P<before>\s+(?:\w+\s+)?(?={numbers.NUMBER}))?"
_LABEL = r"(?<=\s)(?-i:[A-ZÄÖÜ])[^\s:]+(?=:\s)"
_TOKEN = re.compile(
    rf"(?P<passed>{_PASSED})|(?P<stop>{_STOP})|(?P<and>{_AND})|(?P<number>§+\s*\d+\w?|{numbers.NUMBER})|(?P<one>\b(?:eine?[nrms]?|one)\b)|(?P<label>(?={_LABEL}))?(?P<word>[^\W\d_]+)",
    re.IGNORECASE,
)
_OF = r"(?:of|der|von)\s+(?:(?:the|all|den|allen)\s+)?"
_TOGETHER = re.compile(rf"(?P<one>{numbers.NUMBER})\s*%?\s*(?:\(|{_OF})(?P<other>{numbers.NUMBER})", re.IGNORECASE)
_ITEM_END = re.compile(rf"{sentence_end()}|•")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ONE = frozenset(("ein",))  # counts what follows, or is an article: it keeps that from other numbers
_UNITS = frozenset("euro euros eur prozent percent rund about ca circa etwa around approximately".split())


@dataclass(frozen=True, slots=True)
class _Token:
    """A word, or numbers in a row."""

    terms: Terms = frozenset()
    numbers: frozenset[str] = frozenset()


_Segment = list[_Token]


def misbinds(said: str, source: str, wording: Wording) -> bool:
    """Whether a number counts what the source counts with another one.

    A word near a number must stand where the source has that number, if the source has it beside another one. Dates
    and years count nothing.
    """
    words = wording.source_words(source)
    apart = _segments(source, words, apart=True)
    beside = [
        (terms, there)
        for each in _segments(source, words, apart=False)
        for terms, there in _by_number(each, _BESIDE)
        if there != _ONE
    ]
    own = _segments(said, wording.claiming(said), apart=False)
    for terms, counts in (pair for segment in own for pair in _by_number(segment, _NEAR)):
        homes = [segment for segment in apart if counts <= _numbers(segment)]
        elsewhere = any(terms & other and not counts <= there for other, there in beside)
        if elsewhere and homes and not any(terms & token.terms for home in homes for token in home):
            return True
    return False


def joins(said: str, source: str) -> bool:
    """Whether `59 (25 %)` or `a third of 216` puts two numbers together that no line of the source has both of."""
    lines = [numbers.values(line) for line in re.split(r"[\n•]", source)]
    found = (match for match in _TOGETHER.finditer(said) if not _YEAR.fullmatch(match["other"]))
    pairs = ({numbers.value(match["one"]), numbers.value(match["other"])} for match in found)
    return any(not any(pair <= line for line in lines) for pair in pairs)


def recombines(said: str, source: str) -> bool:
    """Whether two numbers stand in one clause that the source has in two items, each beside other numbers."""
    return any(_apart(said, line) for line in source.split("\n"))


def _apart(said: str, line: str) -> bool:
    items = [counts for item in _ITEM_END.split(line) if len(counts := _counting(item)) > 1]
    held = set().union(*items)
    pairs = (pair for clause in claims.clauses(said) for pair in combinations(_counting(clause) & held, 2))
    return any(not any(set(pair) <= counts for counts in items) for pair in pairs)


def _counting(text: str) -> set[str]:
    """The numbers of a text that aren't dates, years or laws."""
    return {numbers.value(match["number"]) for match in _TOKEN.finditer(text) if match["number"]}


def _segments(text: str, words: Sequence[Terms], *, apart: bool) -> list[_Segment]:
    """Tokens between stops, where there are numbers, without words that say nothing.

    `and` is a stop before another number, and if all is to be kept `apart`. A label (`Kosten: 910 €`) begins a new
    segment only behind another number.
    """
    # By where a word starts: the letters of `16teilig` are a token here, but no word.
    terms_at = {match.start(): each for match, each in zip(WORD.finditer(text), words, strict=True)}
    segments: list[_Segment] = [[]]
    for match in _TOKEN.finditer(text):
        joined = match["and"] and (apart or match["before"] is not None)
        if match["stop"] is not None or joined or (match["label"] is not None and _numbers(segments[-1])):
            segments.append([])
        last = segments[-1]
        if match["number"]:
            before = last.pop().numbers - _ONE if last and last[-1].numbers else frozenset()
            last.append(_Token(numbers=before | {numbers.value(match["number"])}))
        elif match["one"]:
            last.append(_Token(numbers=_ONE))
        elif match["word"] and (terms := terms_at.get(match.start())) and match["word"].lower() not in _UNITS:
            last.append(_Token(terms))
    return [segment for segment in segments if _numbers(segment)]


def _numbers(segment: _Segment) -> set[str]:
    return {number for token in segment for number in token.numbers}


def _by_number(segment: _Segment, reach: int) -> Iterator[tuple[Terms, frozenset[str]]]:
    """Each word with the numbers nearest to it, within `reach` words; none if others are as near."""
    counted = [place for place, token in enumerate(segment) if token.numbers]
    for place, token in enumerate(segment):
        near = sorted((abs(other - place), other) for other in counted if abs(other - place) <= reach)
        if token.terms and near and [distance for distance, _ in near].count(near[0][0]) == 1:
            yield token.terms, segment[near[0][1]].numbers
