"""Wire types of conditions: what was understood of them, and what measures state."""

from datetime import date
from typing import Literal, Self

from pydantic import Field

from retriever.conditions.condition import Demand, Operator
from retriever.conditions.expression import written_condition
from retriever.conditions.findings import ConditionTally, Findings
from retriever.conditions.standing import Standing
from retriever.result import QuotedFigure
from service.wire.common import WireModel

_DATE = "date"


class ConditionModel(WireModel):
    """A condition, and how many measures state anything about it and meet it. Dates are days as `2012-07-01`.

    `words` are those of the question that put it: sent in `without`, they are no condition any more.
    """

    field: str
    operator: Operator
    value: float | str
    upper: float | str | None
    unit: str
    basis: list[str]
    negated: bool
    words: str
    filter: str = Field(description="The same as a value of the filter `where`")
    stated: int
    met: int

    @classmethod
    def of(cls, tally: ConditionTally) -> Self:
        """Return the wire form of a condition."""
        each = tally.condition
        return cls(
            field=each.field,
            operator=each.operator,
            value=_shown(each.value, each.unit) if isinstance(each.value, float) else each.value,
            upper=_shown(each.upper, each.unit) if each.upper is not None else None,
            unit=each.unit,
            basis=list(each.basis),
            negated=each.negated,
            words=each.words,
            filter=written_condition(each),
            stated=tally.stated,
            met=tally.met,
        )


class InquiryModel(WireModel):
    """What is asked of the measures' figures: `met` of `total` meet all conditions, `stated` say anything about them.

    For the most or the least, `field` is what they are ranked by; `words` are those that ask for it.
    """

    demand: Demand | None
    field: str | None
    basis: list[str]
    words: str
    total: int
    stated: int
    met: int

    @classmethod
    def of(cls, found: Findings | None) -> Self | None:
        """Return the wire form, None if nothing is asked of figures."""
        if found is None:
            return None
        inquiry = found.inquiry
        return cls(
            demand=inquiry.demand,
            field=inquiry.field or None,
            basis=list(inquiry.basis),
            words=inquiry.words,
            total=found.total,
            stated=found.stated,
            met=len(found.met),
        )


class FigureModel(WireModel):
    """A value that a measure states: from `low` to `high`, or a `name`, and the words that state it."""

    field: str
    low: float | str | None
    high: float | str | None
    name: str
    unit: str
    basis: list[str]
    section: str
    quote: str
    start: int
    end: int

    @classmethod
    def of(cls, quoted: QuotedFigure) -> Self:
        """Return the wire form of a figure."""
        figure = quoted.figure
        return cls(
            field=figure.field,
            low=_shown(figure.low, figure.unit) if figure.low is not None else None,
            high=_shown(figure.high, figure.unit) if figure.high is not None else None,
            name=figure.text,
            unit=figure.unit,
            basis=list(figure.basis),
            section=figure.section,
            quote=quoted.quote,
            start=figure.start,
            end=figure.end,
        )


StandingName = Literal["met", "unstated"]
"""Measures that conditions are against aren't shown."""


def standing_name(standing: Standing) -> StandingName:
    """Return how a measure that is shown stands to what was asked."""
    return "met" if standing == "met" else "unstated"


def _shown(value: float, unit: str) -> float | str:
    return date.fromordinal(int(value)).isoformat() if unit == _DATE else value
