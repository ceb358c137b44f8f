"""Conditions in a search: what meets them comes first, and a question without any is ranked as ever."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from retriever.conditions.condition import NOTHING_ASKED
from retriever.query import Question
from retriever.retriever import Retriever
from tests.benchmarks.questions import load_questions


def test_a_question_without_a_condition_is_ranked_as_if_there_were_none(retriever: Retriever) -> None:
    """All questions of dev that hold none give exactly what they give when nothing is read for conditions."""
    compared = list(_plain(retriever))
    assert len(compared) > 80
    for question in compared:
        without = replace(question, inquiry=NOTHING_ASKED)
        assert retriever.search(question) == retriever.search(without)


def _plain(retriever: Retriever) -> Iterator[Question]:
    for each in load_questions("questions", "dev")[::2]:
        question = Question(each["text"], language=each["language"])
        if not retriever.read(question).inquiry.asks:
            yield question


def test_those_that_meet_come_first_those_against_not_at_all(retriever: Retriever) -> None:
    """Those that state nothing follow; each figure is quoted."""
    result = retriever.search(Question("Welche Maßnahmen haben mehr als 50 Plätze?", 36))
    standings = [hit.row.standing for hit in result.measures if hit.row]
    assert standings == ["met"] * 4 + ["unstated"] * 23
    assert [hit.figures[0].quote for hit in result.measures[1:3]] == [
        "Landesweit sind insgesamt 562 Plätze vorgesehen.",
        "• Teilnehmerzahl: 60 Plätze",
    ]
    assert result.answerable


def test_a_filter_leaves_out_what_doesnt_state_it(retriever: Retriever) -> None:
    """All conditions of `where` must hold."""
    where = {"where": ("places>=50", "start>=2012-12-01")}
    result = retriever.search(Question("Welche Maßnahmen gibt es?", 36, where))
    assert [hit.measure.id for hit in result.measures] == ["foerderzentrum-plus"]


def test_a_filter_that_is_no_condition_is_refused() -> None:
    """With what is wrong with it."""
    with pytest.raises(ValueError, match="'x' isn't a number"):
        Question("hallo", filters={"where": ("places>=x",)})
