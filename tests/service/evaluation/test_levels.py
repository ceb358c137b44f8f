"""Levels and groups of questions."""

import pytest

from service.evaluation.levels import measure_level, passage_level, question_groups, question_mean
from service.evaluation.questions import JudgedQuestion
from service.evaluation.run import QuestionOutcome
from service.evaluation.searchers import SearchOutcome

FOUND = SearchOutcome(("x", "y", "z"), (), (), answerable=True, confidence=0.9)
QUESTIONS = [
    JudgedQuestion("1", "a", "de", "legal", need="p", grades={"y": 2}, borderline=("x",)),
    JudgedQuestion("2", "b", "en", "legal", need="p", grades={"y": 2}),
    JudgedQuestion("3", "c", "en", "typo", answerable=False),
]


def test_groups_distinguish_questions() -> None:
    """All, then each language and style; a single split is no group."""
    assert [(kind, name, len(own)) for kind, name, own in question_groups(QUESTIONS)] == [
        ("all", "all", 3), ("language", "de", 1), ("language", "en", 2), ("style", "legal", 2), ("style", "typo", 1),
    ]  # fmt: skip
    assert list(question_groups([])) == []


def test_borderline_measures_are_left_out() -> None:
    """The relevant measure moves from second to first place; unjudged questions have no ranking."""
    level = measure_level([QuestionOutcome(question, FOUND) for question in QUESTIONS])
    assert level.values["1"]["RR"] == 1.0
    assert level.values["2"]["RR"] == 0.5
    assert set(level.rankings) == {"1", "2"}
    assert [(group.name, group.values["RR"].mean) for group in level.groups] == [
        ("all", 0.75),
        ("de", 1.0),
        ("en", 0.5),
    ]


def test_two_questions_of_one_need_have_no_interval() -> None:
    """They form one cluster, and a single cluster can't be resampled."""
    assert question_mean(QUESTIONS[:2], {"1": 1.0, "2": 0.0}).low is None
    assert question_mean(QUESTIONS, {"1": 1.0, "2": 0.0, "3": 0.5}).low == pytest.approx(0.5)


def test_without_quoted_spans_there_is_no_level_of_passages() -> None:
    """The level is empty, so it is left out."""
    level = passage_level([QuestionOutcome(question, FOUND) for question in QUESTIONS])
    assert (level.qrels, level.groups) == ({}, ())
