"""The figures of abstention."""

from dataclasses import replace

import pytest

from service.evaluation.figures import abstention_figures
from service.evaluation.questions import JudgedQuestion
from service.evaluation.run import QuestionOutcome
from service.evaluation.searchers import SearchOutcome


def answered(id: str, confidence: float | None, *, answerable: bool) -> QuestionOutcome:
    """A question that is answered if the confidence is at least 0.5."""
    result = SearchOutcome((), (), (), answerable=(confidence or 0.0) >= 0.5, confidence=confidence)
    return QuestionOutcome(JudgedQuestion(id, id, answerable=answerable), result)


REAL = [answered(f"r{number}", sure, answerable=True) for number, sure in enumerate((0.9, 0.8, 0.7, 0.4))]
NEAR = [answered(f"n{number}", sure, answerable=False) for number, sure in enumerate((0.75, 0.3))]
OFF_TOPIC = [answered("s0", 0.1, answerable=False)]


def test_shares_count_answers_and_refusals() -> None:
    """Three of four real questions are answered; two of three refusals are right; two of three others are refused."""
    found = abstention_figures([*REAL, *NEAR], OFF_TOPIC)
    assert found is not None
    assert (found.real, found.near, found.strange) == (4, 2, 1)
    names = ("answered", "precision", "recall", "recall_near", "recall_strange")
    assert [round(getattr(found, name).mean, 3) for name in names] == [0.75, 0.667, 0.667, 0.5, 1.0]


def test_roc_figures_use_the_confidence() -> None:
    """Ten of twelve pairs are in order; below 0.4, which keeps all real questions, are two of three others."""
    found = abstention_figures([*REAL, *NEAR], OFF_TOPIC)
    assert found is not None
    assert found.auroc is not None
    assert found.auroc.mean == pytest.approx(10 / 12)
    assert {kept: value.mean for kept, value in found.at.items()} == {"0.95": 2 / 3, "0.97": 2 / 3}
    assert {kept: value.mean for kept, value in found.near_at.items()} == {"0.95": 0.5, "0.97": 0.5}


def test_without_a_confidence_there_are_no_roc_figures() -> None:
    """Shares don't need a confidence, which services may leave out."""
    silent = replace(REAL[0], result=replace(REAL[0].result, confidence=None))
    found = abstention_figures([silent, *NEAR], [])
    assert found is not None
    assert (found.auroc, found.at, found.recall_strange) == (None, {}, None)


def test_without_unanswerable_questions_there_are_no_figures() -> None:
    """There are no unanswerable questions to take the recall of."""
    assert abstention_figures(REAL, []) is None
