"""Saved evaluations."""

from pathlib import Path

import pytest

from service.evaluation.figures import EvaluationFigures
from service.evaluation.json_lines import QuestionError
from service.evaluation.results import Evaluation, load_records

RUN = {"generation": "g1", "commit": None, "version": "1.0"}


def test_records_are_saved_and_loaded(tmp_path: Path) -> None:
    """The provenance first, then the questions; the folder is created."""
    folder = tmp_path / "new" / "folder"
    record = {"kind": "question", "id": "1", "text": "Größe\u2028?"}
    Evaluation(RUN, EvaluationFigures(()), [record]).save(folder)
    assert load_records(folder) == [{"kind": "run", "id": "g1", **RUN}, record]


@pytest.mark.parametrize("text", ["", "{", "[]\n", '{"kind": "question", "id": "1"}\n', '{"kind": "run"}\n'])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    """The error names the file."""
    (tmp_path / "questions.jsonl").write_text(text, "utf-8")
    with pytest.raises(QuestionError, match=r"questions\.jsonl: not a file written by --output"):
        load_records(tmp_path)
