"""How measures stand to conditions: met, against, or not stated."""

import pytest

from corpus.figures.figure import Figure
from index.figure_table import FigureTable
from retriever.conditions.condition import Condition, Inquiry
from retriever.conditions.expression import parse_condition, written_condition
from retriever.conditions.findings import findings
from retriever.conditions.standing import overall, proof

TABLE = FigureTable(
    (
        Figure("a", "places", "place", 60, 60),
        Figure("b", "places", "place", 12, 12),
        Figure("c", "stay", "month", None, 6),
        Figure("d", "budget", "EUR", 900, 900, basis=("head", "month")),
        Figure("d", "budget", "EUR", 90_000, 90_000, basis=("year",)),
        Figure("e", "legal", "name", text="§ 16e SGB II"),
    )
)


@pytest.mark.parametrize(
    ("measure", "condition", "standing"),
    [
        ("a", "places>50", "met"),
        ("b", "places>50", "against"),
        ("c", "places>50", "unstated"),
        ("c", "duration>=12", "against"),
        ("c", "duration<=6", "met"),
        ("c", "duration>3", "unstated"),
        ("d", "cost<100000", "met"),
        ("d", "cost.head.month<800", "against"),
        ("d", "cost.head<800", "unstated"),
        ("e", "legal=§ 16e", "met"),
        ("e", "legal!=§ 16e", "against"),
        ("e", "legal!=§ 45 SGB III", "met"),
        ("a", "part_time!=true", "unstated"),
    ],
)
def test_what_isnt_stated_is_neither_met_nor_against(measure: str, condition: str, standing: str) -> None:
    """Bounds that leave it open don't state it either; sums on another basis don't count."""
    assert proof(TABLE, measure, parse_condition(condition)).standing == standing


def test_one_of_a_group_is_enough() -> None:
    """Others must all hold."""
    either = [Condition("places", "=", value, unit="place", group=1) for value in (12.0, 60.0)]
    assert overall([proof(TABLE, "b", each) for each in either]) == "met"
    both = [Condition("places", "=", value, unit="place") for value in (12.0, 60.0)]
    assert overall([proof(TABLE, "b", each) for each in both]) == "against"


def test_the_most_and_those_that_state_nothing() -> None:
    """Ranked by value; the rest is listed as not stated and never counted as no."""
    found = findings(Inquiry("most", "places", most=True), TABLE, ["c", "b", "a"])
    assert [(row.measure, row.standing) for row in found.rows] == [("a", "met"), ("b", "met"), ("c", "unstated")]
    assert (found.total, found.stated) == (3, 2)


def test_a_count_tells_how_many_state_anything() -> None:
    """Of three, two state places and one has more than 50."""
    found = findings(Inquiry("count", conditions=(parse_condition("places>50"),)), TABLE, ["a", "b", "c"])
    (tally,) = found.tallies
    assert ([row.measure for row in found.met], tally.stated, tally.met) == (["a"], 2, 1)


@pytest.mark.parametrize(
    "text", ["places>=50", "start<2012-01-01", "state=Bayern", "part_time=true", "budget.year<=1000"]
)
def test_a_condition_is_written_as_it_is_read(text: str) -> None:
    """So that one that was understood can be sent as a filter."""
    assert written_condition(parse_condition(text)) == text


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("places", "condition 'places' isn't FIELD OPERATOR VALUE, such as places>=50"),
        ("colour=red", "unknown field 'colour'; use one of start, end, duration"),
        ("places>=many", "condition 'places>=many': 'many' isn't a number"),
        ("start<soon", "'soon' isn't a date, such as 2012 or 2012-07-01"),
        ("state<Bayern", "state takes = and !="),
        ("budget.week<5", "unknown basis 'week'; use one of head, month, year"),
    ],
)
def test_errors_say_what_is_wrong(text: str, said: str) -> None:
    """And what is allowed."""
    with pytest.raises(ValueError, match="condition") as raised:
        parse_condition(text)
    assert said in str(raised.value)
