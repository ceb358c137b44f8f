"""Figures by group of questions."""

import pytest

from service.evaluation.levels import grouped, mean, of_measures, of_passages
from service.evaluation.questions import Judged
from service.evaluation.run import Answered
from service.evaluation.searchers import Found

FOUND = Found(("x", "y", "z"), (), (), answerable=True, confidence=0.9)
QUESTIONS = [
    Judged("1", "a", "de", "legal", need="p", grades={"y": 2}, borderline=("x",)),
    Judged("2", "b", "en", "legal", need="p", grades={"y": 2}),
    Judged("3", "c", "en", "typo", answerable=False),
]


def test_groups_are_those_that_tell_something_apart() -> None:
    """All, then each language and style; one split is no group."""
    assert [(kind, name, len(own)) for kind, name, own in grouped(QUESTIONS)] == [
        ("all", "all", 3), ("language", "de", 1), ("language", "en", 2), ("style", "legal", 2), ("style", "typo", 1),
    ]  # fmt: skip
    assert list(grouped([])) == []


def test_borderline_measures_are_no_misses() -> None:
    """Without it the right one is first, with it second; what isn't judged has no place."""
    level = of_measures([Answered(question, FOUND) for question in QUESTIONS])
    assert level.values["1"]["RR"] == 1.0
    assert level.values["2"]["RR"] == 0.5
    assert set(level.ranked) == {"1", "2"}
    assert [(group.name, group.values["RR"].mean) for group in level.groups] == [
        ("all", 0.75),
        ("de", 1.0),
        ("en", 0.5),
    ]


def test_two_questions_of_one_need_have_no_interval() -> None:
    """They are drawn together, and there is nothing to draw them with."""
    assert mean(QUESTIONS[:2], {"1": 1.0, "2": 0.0}).low is None
    assert mean(QUESTIONS, {"1": 1.0, "2": 0.0, "3": 0.5}).low == pytest.approx(0.5)


def test_without_quoted_spans_there_is_no_level_of_passages() -> None:
    """Its figures would all be of nothing."""
    level = of_passages([Answered(question, FOUND) for question in QUESTIONS])
    assert (level.qrels, level.groups) == ({}, ())
