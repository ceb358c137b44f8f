"""`lotse evaluate`, from the arguments to the files it writes."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import ir_measures
import pytest

from service.cli.main import main


@pytest.fixture(scope="module")
def output(built_index: Path, small: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The output folder of an evaluation of the small set, with its report."""
    folder = tmp_path_factory.mktemp("evaluated") / "out"
    arguments = ["evaluate", str(small), "--output", str(folder), "--report", str(folder), "--index", str(built_index)]
    assert main([*arguments, "--json"]) == 0
    return folder


def figures(folder: Path) -> dict[str, Any]:
    """The content of figures.json."""
    found: dict[str, Any] = json.loads((folder / "figures.json").read_text("utf-8"))
    return found


def test_the_provenance_is_saved(output: Path, built_index: Path) -> None:
    """Split, generation, encoder with the hash of its weights, ranking weights, and the version of ir_measures."""
    run = figures(output)["run"]
    assert (run["asked"], run["split"], run["ir_measures"]) == ("small", "dev", "0.4.3")
    assert (built_index / "generations" / run["generation"]).is_dir() or (built_index / run["generation"]).is_dir()
    assert run["encoder"].startswith("lotse-static-256@")
    assert run["settings"]["weights"]["vectors"] == 1.0


def test_the_files_reproduce_the_figures(output: Path) -> None:
    """Computed by ir_measures from the TREC files, at both levels."""
    levels = {level["name"]: level for level in figures(output)["figures"]["levels"]}
    assert set(levels) == {"measure", "passage"}
    for name, level in levels.items():
        qrels = list(ir_measures.read_trec_qrels(str(output / f"{name}.qrels")))
        run = list(ir_measures.read_trec_run(str(output / f"{name}.run")))
        everyone = level["groups"][0]
        assert everyone["kind"] == "all"
        for metric, value in everyone["values"].items():
            parsed = ir_measures.parse_measure(metric)
            assert ir_measures.calc_aggregate([parsed], qrels, run)[parsed] == value["mean"]


def test_each_question_has_a_record(output: Path) -> None:
    """The lines have the results and the values that a comparison needs; the first is the provenance."""
    records = [json.loads(line) for line in (output / "questions.jsonl").read_text("utf-8").splitlines()]
    run = records.pop(0)
    assert run == {"kind": "run", "id": run["generation"], **figures(output)["run"]}
    assert [(record["kind"], record["id"]) for record in records] == [
        ("question", "a"), ("question", "b"), ("question", "n"), ("off-topic", "o"), ("fact", "f"),
        ("turn", "t#1"), ("turn", "t#2"), ("turn", "t#3"), ("answer", "w#1"), ("answer", "w#2"), ("answer", "w#3"),
    ]  # fmt: skip
    assert (records[-2]["expect"], records[-2]["values"]["answers"]["first"]) == (["117.335"], 1.0)
    assert records[0]["found"][0] == "jumita-junge-muetter-in-teilzeit"
    assert set(records[0]["values"]) == {"measure", "passage"}
    assert records[2]["values"] == {}


def test_a_comparison_with_itself_is_no_difference(output: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every difference is 0 and every p-value 1."""
    assert main(["evaluate", "--compare", str(output), str(output), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {(each["difference"]["mean"], each["p"]) for each in found["differences"]} == {(0.0, 1.0)}
    assert found["changed"] == []
    assert main(["evaluate", "--compare", str(output), str(output), "--language", "en"]) == 0
    out = capsys.readouterr().out
    assert "nDCG@10  0.954 0.954     +0.000 1.000" in out
    assert f"after: Index {figures(output)['run']['generation']}" in out


def test_tables_fit_a_terminal_and_state_the_purpose_of_the_split(
    built_index: Path, small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Judgements from a TREC file for the split test; German by default, 80 columns in a pipe."""
    qrels = tmp_path / "own.qrels"
    qrels.write_text("c 0 amiga-arbeitsfoerderung 1\n", "utf-8")
    arguments = ["evaluate", str(small), "--split", "test", "--qrels", str(qrels), "--index", str(built_index)]
    assert main(arguments) == 0
    out, err = capsys.readouterr()
    assert err == "questions asked: 1\n"
    assert "alle    1   1,000 1,000 1,000 1,000 1,000 1,000" in out
    assert "Teil test: nur zum Berichten; nach ihm wird nichts eingestellt." in out
    assert max(map(len, out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "give either a folder or file of questions"),
        (["{small}", "--keywords"], "give either a folder or file of questions"),
        (["--keywords", "--split", "dev"], "the keyword index has no splits"),
        (["{small}", "--compare", "a", "b"], "--compare takes two folders"),
        (["{small}", "--ablate", "--url", "http://127.0.0.1:9"], "--ablate changes the local search"),
        (["{small}", "--split", "train"], "invalid choice: 'train'"),
    ],
)
def test_wrong_usage(small: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
    """Status 2 with a usage message."""
    with pytest.raises(SystemExit) as raised:
        main(["evaluate", *(argument.format(small=small) for argument in arguments)])
    assert raised.value.code == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["{tmp}/none"], "none: no such file or folder"),
        (
            ["{tmp}"],
            "has neither questions.jsonl, facts.jsonl, conversations.jsonl, off-topic.jsonl, answers.jsonl nor",
        ),
        (["{small}", "--url", "nowhere"], "--url needs an address such as http://127.0.0.1:8000"),
        (
            ["--compare", "{tmp}", "{tmp}"],
            "questions.jsonl: No such file or directory; expected a folder written by --output",
        ),
    ],
)
def test_failures_are_one_line(
    small: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    """Status 1 and nothing on stdout."""
    assert main(["evaluate", *(argument.format(small=small, tmp=tmp_path) for argument in arguments)]) == 1
    out, err = capsys.readouterr()
    assert (out, len(err.splitlines())) == ("", 1)
    assert said in err


def test_no_question_is_run_without_ir_measures(
    small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command fails at once if ir_measures is missing."""
    monkeypatch.setitem(sys.modules, "ir_measures", None)
    assert main(["evaluate", str(small)]) == 1
    assert capsys.readouterr().err.startswith("lotse: evaluating needs ir_measures; install the extra")


def test_a_wrong_quote_is_a_failure(
    built_index: Path, small: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The status is 1 however good the figures are, and the message names the place."""
    monkeypatch.setattr("service.evaluation.spans.clean", lambda raw: raw.upper())
    assert main(["evaluate", str(small), "--split", "test", "--index", str(built_index)]) == 1
    assert re.search(r"lotse: \d+ quotes aren't word for word .* that of c: \S+ \[\d+, \d+\)", capsys.readouterr().err)


def test_judgements_that_do_not_fit_the_index_are_refused(
    built_index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are refused before the first search."""
    path = tmp_path / "own.jsonl"
    path.write_text('{"id": "1", "text": "x", "judgements": {"gibt-es-nicht": 2}}', "utf-8")
    assert main(["evaluate", str(path), "--index", str(built_index)]) == 1
    expected = "lotse: question 1: `judgements` names 'gibt-es-nicht', which isn't in the index\n"
    assert capsys.readouterr().err == expected
