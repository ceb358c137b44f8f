"""Numbers that a measure's fields state plainly, for filters. Anything ambiguous stays text."""

import re
from collections.abc import Iterator
from itertools import pairwise
from math import inf

from corpus.measure import Figures
from corpus.parsing.stated import StatedQuantity, stated_quantities
from corpus.text.quantities import quantities
from corpus.text.quantity_terms import CURRENCIES

_AROUND = 60
_UNSTATED = re.compile(
    r"\b(?:nicht|kein)\b[^.]{0,60}\b(?:möglich|beziffert|benannt|definiert)|(?:beziffert|benannt) werden"
)
_OF_THE_PROGRAMME = re.compile(r"\bLaufzeit von $")
_SAID_AGAIN = re.compile(r"[(/=]\s*$|\b(?:bzw\.|also|das (?:sind|entspricht)|i\.e\.|or)\s$")
_ADDED = re.compile(r"\b(?:zzgl\.|zuzüglich|plus)\s")
_FIELDS = ("participants", "budget", "resources", "period", "hours")
_PART_TIME = re.compile(r"\b(?:Teilzeit|TZ ist möglich|in Teil- oder Vollzeit|part[- ]time)", re.IGNORECASE)
_DENIED_BEFORE = re.compile(r"\b(?:keine?|nicht (?:in|als)|no|not(?: in| as)?) $", re.IGNORECASE)
_DENIED_BEHIND = re.compile(r"\w*(?: ist| is)?(?: leider)? (?:nicht|not)\b", re.IGNORECASE)


def read_figures(title: str, fields: dict[str, str]) -> Figures:
    """Read the figures of a measure off its title and the cleaned text of its fields.

    What a participant pays is no budget. A range, a most or a least and a share of the whole are no figure.
    """
    times = f"{title} {_text(fields, 'period', 'hours')}"
    part_time = _is_part_time(times) or "in Teil- oder Vollzeit" in fields.get("description", "")
    stated = {name: stated_quantities(fields.get(name, ""), name) for name in _FIELDS}
    sums = [*stated["budget"], *stated["resources"]]
    return Figures(
        places=_places([*stated["participants"], *sums, *stated["period"]]),
        budget_eur=_budget(sums, _text(fields, "budget", "resources")),
        months=_months(stated["period"]),
        weekly_hours=_weekly_hours([*stated["period"], *stated["hours"]], times),
        part_time=True if part_time else None,
    )


def amounts(text: str) -> Iterator[tuple[float, int, int]]:
    """Amounts of money in `text`, whatever the currency: the sum or the end of a range, and its span."""
    for quantity in quantities(text):
        stated = [value for value in (quantity.high, quantity.low) if value is not None]
        if quantity.unit in CURRENCIES and stated:
            yield stated[0], quantity.start, quantity.end


def _places(stated: list[StatedQuantity]) -> int | None:
    """The only number of places, that of a group, of a part and of those who have been there left out."""
    whole = [each for each in stated if not each.of_a_group and not each.is_part]
    bare = [each for each in whole if not each.quantity.unit and each.field == "participants"]
    value = _only([each for each in whole if each.of_places] or bare)
    return int(value) if value and value.is_integer() else None


def _budget(stated: list[StatedQuantity], text: str) -> float | None:
    """The only amount that isn't part of the total, or per month or head; None if there are several."""
    euro = [each for each in stated if each.quantity.unit == "EUR"]
    if _UNSTATED.search(text) or any(_ADDED.search(each.before) for each in euro):
        return None
    return _only([each for each in euro if {*each.quantity.basis} <= {"year"} and not each.is_part])


def _months(stated: list[StatedQuantity]) -> float | None:
    """How long one takes part; how long the programme runs if only that is said."""
    lasting = [each.in_months() for each in stated if each.is_duration]
    own = [each for each in lasting if not _OF_THE_PROGRAMME.search(each.before)]
    return _only(own or lasting)


def _weekly_hours(stated: list[StatedQuantity], text: str) -> float | None:
    """The only number of hours a week; those of full time if those of part-time are stated beside them."""
    weekly = [each for each in stated if each.is_weekly]
    hours = [each.quantity.value for each in weekly]
    plain = {value for value in hours if value is not None}
    beside = len(plain) > 1 and None not in hours and _is_part_time(text)
    return max(plain) if beside else _only(weekly)


def part_time_mentions(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of a text that name part-time and don't deny it."""
    for match in _PART_TIME.finditer(text):
        denied = _DENIED_BEFORE.search(text[max(0, match.start() - _AROUND) : match.start()])
        if not denied and not _DENIED_BEHIND.match(text, match.end()):
            yield match.span()


def _is_part_time(text: str) -> bool:
    return any(True for _ in part_time_mentions(text))


def _only(stated: list[StatedQuantity]) -> float | None:
    """The only value, if everything stated is plain and no most or least contradicts it."""
    found = [each.quantity for each in stated]
    values = {quantity.value for quantity in found if quantity.value is not None}
    if len(values) != 1 or not all(each.is_plain for each in stated) or _adds_up(stated):
        return None
    (value,) = values
    bounds = [quantity for quantity in found if quantity.value is None]
    most = min((bound.high for bound in bounds if bound.high is not None), default=inf)
    least = max((bound.low for bound in bounds if bound.low is not None), default=-inf)
    return value if least < value < most else None


def _adds_up(stated: list[StatedQuantity]) -> bool:
    """Whether a field states one number twice, which may make a sum: `Graz: 12 Plätze, Leoben: 12 Plätze`."""
    exact = [each for each in stated if each.quantity.value is not None]
    return any(
        (one.field, one.quantity.unit) == (other.field, other.quantity.unit) and not _SAID_AGAIN.search(other.before)
        for one, other in pairwise(exact)
    )


def _text(fields: dict[str, str], *names: str) -> str:
    return " ".join(fields.get(name, "") for name in names)
