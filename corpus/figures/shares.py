"""Ratios and shares: participants for each member of staff, who found work, and how much is funded."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from corpus.figures.figure import Figure
from corpus.figures.pieces import SectionPiece
from corpus.text.lexicon import word_list
from corpus.text.numerals import numeral

_NUMBER = r"(?P<number>\d{1,3}(?:[.,]\d{1,3})?)"
_UP_TO = re.compile(r"\b(?:max(?:\.|imal)|höchstens|bis zu|up to|at most)\s*$", re.IGNORECASE)
_AT_LEAST = re.compile(r"\b(?:mindestens|mind\.|at least)\s*$", re.IGNORECASE)
_RATIO = re.compile(
    r"(?P<named>schlüssel|\bratio|verhältnis|\brelation)[^.;•\d]{0,60}?(?<![\d:])1\s?:\s?(?P<ratio>\d{1,3})(?![\d:])"
    r"|(?<![\d:])1\s?:\s?(?P<second>\d{1,3})(?![\d:])",
    re.IGNORECASE,
)
_SHARE = re.compile(rf"(?<![\d.,]){_NUMBER}\s?(?:%|Prozent\b|v\.\s?H\.|per ?cent\b)", re.IGNORECASE)
_PLACED = re.compile(
    r"vermittlungsquote|vermittelt|integrationsquote|eingliederungsquote|in (?:eine |ein )?(?:\w+ )?(?:arbeit"
    r"|beschäftigung|job)\b"
    r"|(?<!gering)beschäftigung|arbeitsverhältnis|erwerbstätigkeit|sozialversicherungspflichtig|placement rate"
    r"|found (?:a )?(?:work|jobs?)|into (?:work|employment)|in employment|placed in",
    re.IGNORECASE,
)
_OTHERWISE = re.compile(
    r"geringfügig|minijob|qualifizierung|anschlussmaßnahme|umschulung|zielwert|\bsoll\b|erhöh|senk|target\b"
    r"|kundengruppe|erwerbsfähig"
    r"|teilnehmerpl|anpassung|betriebe",
    re.IGNORECASE,
)
_FUNDED = re.compile(
    r"förder(?:quote|satz|höhe|anteil)|gefördert|bezuschusst|zuschuss|funding rate|funded|subsid|förderung",
    re.IGNORECASE,
)
_FUNDED_BEHIND = re.compile(
    r"\s(?:de[sr]|of the)\s(?:\w+\s){0,2}(?:\w*arbeitsentgelt|\w*lohn|\w*kosten|\w*ausgaben|wages?|costs?)",
    re.IGNORECASE,
)
_NEAR = 40
_OF_RESULTS = ("results", "why_it_works", "description")


def share_figures(measure: str, pieces: Iterable[SectionPiece]) -> Iterator[Figure]:
    """Yield staff ratios, placement rates and funding rates."""
    for piece in pieces:
        yield from _ratios(measure, piece)
        yield from _shares(measure, piece)


def _ratios(measure: str, piece: SectionPiece) -> Iterator[Figure]:
    named_until = -1
    for match in _RATIO.finditer(piece.text):
        _, high = piece.sentence(match.start())
        if match["named"]:
            named_until = high
        elif match.start() >= named_until:
            continue
        number = float(match["ratio"] or match["second"])
        yield _figure(measure, "staff_ratio", "person", number, number, piece, match.span())
    for pattern in _loads():
        for match in pattern.finditer(piece.text):
            first = numeral(match["count"], english=False)
            last = numeral(match["most"], english=False) if match["most"] else first
            bounds = (
                None if _UP_TO.search(match["before"]) else first,
                None if _AT_LEAST.search(match["before"]) else last,
            )
            yield _figure(measure, "staff_ratio", "person", *bounds, piece, match.span())


def _shares(measure: str, piece: SectionPiece) -> Iterator[Figure]:
    since = 0
    for match in _SHARE.finditer(piece.text):
        number = numeral(match["number"], english=False)
        low, high = piece.sentence(match.start())
        low = max(low, since) if since < match.start() else low
        before, behind = piece.text[low : match.start()], piece.text[match.end() : high]
        since = match.end()
        behind = _SHARE.split(behind)[0]
        if number is None or number > 100:
            continue
        bounded = (None if _UP_TO.search(before) else number, None if _AT_LEAST.search(before) else number)
        if _FUNDED_BEHIND.match(behind) or (
            _FUNDED.search(before) and piece.field in ("financing", "budget", "resources")
        ):
            yield _figure(measure, "funding_rate", "%", *bounded, piece, match.span())
        elif piece.field in _OF_RESULTS and _is_placed(before, behind):
            yield _figure(measure, "placement_rate", "%", *bounded, piece, match.span())


def _is_placed(before: str, behind: str) -> bool:
    """Whether the words around a share say that so many found work."""
    near = before[-90:], behind[:140].split(";")[0]
    otherwise = _OTHERWISE.search(near[0]) or _OTHERWISE.search(near[1], 0, _NEAR)
    return any(map(_PLACED.search, near)) and not otherwise


def _figure(
    measure: str,
    field: str,
    unit: str,
    low: float | None,
    high: float | None,
    piece: SectionPiece,
    span: tuple[int, int],
) -> Figure:
    start, end = piece.quote(*span)
    return Figure(measure, field, unit, low, high, section=piece.field, start=start, end=end)


@cache
def _loads() -> tuple[re.Pattern[str], ...]:
    """Patterns of so many people for each member of staff, either first."""
    staff, people = ("|".join(word_list(name)) for name in ("staff_words.txt", "client_words.txt"))
    count = r"(?P<count>\d[\d.]{0,5})(?:\s?(?:[-–]|bis|to)\s?(?P<most>\d[\d.]{0,5}))?"
    bound = r"mindestens|mind\.|höchstens|maximal|max\.|at least|at most|up to"
    about = rf"(?P<before>(?:(?:{bound}|rund|ca\.|etwa|durchschnittlich|about)\s){{0,2}})"
    who = rf"(?:{people})(?:\s?/\s?-?(?:in(?:nen)?|(?:{people})))?"
    return (
        re.compile(
            rf"{about}(?<![\d.,]){count}\s(?:[^\W\d]+\s)?{who}\s(?:je|pro|per|for each|an jede[nr]?)\s(?:{staff})\b",
            re.IGNORECASE,
        ),
        re.compile(
            rf"\b(?:je|pro|jede[rn]?|each|per)\s(?:{staff})(?:/\w+)?\s(?:(?:betreut|betreuen|werden|sind|hat"
            rf"|supports|is|has|looks)\s)?{about}"
            rf"{count}\s(?:[^\W\d]+\s)?{who}",
            re.IGNORECASE,
        ),
    )
