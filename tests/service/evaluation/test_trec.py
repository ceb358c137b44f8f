"""Writing and reading TREC files."""

from pathlib import Path

import ir_measures
import pytest

from service.evaluation.json_lines import QuestionError
from service.evaluation.questions import JudgedQuestion, JudgedQuote, QuestionSet
from service.evaluation.trec import read_qrels, with_judgements, write_qrels, write_run

QRELS = {"q1": {"b": 2, "a": 0}, "q2": {"c": 1}}


def test_other_tools_read_the_files(tmp_path: Path) -> None:
    """Grades and order are preserved; rankings of unjudged questions are left out."""
    write_qrels(tmp_path / "x.qrels", QRELS)
    write_run(tmp_path / "x.run", QRELS, {"q1": ["c", "b"], "other": ["a"]}, "lotse-1")
    assert read_qrels(tmp_path / "x.qrels") == QRELS
    assert (tmp_path / "x.run").read_text() == "q1 Q0 c 1 2 lotse-1\nq1 Q0 b 2 1 lotse-1\n"
    qrels, run = (list(read(str(tmp_path / name))) for read, name in
                  ((ir_measures.read_trec_qrels, "x.qrels"), (ir_measures.read_trec_run, "x.run")))  # fmt: skip
    assert ir_measures.calc_aggregate([ir_measures.RR], qrels, run) == {ir_measures.RR: 0.25}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("q1 0 a\n", "x.qrels, line 1: 3 columns instead of question, iteration, document and grade"),
        ("q1 0 a 1\nq1 0 b high\n", "x.qrels, line 2: `grade` must be a whole number, not 'high'"),
        ("q1 0 a 1\nq1 0 a 2\n", "x.qrels, line 2: 'q1' and 'a' are graded twice"),
        ("\n", "x.qrels: contains no grades"),
    ],
)
def test_invalid_qrels_are_refused(tmp_path: Path, text: str, said: str) -> None:
    """The error names file, line and column."""
    (tmp_path / "x.qrels").write_text(text, "utf-8")
    with pytest.raises(QuestionError) as raised:
        read_qrels(tmp_path / "x.qrels")
    assert str(raised.value) == said


def test_qrels_replace_the_judgements_of_the_set() -> None:
    """All old judgements are dropped; an unknown question is an error."""
    own = JudgedQuestion(
        "q1", "x", grades={"m": 1}, borderline=("n",), documents={"d": 1}, evidence=(JudgedQuote("m", "y"),)
    )
    (found,) = with_judgements(QuestionSet((own,)), {"q1": {"b": 2}}).questions
    assert found == JudgedQuestion("q1", "x", grades={"b": 2})
    with pytest.raises(QuestionError, match="the qrels grade question 'q2', which isn't among the questions"):
        with_judgements(QuestionSet((own,)), QRELS)


def test_an_id_with_white_space_is_refused(tmp_path: Path) -> None:
    """A reader would take it for two columns."""
    with pytest.raises(QuestionError, match="the id 'a b' is empty or contains white space"):
        write_qrels(tmp_path / "x.qrels", {"q": {"a b": 1}})
