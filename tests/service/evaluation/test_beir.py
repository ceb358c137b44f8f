"""The evaluation of a small BEIR folder, compared with ir_measures itself."""

import json
from pathlib import Path

import ir_measures
import pytest
from ir_measures import AP, RR, R, Success, nDCG

from service.cli.main import main
from service.evaluation.beir import read_beir
from service.evaluation.json_lines import QuestionError

TEXTS = {
    "d1": ("Schuldnerberatung", "Hilfe bei Schulden, Mahnungen und Pfändung."),
    "d2": ("", "Kinderbetreuung am Vormittag für Alleinerziehende in Ausbildung."),
    "d3": ("Bus und Bahn", "Fahrkarten für den Weg zur Arbeit werden bezahlt."),
    "d4": ("Debts", "Counselling for people who owe money to a bank."),
    "d5": ("Führerschein", ""),
    "d6": ("", ""),
}
QUESTIONS = {
    "q1": "Wer hilft bei Schulden?",
    "q2": "childcare for single parents",
    "q3": "Fahrkarte",
    "q4": "ungefragt",
}
QRELS = [("q1", "d1", 2), ("q1", "d4", 1), ("q1", "d3", 0), ("q2", "d2", 1), ("q3", "d5", 1), ("q3", "gone", 1)]
METRICS = {"nDCG@10": nDCG @ 10, "RR": RR, "R@5": R @ 5, "R@10": R @ 10, "AP": AP, "Success@1": Success @ 1}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Texts, questions and grades in BEIR's layout."""
    own = tmp_path / "beir"
    (own / "qrels").mkdir(parents=True)
    texts = ({"_id": id, "title": title, "text": text, "metadata": {}} for id, (title, text) in TEXTS.items())
    (own / "corpus.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in texts), "utf-8")
    asked = ({"_id": id, "text": text} for id, text in QUESTIONS.items())
    (own / "queries.jsonl").write_text("".join(f"{json.dumps(each)}\n" for each in asked), "utf-8")
    rows = "".join(f"{question}\t{text}\t{grade}\n" for question, text, grade in QRELS)
    (own / "qrels" / "test.tsv").write_text(f"query-id\tcorpus-id\tscore\n{rows}", "utf-8")
    return own


@pytest.mark.usefixtures("few_concepts")
def test_the_figures_are_exactly_those_of_ir_measures(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Computed from the run file and the grades above; the right texts come first."""
    output = tmp_path / "out"
    assert main(["evaluate", str(folder), "--json", "--output", str(output)]) == 0
    out, err = capsys.readouterr()
    assert "1 graded texts aren't in corpus.jsonl and count as not found" in err
    found = json.loads(out)
    (level,) = found["figures"]["levels"]
    assert (level["name"], found["run"]["split"], level["groups"][0]["values"]["RR"]["count"]) == (
        "document",
        "test",
        3,
    )
    run = list(ir_measures.read_trec_run(str(output / "document.run")))
    first = {row.query_id: row.doc_id for row in reversed(run)}
    assert (first["q1"], first["q2"], first["q3"]) == ("d1", "d2", "d3")
    qrels = [ir_measures.Qrel(*row) for row in QRELS]
    expected = ir_measures.calc_aggregate(METRICS.values(), qrels, run)
    values = level["groups"][0]["values"]
    assert {name: values[name]["mean"] for name in METRICS} == {name: expected[m] for name, m in METRICS.items()}
    records = [json.loads(line) for line in (output / "questions.jsonl").read_text("utf-8").splitlines()]
    each = {(row.query_id, str(row.measure)): row.value for row in ir_measures.iter_calc(METRICS.values(), qrels, run)}
    for record in records[1:]:
        own = record["values"]["document"]
        assert {name: own[name] for name in METRICS} == {name: each[record["id"], name] for name in METRICS}


def test_the_split_is_dev_or_the_only_one(folder: Path) -> None:
    """If there are several without dev, one must be chosen; `all` joins them."""
    assert read_beir(folder, None).split == "test"
    (folder / "qrels" / "train.tsv").write_text("q4\td1\t1\n", "utf-8")
    with pytest.raises(QuestionError, match=r"no dev\.tsv; choose one of test, train with --split"):
        read_beir(folder, None)
    assert [question.id for question in read_beir(folder, "all").questions] == ["q1", "q2", "q3", "q4"]
    (folder / "qrels" / "dev.tsv").write_text("q4\td1\t1\n", "utf-8")
    assert [question.id for question in read_beir(folder, None).questions] == ["q4"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("corpus.jsonl", '{"_id": "d1", "text": 5}', "corpus.jsonl, line 1: `text` must be text, not 5"),
        ("corpus.jsonl", '{"text": "x"}', "corpus.jsonl, line 1: `_id` is missing"),
        ("corpus.jsonl", "", "corpus.jsonl: is empty"),
        ("queries.jsonl", '{"_id": "q1", "text": "x"}\n{"_id": "q1", "text": "y"}', "`_id` 'q1' is a duplicate"),
        ("queries.jsonl", '{"_id": "q9", "text": "x"}', "test.tsv: `query-id` 'q1' isn't in queries.jsonl"),
        ("qrels/test.tsv", "q1\td1\n", "test.tsv, line 1: 2 columns instead of query-id, corpus-id, score"),
        ("qrels/test.tsv", "query-id\tcorpus-id\tscore\nq1\td1\tyes\n", "test.tsv, line 2: `grade` must be a whole"),
    ],
)  # fmt: skip
def test_broken_folders_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    """The error is one line with file, line and field."""
    (folder / name).write_text(text, "utf-8")
    assert main(["evaluate", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    assert line.startswith("lotse: ")
    assert said in line
