"""Numbers that a measure's fields state plainly, for filters. Anything ambiguous stays text."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise
from math import inf
from typing import NamedTuple

from corpus.measure import Figures
from corpus.text.folding import fold
from corpus.text.lexicon import word_list
from corpus.text.quantities import Quantity, quantities
from corpus.text.quantity_context import TIMES
from corpus.text.quantity_terms import CURRENCIES

_MONTHS = {"month": 1, "year": 12}
_WEEKS_OF_A_QUARTER = 13
_YEARS_OF_AN_AGE = 10
_AROUND = 60
_SENTENCE_END = re.compile(r"[.!?;•]\s+(?=[A-ZÄÖÜ•])")
_UNSTATED = re.compile(
    r"\b(?:nicht|kein)\b[^.]{0,60}\b(?:möglich|beziffert|benannt|definiert)|(?:beziffert|benannt) werden"
)
_OF_THE_PROGRAMME = re.compile(r"\bLaufzeit von $")
_AGE = re.compile(r"\s*-?(?:alt|old|ago)\b")
_AT_ONCE = re.compile(r"\s+(?:zur gleichen Zeit|gleichzeitig|ausgelegt|at a time|at once)")
_COUNTED = re.compile(r"(?:[Tt]eilnehm\w{0,20}zahl\w{0,20}|[Pp]lätze|[Pp]articipants|[Pp]laces)\s{0,3}:\s{0,3}$")
_SAID_AGAIN = re.compile(r"[(/=]\s*$|\b(?:bzw\.|also|das (?:sind|entspricht)|i\.e\.|or)\s$")
_ADDED = re.compile(r"\b(?:zzgl\.|zuzüglich|plus)\s")
_NOW = re.compile(
    r"\s+(?:durchliefen|haben|hatten|nahmen|wurden|waren|konnten|have|had|were|frei|belegt|available|taken)\b"
)
_GROUP = re.compile(r"\bGruppen?(?:größen?|stärken?)?\b|(?<!target )\b[Gg]roups?\b")
_OF_A_WEEK = re.compile(
    r"(?:Wochenstundenzahl|[Ww]ochenarbeitszeit|[Ss]tunden (?:pro|je|in der) Woche|[Hh]ours (?:per|a) week)\b"
    r"[^.;\d]{0,30}$|(?:Freitag|Fr) $"
)
_MOST_HOURS_A_DAY = 10
_PART_TIME = re.compile(r"\b(?:Teilzeit|TZ ist möglich|in Teil- oder Vollzeit|part[- ]time)", re.IGNORECASE)
_DENIED_BEFORE = re.compile(r"\b(?:keine?|nicht (?:in|als)|no|not(?: in| as)?) $", re.IGNORECASE)
_DENIED_BEHIND = re.compile(r"\w*(?: ist| is)?(?: leider)? (?:nicht|not)\b", re.IGNORECASE)


class _Stated(NamedTuple):
    """A quantity, its field, the words of its sentence before it back to the last quantity, and the text behind it."""

    quantity: Quantity
    field: str
    before: str
    behind: str

    @property
    def is_plain(self) -> bool:
        """Whether it is a number, a most or a least, rather than a range or something that can't be told."""
        quantity = self.quantity
        return quantity.value is not None or (quantity.low is None) != (quantity.high is None)


def read_figures(title: str, fields: dict[str, str]) -> Figures:
    """Read the figures of a measure off its title and the cleaned text of its fields.

    What a participant pays is no budget. A range, a most or a least and a share of the whole are no figure.
    """
    times = f"{title} {_text(fields, 'period', 'hours')}"
    part_time = _is_part_time(times) or "in Teil- oder Vollzeit" in fields.get("description", "")
    return Figures(
        places=_places(_stated(fields, "participants", "budget", "resources", "period")),
        budget_eur=_budget(_stated(fields, "budget", "resources"), _text(fields, "budget", "resources")),
        months=_months(_stated(fields, "period")),
        weekly_hours=_weekly_hours(_stated(fields, "period", "hours"), times),
        part_time=True if part_time else None,
    )


def amounts(text: str) -> Iterator[tuple[float, int, int]]:
    """Amounts of money in `text`, whatever the currency: the sum or the end of a range, and its span."""
    for quantity in quantities(text):
        stated = [value for value in (quantity.high, quantity.low) if value is not None]
        if quantity.unit in CURRENCIES and stated:
            yield stated[0], quantity.start, quantity.end


def _places(stated: list[_Stated]) -> int | None:
    """The only number of places, that of a group, of a part and of those who have been there left out."""
    whole = [each for each in stated if not _GROUP.search(each.before) and not _is_part(each)]
    bare = [each for each in whole if not each.quantity.unit and each.field == "participants"]
    value = _only([each for each in whole if _is_of_places(each)] or bare)
    return int(value) if value and value.is_integer() else None


def _is_of_places(each: _Stated) -> bool:
    quantity = each.quantity
    labelled = _COUNTED.search(each.before) is not None
    of_persons = labelled or each.field == "participants" or _AT_ONCE.match(each.behind) is not None
    counts = {"place": True, "person": of_persons, "": labelled}.get(quantity.unit, False)
    return counts and {*quantity.basis} <= {"run"} and not _NOW.match(each.behind)


def _budget(stated: list[_Stated], text: str) -> float | None:
    """The only amount that isn't part of the total, or per month or head; None if there are several."""
    euro = [each for each in stated if each.quantity.unit == "EUR"]
    if _UNSTATED.search(text) or any(_ADDED.search(each.before) for each in euro):
        return None
    return _only([each for each in euro if {*each.quantity.basis} <= {"year"} and not _is_part(each)])


def _months(stated: list[_Stated]) -> float | None:
    """How long one takes part; how long the programme runs if only that is said."""
    lasting = [_in_months(each) for each in stated if _is_duration(each)]
    own = [each for each in lasting if not _OF_THE_PROGRAMME.search(each.before)]
    return _only(own or lasting)


def _is_duration(each: _Stated) -> bool:
    quantity = each.quantity
    quarters = (quantity.value or 1) % _WEEKS_OF_A_QUARTER == 0
    if quantity.unit not in _MONTHS and not (quantity.unit == "week" and quarters):
        return False
    age = quantity.unit == "year" and max(quantity.low or 0, quantity.high or 0) > _YEARS_OF_AN_AGE
    elsewhen = age or _AGE.match(each.behind) or _not_lasting().search(fold(each.before))
    return not elsewhen and (TIMES | {"each"}).isdisjoint(quantity.basis) and not _is_part(each)


def _in_months(each: _Stated) -> _Stated:
    quantity = each.quantity
    factor = 3 / _WEEKS_OF_A_QUARTER if quantity.unit == "week" else _MONTHS[quantity.unit]
    low, high = (None if value is None else value * factor for value in (quantity.low, quantity.high))
    return each._replace(quantity=replace(quantity, low=low, high=high))


def _weekly_hours(stated: list[_Stated], text: str) -> float | None:
    """The only number of hours a week; those of full time if those of part-time are stated beside them."""
    weekly = [each for each in stated if _is_weekly(each)]
    hours = [each.quantity.value for each in weekly]
    plain = {value for value in hours if value is not None}
    beside = len(plain) > 1 and None not in hours and _is_part_time(text)
    return max(plain) if beside else _only(weekly)


def _is_weekly(each: _Stated) -> bool:
    quantity = each.quantity
    if quantity.unit == "weekly_hour" or (quantity.unit == "hour" and "week" in quantity.basis):
        return True
    of_a_day = quantity.unit == "hour" and (bool(quantity.basis) or (quantity.value or 0) <= _MOST_HOURS_A_DAY)
    return quantity.unit in ("hour", "") and not of_a_day and _OF_A_WEEK.search(each.before) is not None


def _is_part_time(text: str) -> bool:
    """Whether part-time is named and not denied."""
    return any(
        not _DENIED_BEFORE.search(text[max(0, match.start() - _AROUND) : match.start()])
        and not _DENIED_BEHIND.match(text, match.end())
        for match in _PART_TIME.finditer(text)
    )


def _only(stated: list[_Stated]) -> float | None:
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


def _adds_up(stated: list[_Stated]) -> bool:
    """Whether a field states one number twice, which may make a sum: `Graz: 12 Plätze, Leoben: 12 Plätze`."""
    exact = [each for each in stated if each.quantity.value is not None]
    return any(
        (one.field, one.quantity.unit) == (other.field, other.quantity.unit) and not _SAID_AGAIN.search(other.before)
        for one, other in pairwise(exact)
    )


def _stated(fields: dict[str, str], *names: str) -> list[_Stated]:
    """What these fields state, in order."""
    stated = []
    for name in names:
        text, since = fields.get(name, ""), 0
        for quantity in quantities(text):
            before = _SENTENCE_END.split(text[since : quantity.start])[-1]
            stated.append(_Stated(quantity, name, before[-_AROUND:], text[quantity.end : quantity.end + _AROUND]))
            since = quantity.end
    return stated


def _text(fields: dict[str, str], *names: str) -> str:
    return " ".join(fields.get(name, "") for name in names)


def _is_part(each: _Stated) -> bool:
    """Whether the words around it make it a part of a whole: `davon 20 Plätze`, `500 € Fahrtkosten`."""
    return bool(_part().search(fold(each.before)) or _part_behind().match(fold(each.behind)))


@cache
def _part() -> re.Pattern[str]:
    words = (re.escape(fold(word)).replace(r"\*", r"\w*") for word in word_list("parts_of_a_whole.txt"))
    return re.compile(rf"\b(?:{'|'.join(words)})\b")


@cache
def _part_behind() -> re.Pattern[str]:
    """A part named right behind its amount, or after an adjective."""
    return re.compile(rf"\s(?:(?!in[ck]l|ex[ck]l|einschl)[a-z]+e[nrs]?\s)?{_part().pattern}")


@cache
def _not_lasting() -> re.Pattern[str]:
    words = "|".join(map(fold, word_list("not_durations.txt")))
    return re.compile(rf"\b(?:{words})\s(?:(?:ca\.|etwa|rund|about)\s)?$")
