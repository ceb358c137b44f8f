"""Judgements and rankings as TREC's tools read and write them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from service.evaluation.json_lines import QuestionError, lines
from service.evaluation.metrics import Qrels, Rankings, scored
from service.evaluation.questions import Judged, QuestionSet

_COLUMNS = 4


def read_qrels(path: Path) -> dict[str, dict[str, int]]:
    """Grades of a file `question iteration document grade`. Raises QuestionError naming line and column."""
    rows = ((number, line.split()) for number, line in enumerate(lines(path), 1) if line.strip())
    return collected(path, (_row(path, number, row) for number, row in rows))


def collected(path: Path, rows: Iterable[tuple[int, str, str, str]]) -> dict[str, dict[str, int]]:
    """Grades of rows of number, question, document and grade; each pair is graded once."""
    found: dict[str, dict[str, int]] = {}
    for number, question, document, grade in rows:
        try:
            value = int(grade)
        except ValueError as error:
            raise QuestionError(f"{path.name}, line {number}: `grade` must be a whole number, not {grade!r}") from error
        own = found.setdefault(question, {})
        if document in own:
            raise QuestionError(f"{path.name}, line {number}: {question!r} and {document!r} are graded twice")
        own[document] = value
    if not found:
        raise QuestionError(f"{path.name}: no grades in it")
    return found


def judged(questions: QuestionSet, qrels: Qrels) -> QuestionSet:
    """Our questions with these grades instead of their own; the others stay, unjudged.

    Raises QuestionError for a graded question that isn't there.
    """
    known = {question.id for question in questions.questions}
    for id in qrels:
        if id not in known:
            raise QuestionError(f"the qrels grade question {id!r}, which isn't among the questions")
    return replace(questions, questions=tuple(_regraded(question, qrels) for question in questions.questions))


def write_qrels(path: Path, qrels: Qrels) -> None:
    """Write grades. Raises QuestionError for an id with white space, which such a file can't hold."""
    rows = (
        f"{_whole(id)} 0 {_whole(document)} {grade}" for id, own in qrels.items() for document, grade in own.items()
    )
    _write(path, rows)


def write_run(path: Path, qrels: Qrels, ranked: Rankings, tag: str) -> None:
    """Write rankings of the judged questions; the score only keeps the order."""
    _write(path, (row for id in qrels for row in _ranking(id, ranked.get(id, ()), tag)))


def _ranking(id: str, ranking: Sequence[str], tag: str) -> Iterator[str]:
    for place, (document, score) in enumerate(scored(ranking), 1):
        yield f"{_whole(id)} Q0 {_whole(document)} {place} {score:g} {tag}"


def _write(path: Path, rows: Iterable[str]) -> None:
    path.write_text("".join(f"{row}\n" for row in rows), "utf-8")


def _row(path: Path, number: int, row: Sequence[str]) -> tuple[int, str, str, str]:
    if len(row) != _COLUMNS:
        what = f"{len(row)} columns, not question, iteration, document and grade"
        raise QuestionError(f"{path.name}, line {number}: {what}")
    return number, row[0], row[2], row[3]


def _regraded(question: Judged, qrels: Mapping[str, Mapping[str, int]]) -> Judged:
    return replace(question, grades=qrels.get(question.id, {}), borderline=(), documents={}, evidence=())


def _whole(id: str) -> str:
    if not id or any(letter.isspace() for letter in id):
        raise QuestionError(f"the id {id!r} holds white space, which a TREC file can't")
    return id
