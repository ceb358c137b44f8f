"""Judgements (qrels) and rankings (runs) in the file formats of TREC."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from service.evaluation.json_lines import QuestionError, text_lines
from service.evaluation.metrics import Qrels, Rankings, scored_documents
from service.evaluation.questions import JudgedQuestion, QuestionSet

_COLUMNS = 4


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Read a file of `question iteration document grade`. Raises QuestionError naming file, line and column."""
    rows = ((number, line.split()) for number, line in enumerate(text_lines(path), 1) if line.strip())
    return collect_grades(path, (_row(path, number, row) for number, row in rows))


def collect_grades(path: Path, rows: Iterable[tuple[int, str, str, str]]) -> dict[str, dict[str, int]]:
    """Grades by document by question, from rows of line number, question, document and grade.

    Raises QuestionError for a grade that isn't a whole number, a pair graded twice, or no rows at all.
    """
    qrels: dict[str, dict[str, int]] = {}
    for number, question, document, grade in rows:
        try:
            value = int(grade)
        except ValueError as error:
            raise QuestionError(f"{path.name}, line {number}: `grade` must be a whole number, not {grade!r}") from error
        grades = qrels.setdefault(question, {})
        if document in grades:
            raise QuestionError(f"{path.name}, line {number}: {question!r} and {document!r} are graded twice")
        grades[document] = value
    if not qrels:
        raise QuestionError(f"{path.name}: contains no grades")
    return qrels


def with_judgements(questions: QuestionSet, qrels: Qrels) -> QuestionSet:
    """The set with the grades of `qrels` in place of its own; questions without any become unjudged.

    Raises QuestionError for a graded question that isn't in the set.
    """
    known = {question.id for question in questions.questions}
    for id in qrels:
        if id not in known:
            raise QuestionError(f"the qrels grade question {id!r}, which isn't among the questions")
    return replace(questions, questions=tuple(_regraded(question, qrels) for question in questions.questions))


def write_qrels(path: Path, qrels: Qrels) -> None:
    """Write grades. Raises QuestionError for an id with white space, which the format can't hold."""
    rows = (
        f"{_column(id)} 0 {_column(document)} {grade}"
        for id, grades in qrels.items()
        for document, grade in grades.items()
    )
    _write(path, rows)


def write_run(path: Path, qrels: Qrels, rankings: Rankings, tag: str) -> None:
    """Write the rankings of the judged questions. Scores only encode the order."""
    _write(path, (row for id in qrels for row in _run_rows(id, rankings.get(id, ()), tag)))


def _run_rows(id: str, ranking: Sequence[str], tag: str) -> Iterator[str]:
    for rank, (document, score) in enumerate(scored_documents(ranking), 1):
        yield f"{_column(id)} Q0 {_column(document)} {rank} {score:g} {tag}"


def _write(path: Path, rows: Iterable[str]) -> None:
    path.write_text("".join(f"{row}\n" for row in rows), "utf-8")


def _row(path: Path, number: int, row: Sequence[str]) -> tuple[int, str, str, str]:
    if len(row) != _COLUMNS:
        what = f"{len(row)} columns instead of question, iteration, document and grade"
        raise QuestionError(f"{path.name}, line {number}: {what}")
    return number, row[0], row[2], row[3]


def _regraded(question: JudgedQuestion, qrels: Mapping[str, Mapping[str, int]]) -> JudgedQuestion:
    return replace(question, grades=qrels.get(question.id, {}), borderline=(), documents={}, evidence=())


def _column(id: str) -> str:
    if not id or any(letter.isspace() for letter in id):
        raise QuestionError(f"the id {id!r} is empty or contains white space, which a TREC file can't hold")
    return id
