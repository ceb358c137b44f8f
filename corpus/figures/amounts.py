"""How many can take part, hours a week, and what a measure costs."""

import re
from collections.abc import Iterable, Iterator

from corpus.figures.figure import Figure
from corpus.figures.pieces import SectionPiece
from corpus.parsing.stated import StatedQuantity, stated_quantities
from corpus.text.quantity_terms import CURRENCIES

_OF_PLACES = ("participants", "budget", "resources", "period")
_OF_MONEY = {"budget": "budget", "resources": "budget", "financing": "budget", "cost": "cost"}
_OF_HOURS = ("period", "hours")
_TOOK_PART = re.compile(r"\s+(?:durchliefen|haben|hatten|nahmen|wurden|konnten|have|had|were|took|completed)\b")
_YEARLY = re.compile(
    r"\b(?:Jahresbudget|Jahresvolumen|jährliche\w* (?:Mittel|Budget|Kosten)\w*|annual (?:budget|cost)s?)\b",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"\W*(?:keine?r?\b(?!\s\d)|kostenlos|kostenfrei|gratis|frei\b|unentgeltlich|none\b|free\b|no (?:cost|fee|charge))",
    re.IGNORECASE,
)
_COUNTING = frozenset(("year", "month", "week", "day", "hour", "head", "run"))


def amount_figures(measure: str, pieces: Iterable[SectionPiece]) -> Iterator[Figure]:
    """Yield the places, the hours a week and the sums of money that a measure states."""
    for piece in pieces:
        if piece.field == "cost" and (free := _FREE.match(piece.text)):
            start, end = piece.quote(*free.span())
            yield Figure(measure, "cost", "EUR", 0.0, 0.0, section="cost", start=start, end=end)
            continue
        for each in stated_quantities(piece.text, piece.field):
            quantity = each.quantity
            if (quantity.low, quantity.high) == (None, None):
                continue
            if field := _counted(each, piece):
                yield _figure(measure, field, each, piece)
            elif piece.field in _OF_HOURS and each.is_weekly:
                yield _figure(measure, "hours", each, piece)
            elif (field := _money(each, piece)) and not each.is_part:
                yield _figure(measure, field, each, piece)


def _counted(each: StatedQuantity, piece: SectionPiece) -> str | None:
    """`places` or `participants` if it counts one of them."""
    if each.of_a_group or each.is_part:
        return None
    quantity = each.quantity
    if quantity.unit in ("place", "person") and not quantity.basis and _TOOK_PART.match(each.behind):
        return "participants" if piece.field == "participants" else None
    bare = piece.field == "participants" and not quantity.unit
    site = quantity.unit == "place" and set(quantity.basis) <= {"each", "run", "year"} and piece.field in _OF_PLACES
    return "places" if piece.field in _OF_PLACES and (each.of_places or bare or site) else None


def _money(each: StatedQuantity, piece: SectionPiece) -> str | None:
    """`budget` or `cost` if it is a sum of money that is counted by something known."""
    known = each.quantity.unit in CURRENCIES and "other" not in each.quantity.basis
    return _OF_MONEY.get(piece.field) if known else None


def _figure(measure: str, field: str, each: StatedQuantity, piece: SectionPiece) -> Figure:
    quantity = each.quantity
    basis = {name for name in quantity.basis if name in _COUNTING}
    low, high = piece.sentence(quantity.start)
    if field in ("budget", "cost"):
        if not basis & {"year", "month"} and _YEARLY.search(piece.text, low, high):
            basis.add("year")
        unit = quantity.unit
    else:
        basis -= {"year", "run", "week"}
        unit = "hour" if field == "hours" else "place" if field == "places" else "person"
    start, end = piece.quote(quantity.start, quantity.end)
    return Figure(
        measure, field, unit, quantity.low, quantity.high,
        basis=tuple(sorted(basis)), section=piece.field, start=start, end=end,
    )  # fmt: skip
