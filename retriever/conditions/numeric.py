"""Conditions in numbers: places, money, lengths of time, hours, ratios and shares."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, cast

from corpus.blocks import overlaps
from corpus.text.numerals import numeral
from corpus.text.quantities import Quantity, quantities
from corpus.text.quantity_context import TIMES
from corpus.text.quantity_terms import CURRENCIES, DURATIONS
from retriever.conditions.condition import Condition, Operator
from retriever.conditions.wording import WordedText, says, wording_before, wording_behind, wordings

_MONTHS = {"year": 12.0, "month": 1.0, "week": 12 / 52, "day": 12 / 365.25}
_OLDEST_DURATION = 10
_AROUND = 40
_SHARE = re.compile(r"(?<![\d.,])(?P<number>\d{1,3}(?:[.,]\d{1,2})?)\s?(?:%|Prozent\b|per ?cent\b)", re.IGNORECASE)
_RATIO = re.compile(r"(?<![\d:.])1\s?(?::|zu\b|to\b)\s?(?P<number>\d{1,3})(?![\d:])")
_NUMBER = re.compile(r"(?<![\w.,:/§-])\d{1,7}(?:[.,]\d{1,3})*(?![\w:/])")
_NOT_COUNTED = re.compile(r"(?:§{1,2}|Art\.?|Artikel|Nr\.?|Nummer|No\.?|number|#)\s{0,3}$", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:zwischen|between|von|from)\s{1,3}$", re.IGNORECASE)
_ABOUT = re.compile(
    r"(?:\b(?:ca\.|circa|etwa|rund|about|around|von|of|als|einem|einer|eine|a|the)\s{1,3}){1,3}$", re.IGNORECASE
)
_ONE = re.compile(r"(?<=\bthan )a(?= (?:year|month|week|day)\b)", re.IGNORECASE)
"""The article that counts one: longer than a year."""
_WORD_BEHIND = re.compile(r"\s+(?P<word>[^\W\d_]{3,})")
Unfit = Literal["money", "time", "person"]


@dataclass(frozen=True, slots=True)
class StatedCondition:
    """A condition and where the text puts it; without a condition, words that no figure can meet."""

    start: int
    end: int
    condition: Condition | None


def numeric_conditions(text: WordedText, *, about_measures: bool) -> Iterator[StatedCondition]:
    """Yield the conditions in numbers that a question puts on measures, not what it says of a client."""
    taken: list[tuple[int, int]] = []
    for start, end, condition in (*_ratios(text), *_shares(text)):
        taken.append((start, end))
        yield _stated(text, start, end, condition)
    for quantity in quantities(_ONE.sub("1", text)):
        if overlaps(quantity.start, quantity.end, taken):
            continue
        field = _field(text, quantity, about_measures=about_measures)
        operator, first, last = _operator(text, quantity)
        exact = operator is None
        if field and (not exact or (about_measures and quantity.unit)):
            taken.append((quantity.start, quantity.end))
            yield StatedCondition(first, last, _condition(text, quantity, field, operator or "=", first, last))
    yield from _leftover(text, taken, about_measures=about_measures)


def of_client(text: WordedText, start: int, end: int, kind: Unfit) -> bool:
    """Whether a value is a client's: the clause speaks of one in such terms, or of one and of no measure."""
    clause = text.clause(start, end)
    meanings = {found.meaning for found in wordings("client", text, *clause)}
    return kind in meanings or (
        bool(meanings) and not says("measure", text, *clause) and not says("field", text, *clause)
    )


def _field(text: WordedText, quantity: Quantity, *, about_measures: bool) -> str | None:
    """The field of figures that a quantity in a question is of, None if it is of something else."""
    unit, start, end = quantity.unit, quantity.start, quantity.end
    if wording_behind("staff_unit", text, end):
        return "staff_ratio"
    if unit in ("place", "person"):
        named = unit == "place" or any(
            each.meaning == "places" for each in wordings("field", text, *text.clause(start, end))
        )
        return "places" if named else None
    if unit in CURRENCIES:
        if of_client(text, start, end, "money"):
            return None
        return "budget" if any(each.meaning == "budget" for each in wordings("field", text)) else "cost"
    if unit == "weekly_hour" or (unit == "hour" and ("week" in quantity.basis or not quantity.basis)):
        return None if of_client(text, start, end, "time") or not about_measures else "hours"
    if unit in DURATIONS:
        return _duration(text, quantity, about_measures=about_measures)
    return _bare(text, start, end) if not unit else None


def _duration(text: WordedText, quantity: Quantity, *, about_measures: bool) -> str | None:
    age = quantity.unit == "year" and max(quantity.low or 0, quantity.high or 0) > _OLDEST_DURATION
    if age or of_client(text, quantity.start, quantity.end, "time") or not TIMES.isdisjoint(quantity.basis):
        return None
    named = {each.meaning for each in wordings("field", text)}
    if "stay" in named:
        return "stay"
    compared = about_measures and _operator(text, quantity)[0] is not None
    return "duration" if "duration" in named or compared else None


def _bare(text: WordedText, start: int, end: int) -> str | None:
    """The field that is named before a number without a unit."""
    before = wordings("field", text, 0, start)
    if not before or says("client", text, *text.clause(start, end)):
        return None
    return before[-1].meaning if before[-1].meaning in ("places", "hours", "staff_ratio", "cost", "budget") else None


def _operator(text: WordedText, quantity: Quantity) -> tuple[Operator | None, int, int]:
    """How a question compares with a quantity, and the span of the words that say so."""
    start, end = quantity.start, quantity.end
    if quantity.low is not None and quantity.high is not None and quantity.low != quantity.high:
        between = _BETWEEN.search(text, max(0, start - _AROUND), start)
        return "between", between.start() if between else start, end
    if behind := wording_behind("behind", text, end):
        return cast(Operator, behind.meaning), start, behind.end
    if before := wording_before("operator", text, _without_about(text, start)):
        return cast(Operator, before.meaning), before.start, end
    if quantity.low is None:
        return "<=", start, end
    return (">=" if quantity.high is None else None), start, end


def _without_about(text: WordedText, start: int) -> int:
    about = _ABOUT.search(text, max(0, start - _AROUND), start)
    return about.start() if about and about.group().split()[0] != "als" else start


def _condition(
    text: WordedText, quantity: Quantity, field: str, operator: Operator, first: int, last: int
) -> Condition:
    factor = _MONTHS[quantity.unit] if field in ("duration", "stay") else 1.0
    value = quantity.low if quantity.low is not None else quantity.high
    assert value is not None
    upper = quantity.high * factor if operator == "between" and quantity.high is not None else None
    unit = {"duration": "month", "stay": "month", "hours": "hour", "places": "place", "staff_ratio": "person"}
    money = field in ("cost", "budget")
    return Condition(
        field,
        operator,
        value * factor,
        upper,
        unit.get(field, quantity.unit or "EUR"),
        basis_of(text) if money else (),
        words=text[first:last],
    )


def basis_of(text: WordedText) -> tuple[str, ...]:
    """Return what a question counts money by: head, month or year."""
    return tuple(sorted({each.meaning for each in wordings("basis", text)}))


def _ratios(text: WordedText) -> Iterator[tuple[int, int, Condition]]:
    for match in _RATIO.finditer(text):
        yield match.start(), match.end(), Condition("staff_ratio", "=", float(match["number"]), unit="person")


def _shares(text: WordedText) -> Iterator[tuple[int, int, Condition | None]]:
    rates = [each.meaning for each in wordings("field", text) if each.meaning.endswith("_rate")]
    for match in _SHARE.finditer(text):
        number = numeral(match["number"], english=False)
        known = Condition(rates[0], "=", number, unit="%") if rates and number is not None else None
        yield match.start(), match.end(), known


def _stated(text: WordedText, start: int, end: int, condition: Condition | None) -> StatedCondition:
    behind = wording_behind("behind", text, end)
    before = wording_before("operator", text, _without_about(text, start))
    found = behind or before
    first, last = (before.start if before and not behind else start), (behind.end if behind else end)
    if condition is None:
        return StatedCondition(first, last, None)
    operator = cast(Operator, found.meaning) if found else condition.operator
    return StatedCondition(
        first,
        last,
        Condition(condition.field, operator, condition.value, unit=condition.unit, words=text[first:last]),
    )


def _leftover(text: WordedText, taken: list[tuple[int, int]], *, about_measures: bool) -> Iterator[StatedCondition]:
    """Numbers that are compared with but count something that no field is of."""
    for match in _NUMBER.finditer(text):
        start, end = match.span()
        operator = wording_before("operator", text, _without_about(text, start))
        if any(low < end and start < high for low, high in taken) or not operator or not about_measures:
            continue
        if _NOT_COUNTED.search(text, max(0, start - _AROUND), start):
            continue
        value = numeral(match.group(), english=False)
        named = wording_behind("field", text, end)
        field = named.meaning if named else None
        if value is not None and field in ("places", "staff_ratio", "hours"):
            last = named.end if named else end
            unit = {"places": "place", "staff_ratio": "person", "hours": "hour"}[field]
            words = text[operator.start : last]
            yield StatedCondition(
                operator.start, last, Condition(field, cast(Operator, operator.meaning), value, unit=unit, words=words)
            )
        elif (
            operator.meaning != "="
            and (noun := _WORD_BEHIND.match(text, end))
            and not of_client(text, start, noun.end(), "person")
        ):
            yield StatedCondition(operator.start, noun.end(), None)
