"""Conditions as people write them in a filter: `places>=50`, `start<2012`, `state=Bayern`, `budget.year<=100000`."""

import re
from datetime import date
from typing import cast

from corpus.figures.dates import dates
from corpus.figures.figure import NAMED, YES, figure_units
from corpus.text.numerals import numeral
from retriever.conditions.condition import Condition, Operator

BASES = ("head", "month", "year")
_WRITTEN = re.compile(
    r"\s*(?P<field>[a-z_]{2,20})(?P<basis>(?:\.[a-z]{4,5}){0,2})\s*(?P<operator><=|>=|!=|=|<|>)\s*(?P<value>\S.*)"
)
_NUMBERS = "duration|stay|hours|places|participants|budget|cost|funding_rate|staff_ratio|placement_rate|age"
DESCRIBED = (
    rf"^(?:(?:{_NUMBERS})(?:\.(?:head|month|year)){{0,2}}(?:<=|>=|=|<|>)[0-9]{{1,9}}(?:[.,][0-9]{{1,2}})?"
    r"|(?:start|end)(?:<=|>=|=|<|>)(?:199[0-9]|20[0-3][0-9])(?:-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8]))?"
    r"|(?:voluntary|part_time)!?=(?:true|false)|(?:legal|provider|state)!?=[A-Za-z0-9§][A-Za-z0-9§ ]{0,60})$"
)
"""How conditions look, as the description of the API says it; a little more is understood."""
_YES = {"true": 1.0, "yes": 1.0, "false": 0.0, "no": 0.0}


def is_expression(text: str) -> bool:
    """Whether a text compares a field of figures with something: `places>=50`, not `topic=schulden`."""
    match = _WRITTEN.fullmatch(text.strip())
    return match is not None and match["field"] in figure_units()


def parse_condition(text: str) -> Condition:
    """Return the condition that a filter writes. Raises ValueError saying what is wrong and what is allowed."""
    match = _WRITTEN.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"condition {text!r} isn't FIELD OPERATOR VALUE, such as places>=50")
    field, operator = match["field"], match["operator"]
    unit = figure_units().get(field)
    if unit is None:
        raise ValueError(f"condition {text!r}: unknown field {field!r}; use one of {', '.join(figure_units())}")
    basis = tuple(sorted(set(match["basis"].split(".")[1:])))
    if unknown := [each for each in basis if each not in BASES]:
        raise ValueError(f"condition {text!r}: unknown basis {unknown[0]!r}; use one of {', '.join(BASES)}")
    if unit in (NAMED, YES):
        return _named(text, field, unit, operator, match["value"].strip())
    if operator == "!=":
        raise ValueError(f"condition {text!r}: {field} takes =, <, <=, > and >=")
    value, upper = _date(text, match["value"], operator) if unit == "date" else (_number(text, match["value"]), None)
    known = "between" if upper is not None else cast(Operator, operator)
    return Condition(field, known, value, upper, unit, basis, words=text)


def written_condition(condition: Condition) -> str:
    """Return a condition as a filter that says the same."""
    name = ".".join((condition.field, *condition.basis))
    if isinstance(condition.value, str):
        return f"{name}{'!=' if condition.negated else '='}{condition.value}"
    if condition.unit == YES:
        return f"{name}{'!=' if condition.negated else '='}{'true' if condition.value else 'false'}"
    if condition.operator == "between":
        ends = (condition.value, condition.value if condition.upper is None else condition.upper)
        return " ".join(
            f"{name}{sign}{_shown(end, condition.unit)}" for sign, end in zip((">=", "<="), ends, strict=True)
        )
    return f"{name}{condition.operator}{_shown(condition.value, condition.unit)}"


def _shown(value: float, unit: str) -> str:
    return (
        date.fromordinal(int(value)).isoformat() if unit == "date" else f"{value:g}" if value < 1e6 else f"{value:.0f}"
    )


def _named(text: str, field: str, unit: str, operator: str, value: str) -> Condition:
    if operator not in ("=", "!="):
        raise ValueError(f"condition {text!r}: {field} takes = and !=")
    if unit == YES:
        if value not in _YES:
            raise ValueError(f"condition {text!r}: {field} is true or false")
        return Condition(field, "is", _YES[value], unit=unit, negated=operator == "!=", words=text)
    return Condition(field, "is", value, unit=unit, negated=operator == "!=", words=text)


def _number(text: str, value: str) -> float:
    number = numeral(value, english=False)
    if number is None:
        raise ValueError(f"condition {text!r}: {value!r} isn't a number")
    return number


def _date(text: str, value: str, operator: str) -> tuple[float, float | None]:
    found = next(dates(value), None)
    if found is None or (found.start, found.end) != (0, len(value.strip())):
        raise ValueError(f"condition {text!r}: {value!r} isn't a date, such as 2012 or 2012-07-01")
    if operator == "=":
        return float(found.first), float(found.last)
    return float(found.last if operator in (">", "<=") else found.first), None
