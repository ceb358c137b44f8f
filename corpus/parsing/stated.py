"""Quantities that the fields of a measure state, with the words around them, and what they are quantities of."""

import re
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from corpus.text.folding import fold
from corpus.text.lexicon import word_list
from corpus.text.quantities import Quantity, quantities
from corpus.text.quantity_context import TIMES

_MONTHS = {"month": 1, "year": 12}
_WEEKS_OF_A_QUARTER = 13
_YEARS_OF_AN_AGE = 10
_AROUND = 60
_SENTENCE_END = re.compile(r"[.!?;•]\s+(?=[A-ZÄÖÜ•])")
_AGE = re.compile(r"\s*-?(?:alt|old|ago)\b")
_AT_ONCE = re.compile(r"\s+(?:zur gleichen Zeit|gleichzeitig|ausgelegt|at a time|at once)")
_COUNTED = re.compile(r"(?:[Tt]eilnehm\w{0,20}zahl\w{0,20}|[Pp]lätze|[Pp]articipants|[Pp]laces)\s{0,3}:\s{0,3}$")
_NOW = re.compile(
    r"\s+(?:durchliefen|haben|hatten|nahmen|wurden|waren|konnten|have|had|were|frei|belegt|available|taken)\b"
)
_GROUP = re.compile(r"\bGruppen?(?:größen?|stärken?)?\b|(?<!target )\b[Gg]roups?\b")
_OF_A_WEEK = re.compile(
    r"(?:Wochenstundenzahl|[Ww]ochenarbeitszeit|[Ss]tunden (?:pro|je|in der) Woche|[Hh]ours (?:per|a) week)\b"
    r"[^.;\d]{0,30}$|(?:Freitag|Fr) $"
)
_MOST_HOURS_A_DAY = 10


class StatedQuantity(NamedTuple):
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

    @property
    def is_part(self) -> bool:
        """Whether the words around it make it a part of a whole: `davon 20 Plätze`, `500 € Fahrtkosten`."""
        return bool(_part().search(fold(self.before)) or _part_behind().match(fold(self.behind)))

    @property
    def of_a_group(self) -> bool:
        """Whether it is the size of a group rather than of the whole."""
        return _GROUP.search(self.before) is not None

    @property
    def of_places(self) -> bool:
        """Whether it counts places, or the persons for whom there is one."""
        quantity = self.quantity
        labelled = _COUNTED.search(self.before) is not None
        of_persons = labelled or self.field == "participants" or _AT_ONCE.match(self.behind) is not None
        counts = {"place": True, "person": of_persons, "": labelled}.get(quantity.unit, False)
        return counts and {*quantity.basis} <= {"run"} and not _NOW.match(self.behind)

    @property
    def is_duration(self) -> bool:
        """Whether it says how long something lasts, in months, years or quarters in weeks."""
        quantity = self.quantity
        quarters = (quantity.value or 1) % _WEEKS_OF_A_QUARTER == 0
        if quantity.unit not in _MONTHS and not (quantity.unit == "week" and quarters):
            return False
        age = quantity.unit == "year" and max(quantity.low or 0, quantity.high or 0) > _YEARS_OF_AN_AGE
        elsewhen = age or _AGE.match(self.behind) or _not_lasting().search(fold(self.before))
        return not elsewhen and (TIMES | {"each"}).isdisjoint(quantity.basis) and not self.is_part

    @property
    def is_weekly(self) -> bool:
        """Whether it counts hours a week."""
        quantity = self.quantity
        if quantity.unit == "weekly_hour" or (quantity.unit == "hour" and "week" in quantity.basis):
            return True
        of_a_day = quantity.unit == "hour" and (bool(quantity.basis) or (quantity.value or 0) <= _MOST_HOURS_A_DAY)
        return quantity.unit in ("hour", "") and not of_a_day and _OF_A_WEEK.search(self.before) is not None

    def in_months(self) -> "StatedQuantity":
        """Return the same length of time in months."""
        quantity = self.quantity
        factor = 3 / _WEEKS_OF_A_QUARTER if quantity.unit == "week" else _MONTHS[quantity.unit]
        low, high = (None if value is None else value * factor for value in (quantity.low, quantity.high))
        return self._replace(quantity=replace(quantity, low=low, high=high))


def stated_quantities(text: str, field: str) -> list[StatedQuantity]:
    """Return what the text of a field states, in order."""
    stated, since = [], 0
    for quantity in quantities(text):
        before = _SENTENCE_END.split(text[since : quantity.start])[-1]
        behind = text[quantity.end : quantity.end + _AROUND]
        stated.append(StatedQuantity(quantity, field, before[-_AROUND:], behind))
        since = quantity.end
    return stated


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
