"""Metrics of rankings, as ir_measures computes them."""

import math
import sys

import pytest

from service.evaluation.metrics import IrMeasuresMissing, metric_names, metric_values, scored_documents

QRELS = {"q": {"x": 2, "y": 1, "w": 0}, "empty": {"x": 1}}
RANKED = {"q": ["z", "x", "y", "w"]}


def test_values_are_those_of_the_definitions() -> None:
    """A ranking with relevant documents in second and third place, computed by hand."""
    found = metric_values(QRELS, RANKED)["q"]
    ideal = 2 / math.log2(2) + 1 / math.log2(3)
    assert found["nDCG@10"] == pytest.approx((2 / math.log2(3) + 1 / math.log2(4)) / ideal)
    assert found["AP"] == pytest.approx((1 / 2 + 2 / 3) / 2)
    assert (found["RR"], found["R@5"], found["R@10"], found["Success@1"], found["R(rel=2)@5"]) == (0.5, 1, 1, 0, 1)


def test_a_question_without_a_ranking_counts() -> None:
    """It has zeros and isn't left out of the mean."""
    assert set(metric_values(QRELS, RANKED)["empty"].values()) == {0.0}


def test_full_relevance_has_a_metric_if_it_is_graded() -> None:
    """Recall of grade 2 is computed only if there is a grade 2."""
    assert metric_names(QRELS)[-1] == "R(rel=2)@5"
    assert metric_names({"q": {"x": 1}}) == ("nDCG@10", "RR", "R@5", "R@10", "AP", "Success@1")


def test_scores_only_keep_the_order() -> None:
    """No two scores are equal, so that no tool reorders them."""
    assert scored_documents(["b", "a"]) == [("b", 2.0), ("a", 1.0)]


def test_missing_ir_measures_is_an_error_with_a_hint(monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says how to install the extra."""
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    with pytest.raises(IrMeasuresMissing, match=r"\.venv/bin/pip install -e '\.\[evaluate\]'"):
        metric_values(QRELS, RANKED)
