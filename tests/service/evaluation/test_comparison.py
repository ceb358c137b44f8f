"""The comparison of two evaluations."""

from typing import Any

import pytest

from service.evaluation.comparison import compare_evaluations
from service.evaluation.json_lines import QuestionError


def record(id: str, value: float, first: str = "m", **more: Any) -> dict[str, Any]:
    """The record of a question, with the fields that are compared."""
    values = {"measure": {"nDCG@10": value, "RR": value}}
    own = {"kind": "question", "id": id, "text": f"Frage {id}", "need": "", "grades": {"m": 2}, "found": [first]}
    return own | {"values": values} | more


def test_a_difference_has_an_exact_p_value() -> None:
    """Five questions improve equally: only two of 32 sign combinations are as far from 0."""
    before = [record(str(number), 0.5) for number in range(5)]
    after = [record(str(number), 0.6) for number in range(5)]
    found = compare_evaluations(before, after)
    first = found.differences[0]
    assert (first.level, first.metric, first.p) == ("measure", "nDCG@10", 0.0625)
    assert (first.before, first.after, first.difference.mean) == pytest.approx((0.5, 0.6, 0.1))
    assert [each.metric for each in found.differences] == ["nDCG@10", "RR"]


def test_the_questions_that_changed_most_come_first() -> None:
    """Better or worse; unchanged questions aren't listed."""
    before = [record("a", 0.5), record("b", 0.9, "old"), record("c", 0.3)]
    after = [record("a", 0.6), record("b", 0.2, "new"), record("c", 0.3)]
    found = compare_evaluations(before, after).changed
    assert [(each.id, each.found_before, each.found_after) for each in found] == [
        ("b", ("old",), ("new",)),
        ("a", ("m",), ("m",)),
    ]


def test_answers_are_compared_where_a_figure_applies() -> None:
    """Turns without expected words don't count among those with some; turns of one conversation are drawn together."""
    own = {"kind": "answer", "need": "t", "expect": ["25"], "measures": [], "answerable": True}
    before = [record("t#1", 0.0, values={"answers": {"answered": 1.0}}, **own)]
    before += [record("t#2", 0.0, values={"answers": {"answered": 1.0, "first": 0.0}}, **own)]
    after = [before[0], record("t#2", 0.0, values={"answers": {"answered": 1.0, "first": 1.0}}, **own)]
    found = compare_evaluations(before, after)
    assert [(each.metric, each.difference.mean, each.difference.count) for each in found.differences] == [
        ("answered", 0.0, 2),
        ("first", 1.0, 1),
    ]
    assert found.changed == ()
    with pytest.raises(QuestionError, match="must have the same judgements; those of question 't#1' differ"):
        compare_evaluations(before, [before[0] | {"expect": ["24"]}, before[1]])


@pytest.mark.parametrize(
    ("after", "said"),
    [
        ([record("a", 0.5)], "1 aren't in the second, for instance 'b'"),
        ([record("a", 0.5), record("b", 0.5), record("c", 0.5)], "1 aren't in the first, for instance 'c'"),
        ([record("a", 0.5), record("b", 0.5, grades={"n": 2})], "those of question 'b' differ"),
    ],
)
def test_different_questions_are_refused(after: list[dict[str, Any]], said: str) -> None:
    """Means over different questions can't be compared."""
    with pytest.raises(QuestionError) as raised:
        compare_evaluations([record("a", 0.5), record("b", 0.5)], after)
    assert said in str(raised.value)
