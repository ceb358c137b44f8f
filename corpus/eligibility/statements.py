"""The sentences and list items in which a measure says whom it is for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Document, SourceSpan
from corpus.eligibility.ages import age_groups
from corpus.eligibility.patterns import (
    ADDRESSED,
    ANY_AGE,
    EXCLUSION,
    EXCLUSION_HINT,
    NOT_NAMED,
    SOFTENED,
    SOFTENED_WORDS,
)
from corpus.fields import CORE_FIELDS
from corpus.measure import Measure
from corpus.parsing.catalogue import target_and_goal
from corpus.text.cleaning import align
from corpus.text.folding import without_umlauts
from corpus.text.sentences import sentences

_ORDINAL = r"(?:Lebensj|Klasse|Jan|Feb|Mär|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
_MARK = rf"(?:\d{{1,2}}[.)]\s+(?!{_ORDINAL})|[a-h]\)\s)"
_ITEM = re.compile(rf"•\s+|{_MARK}(?=[A-ZÄÖÜ])")
_NEXT_ITEM = re.compile(rf"(?:(?<=[:;,.)])|(?<=\bund))\s(?={_MARK}[A-ZÄÖÜ])|\s(?=[a-h]\)\s)")
_ALL_OF = re.compile(
    r"\b(?:die|der|wer|welche|diese\s\w+)\s*:?$|\b(?:voraussetzung|bedingung|kriteri)\w*[^.]*$", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence or list item.

    `words` is its strict part, `whole` all that it names, both without umlauts and as long as the quote. Items that
    share a `number` belong to a list of which one is enough; it is None for a statement that counts on its own. A
    `condition` is an item of a list of which all must hold.
    """

    words: str
    whole: str
    evidence: SourceSpan
    number: int | None = None
    condition: bool = False


def statements(measure: Measure, document: Document) -> list[Statement]:
    """Read the target group, else the goal, else sentences in other sections that say whom the measure is for."""
    spans = target_and_goal(measure, document)
    field = next((name for name in ("target_group", "goal") if name in spans), None)
    if field is None:
        return _elsewhere(measure, document, ADDRESSED, ADDRESSED)
    start, end = spans[field]
    parts = [
        (max(start, first), min(end, last), section.field)
        for section in measure.sections
        if section.field in CORE_FIELDS
        for first, last in section.spans
        if first < end and start < last
    ]
    young = any(not found.exact for found in age_groups(without_umlauts(measure.title)))
    return [found for part in parts for found in _listed(_pieces(document, *part), young)]


def title_statements(measure: Measure, document: Document) -> list[Statement]:
    """Read the title where it appears in the entry's header."""
    head = measure.sections[0].start if measure.sections else measure.end
    if head <= measure.start:
        return []
    aligned = align(document.text[measure.start : head])
    place = aligned.text.find(measure.title)
    if place < 0:
        return []
    start, end = aligned.span(place, place + len(measure.title))
    return list(_listed(_pieces(document, measure.start + start, measure.start + end, "title"), young=False))


def exclusions(measure: Measure, document: Document) -> list[Statement]:
    """Sentences anywhere in the measure about those who aren't admitted."""
    return _elsewhere(measure, document, EXCLUSION_HINT, EXCLUSION)


def of_any_age(measure: Measure, document: Document) -> list[Statement]:
    """What says, anywhere in the measure, that age doesn't matter: just those words."""
    return _elsewhere(measure, document, ANY_AGE, ANY_AGE)


def _elsewhere(measure: Measure, document: Document, hint: re.Pattern[str], cue: re.Pattern[str]) -> list[Statement]:
    """Sentences that match `cue`, in sections that match `hint`."""
    return [
        _unsoftened(piece.evidence)
        for section in measure.sections
        if hint.search(without_umlauts(section.text))
        for first, last in section.spans
        for piece in _pieces(document, first, last, section.field)
        if cue.search(without_umlauts(piece.evidence.quote))
    ]


def _unsoftened(evidence: SourceSpan) -> Statement:
    words = without_umlauts(evidence.quote)
    return Statement(words, words, evidence)


@dataclass(frozen=True, slots=True)
class _Piece:
    item: bool
    evidence: SourceSpan


def _pieces(document: Document, start: int, end: int, field: str) -> list[_Piece]:
    """Sentences and list items of a span, without their bullets and numbers."""
    aligned = align(document.text[start:end])
    pieces = []
    for first, last in sentences(aligned.text):
        text = aligned.text[first:last]
        cuts = [0, *(match.end() for match in _NEXT_ITEM.finditer(text)), len(text)]
        for left, right in pairwise(cuts):
            mark = _ITEM.match(text, left, right)
            left = mark.end() if mark else left
            if text[left:right].strip():
                span = aligned.span(first + left, first + left + len(text[left:right].rstrip()))
                quote = document.quote(start + span[0], start + span[1])
                pieces.append(_Piece(bool(mark), SourceSpan(field, quote.text, quote.start, quote.end)))
    return pieces


def _listed(pieces: list[_Piece], young: bool) -> Iterator[Statement]:
    """Statements with the number of their list. What introduces a list applies to its items."""
    number, softened, any_of = 0, False, False
    before: _Piece | None = None
    for piece, after in zip(pieces, [*pieces[1:], None], strict=True):
        words, cut = _strict(piece.evidence.quote, young)
        whole = blanked(NOT_NAMED, without_umlauts(piece.evidence.quote))
        if piece.item:
            if before is None:
                number, softened, any_of = number + 1, False, True
            yield Statement("" if softened else words, whole, piece.evidence, number if any_of else None, not any_of)
        elif after is None or not after.item:
            yield Statement(words, whole, piece.evidence)
        else:
            quote = piece.evidence.quote
            number, softened, any_of = number + 1, cut and quote[-1] not in ".!?", not _ALL_OF.search(quote)
            first = any_of and quote[-1] not in ":;,.!?"
            yield Statement(words, whole, piece.evidence, number if first else None)
        before = piece


def _strict(quote: str, young: bool) -> tuple[str, bool]:
    """Cut off what is softened; the flag says whether anything was.

    `insbesondere Jugendliche` softens nothing in a measure whose title is about young people.
    """
    words = blanked(SOFTENED_WORDS, without_umlauts(quote))
    for cue in SOFTENED.finditer(words):
        rest = words[cue.end() :].lstrip()
        if not (young and any(not found.exact and found.start == 0 for found in age_groups(rest))):
            return words[: cue.start()], True
    return words, False


def blanked(pattern: re.Pattern[str], words: str) -> str:
    """Return words with blanks in place of what matches, so that all else stays where it is."""
    return pattern.sub(lambda match: " " * len(match.group()), words)
