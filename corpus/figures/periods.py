"""When a measure begins and ends, how long it runs, and how long one takes part."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from corpus.figures.dates import DateMention, dates
from corpus.figures.figure import Figure
from corpus.figures.pieces import SectionPiece
from corpus.parsing.stated import stated_quantities
from corpus.text.lexicon import word_list

_DAYS_OF_A_MONTH = 365.25 / 12
_TIMES = ("period", "start", "hours")
_REACH = 80
_RANGE = re.compile(
    r"\s*(?:[-–—]|bis|to|until|till|through)"
    r"(?:\s(?:zunächst|voraussichtlich|zum|einschließlich|Ende|Anfang|Mitte|the|end of)){0,3}\s*",
    re.IGNORECASE,
)
_OPEN_RANGE = re.compile(
    r"\s{0,3}(?:[-–—]|bis)?\s{0,3}(?:fort)?(?:laufend|lfd|unbefristet|heute|open|ongoing|today|present)", re.IGNORECASE
)
_TO_BEFORE = re.compile(
    r"(?:\b(?:bis(?: zum| Ende| einschließlich)?|endete?(?: am| im)?|ended(?: on| in)?|ends(?: on| in)?|until"
    r"|Ende|End)[:\s]\s*)$",
    re.IGNORECASE,
)
_FROM_BEFORE = re.compile(
    r"\b(?:seit|ab|since|as of|starting)\s(?:dem\s|Anfang\s|Mitte\s|Ende\s|the\s)?$"
    r"|\b(?:\w*beginn|\w*beginnt|begonnen|\w*start\w*|starts?|begins?|began|launched)\b[^.;•]{0,70}$",
    re.IGNORECASE,
)
_FROM_BEHIND = re.compile(
    r"\s(?:[^\W\d]+\s){0,2}(?:begonnen|gestartet|started|began|launched|\w*[Ss]tart\b|\w*[Bb]eginn\b)", re.IGNORECASE
)
_BEGUN = re.compile(
    r"(?:\b(?:Maßnahme|Projekt|Programm|Kurs|Konzept)\w*(?:start|beginn)\b|\b(?:startete|begann|gestartet)\b"
    r"|\b(?:started|began|launched)\b"
    r"|\berstmals\b|\berprobt\b|\beingeführt\b)",
    re.IGNORECASE,
)
_ITS_START = re.compile(
    r"\b(?:Maßnahme|Projekt|Programm|Kurs)\w{0,3}(?:start|beginn)\b"
    r"|\b(?:die Maßnahme|das (?:Projekt|Programm|Angebot)|der Kurs|the (?:measure|project|programme|course))"
    r"\s(?:\w{1,30}\s){0,3}(?:startet|beginnt|gestartet|startete|begann|started|starts|begins|began)\b",
    re.IGNORECASE,
)
_OPTION = re.compile(r"\b(?:Option|\w*option|Verlängerung\w*|erste Anfänge)\s*$", re.IGNORECASE)
_OF_THE_WHOLE = re.compile(
    r"\b(?:laufzeit von|eine laufzeit|laufzeit des|programm\w*|konzepttest|projekt(?:s|zeitraum|dauer"
    r"|laufzeit)?|gesamtlaufzeit|runs? for)\b",
    re.IGNORECASE,
)
_PROLONGED = re.compile(r"verlänger|extend|extension|nach der|danach", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Phase:
    """A time from a date to another; one of them may be open."""

    piece: SectionPiece
    begin: DateMention | None
    end: DateMention | None

    @property
    def span(self) -> tuple[int, int]:
        ends = [mention for mention in (self.begin, self.end) if mention]
        return ends[0].start, ends[-1].end


def period_figures(measure: str, pieces: Iterable[SectionPiece]) -> Iterator[Figure]:
    """Yield when the measure begins and ends, how long it runs, and how long one takes part."""
    pieces = list(pieces)
    phases = [phase for piece in pieces for phase in _phases(piece)]
    begun = [phase for phase in phases if phase.begin and not _goes_on(phase, phases)]
    for phase in begun:
        assert phase.begin
        yield _figure(measure, "start", "date", phase, phase.begin.first, phase.begin.last)
    ended = [phase for phase in phases if phase.end]
    if ended:
        last = max(ended, key=lambda phase: phase.end.last if phase.end else 0)
        assert last.end
        yield _figure(measure, "end", "date", last, last.end.first, last.end.last)
        if begun and (first := min(begun, key=lambda phase: phase.begin.first if phase.begin else 0)).begin:
            months = round((last.end.last - first.begin.first + 1) / _DAYS_OF_A_MONTH, 1)
            yield _figure(measure, "duration", "month", first, months, months)
    for piece in pieces:
        yield from _lasting(measure, piece)


def _phases(piece: SectionPiece) -> Iterator[_Phase]:
    """The times that a text states by dates; outside of the fields for them only where it says what began."""
    text, found = piece.text, list(dates(piece.text))
    taken: set[int] = set()
    for first, second in pairwise(found):
        ranged = _RANGE.fullmatch(text, first.end, second.start)
        if ranged and first.start not in taken and second.first >= first.first and _tells(piece, first):
            taken |= {first.start, second.start}
            if not _OPTION.search(text[max(0, first.start - _REACH) : first.start]):
                yield _Phase(piece, first, second)
    for mention in found:
        if mention.start in taken or not _tells(piece, mention):
            continue
        before = text[max(0, mention.start - _REACH) : mention.start]
        if _TO_BEFORE.search(before):
            yield _Phase(piece, None, mention)
        elif piece.field == "start" or _FROM_BEFORE.search(before) or _opens(text, mention):
            yield _Phase(piece, mention, None)


def _opens(text: str, mention: DateMention) -> bool:
    return bool(_OPEN_RANGE.match(text, mention.end) or _FROM_BEHIND.match(text, mention.end))


def _tells(piece: SectionPiece, mention: DateMention) -> bool:
    """Whether a date is one of the measure's own times."""
    if piece.field in _TIMES:
        return True
    begun = _ITS_START if piece.field in ("results", "why_it_works") else _BEGUN
    return not mention.is_year and bool(begun.search(piece.text, *piece.sentence(mention.start)))


def _goes_on(phase: _Phase, phases: Iterable[_Phase]) -> bool:
    """Whether it begins where another one ends, or within it: the second of two."""
    begin = phase.begin
    return begin is not None and any(
        other is not phase and other.begin and other.end and other.begin.first < begin.first <= other.end.last + 1
        for other in phases
    )


def _figure(measure: str, field: str, unit: str, phase: _Phase, low: float, high: float) -> Figure:
    start, end = phase.piece.quote(*phase.span)
    return Figure(measure, field, unit, low, high, section=phase.piece.field, start=start, end=end)


def _lasting(measure: str, piece: SectionPiece) -> Iterator[Figure]:
    """The lengths of time that the field for them states, of the whole or for one who takes part."""
    if piece.field not in ("period", "hours"):
        return
    for each in stated_quantities(piece.text, piece.field):
        if not each.is_duration:
            continue
        quantity = each.in_months().quantity
        low, high = piece.sentence(quantity.start)
        before, sentence = piece.text[low : quantity.start], piece.text[low:high]
        longest = quantity.low is None and _PROLONGED.search(sentence)  # bis zu 12 Monaten verlängert werden
        if longest or (quantity.low, quantity.high) == (None, None):
            continue
        whole = _OF_THE_WHOLE.search(sentence) and not _of_one().search(before)
        start, end = piece.quote(quantity.start, quantity.end)
        yield Figure(
            measure, "duration" if whole else "stay", "month", quantity.low, quantity.high,
            section=piece.field, start=start, end=end,
        )  # fmt: skip


@cache
def _of_one() -> re.Pattern[str]:
    """Words that make a length of time that of one who takes part."""
    return re.compile("|".join(word_list("lengths_of_one.txt")), re.IGNORECASE)
