"""Judgements and rankings as TREC's tools read and write them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from corpus.collection import Corpus
from corpus.document import Document
from corpus.measure import Section
from corpus.parsing.catalogue import Parsed
from corpus.text.cleaning import clean
from corpus.text.language import detect
from service.evaluation.json_lines import Entry, QuestionError, entries, lines
from service.evaluation.levels import Level, level
from service.evaluation.metrics import Qrels, Rankings, scored
from service.evaluation.questions import Judged, QuestionSet, asked
from service.evaluation.run import Answered, Tell
from service.evaluation.searchers import Searcher

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


_TEXTS, _QUESTIONS, _QRELS = "corpus.jsonl", "queries.jsonl", "qrels"
_HEAD = ("query-id", "corpus-id", "score")
_QREL_COLUMNS = 3

T = TypeVar("T")


@dataclass(frozen=True)
class Beir:
    """A folder that was read; `absent` counts graded texts that aren't there, which nobody can find."""

    corpus: Corpus
    questions: tuple[Judged, ...]
    split: str
    absent: int


def is_beir(path: Path) -> bool:
    """Whether a folder is laid out like this."""
    return (path / _TEXTS).is_file() and (path / _QUESTIONS).is_file()


def read(path: Path, split: str | None) -> Beir:
    """The texts, and the questions with grades in `qrels/{split}.tsv`; without a split the only one, or dev.

    Raises QuestionError naming file, line and field.
    """
    chosen, files = _files(path / _QRELS, split)
    texts = _by_id(path / _TEXTS, _parsed)
    written = _by_id(path / _QUESTIONS, asked)
    grades: dict[str, dict[str, int]] = {}
    for file in files:
        for id, own in _grades(file).items():
            if id not in written:
                raise QuestionError(f"{file.name}: `query-id` {id!r} isn't in {_QUESTIONS}")
            grades[id] = grades.get(id, {}) | own
    questions = tuple(
        Judged(id, written[id], detect(written[id]), split=chosen if chosen != "all" else "", grades=own)
        for id, own in grades.items()
    )
    absent = sum(document not in texts for own in grades.values() for document in own)
    return Beir(Corpus(tuple(each for each in texts.values() if each)), questions, chosen, absent)


def ask(questions: Sequence[Judged], searcher: Searcher, tell: Tell) -> list[Answered]:
    """Ask all questions."""
    answered = []
    for number, question in enumerate(questions, 1):
        answered.append(Answered(question, searcher.search(question.text)))
        tell("questions", number, len(questions))
    return answered


def of_documents(answered: Sequence[Answered]) -> Level:
    """The level of whole texts: each stands where its best passage does."""
    return level(
        "document",
        [each.question for each in answered],
        {each.question.id: each.question.grades for each in answered},
        {each.question.id: list(dict.fromkeys(piece.document for piece in each.found.passages)) for each in answered},
    )


def _by_id(path: Path, made: Callable[[Entry], T]) -> dict[str, T]:
    """What stands in each line, by its id."""
    found: dict[str, T] = {}
    for entry in entries(path):
        id = entry.text("_id")
        if id in found:
            raise entry.wrong("_id", f"{id!r} stands here twice")
        found[id] = made(entry)
    if not found:
        raise QuestionError(f"{path.name}: nothing in it")
    return found


def _parsed(entry: Entry) -> Parsed | None:
    """A text as a document without structure; None where it says nothing."""
    id, title = entry.text("_id"), entry.optional("title")
    text = entry.optional("text") or title
    if not any(map(str.isalnum, text)):
        return None
    document = Document(id, title or id, None, None, detect(text), "report", text)
    section = Section("text", title or "Text", clean(text), ((0, len(text)),))
    return Parsed(document, (), (section,), {}, len(text))


def _files(folder: Path, split: str | None) -> tuple[str, list[Path]]:
    """The split that is meant, and its files."""
    found = {path.stem: path for path in sorted(folder.glob("*.tsv"))}
    if not found:
        raise QuestionError(f"{_QRELS}/: no file of grades such as test.tsv in it")
    if split == "all":
        return split, list(found.values())
    chosen = split or ("dev" if "dev" in found else next(iter(found)) if len(found) == 1 else "")
    if chosen not in found:
        raise QuestionError(f"{_QRELS}/: no {chosen or 'dev'}.tsv; there is {', '.join(found)}: choose with --split")
    return chosen, [found[chosen]]


def _grades(path: Path) -> dict[str, dict[str, int]]:
    rows = [(number, line.split("\t")) for number, line in enumerate(lines(path), 1) if line.strip()]
    if rows and tuple(cell.strip() for cell in rows[0][1]) == _HEAD:
        rows = rows[1:]
    for number, row in rows:
        if len(row) != _QREL_COLUMNS:
            raise QuestionError(f"{path.name}, line {number}: {len(row)} columns, not {', '.join(_HEAD)}")
    return collected(path, ((number, *map(str.strip, row)) for number, row in rows))  # type: ignore[misc]
