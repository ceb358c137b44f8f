"""Question sets in the folder layout of the BEIR benchmark: `corpus.jsonl`, `queries.jsonl`, `qrels/*.tsv`."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from corpus.collection import Corpus
from corpus.document import Document
from corpus.measure import Section
from corpus.parsing.catalogue import Parsed
from corpus.text.cleaning import clean
from corpus.text.language import detect
from service.evaluation.json_lines import JsonEntry, QuestionError, read_entries, text_lines
from service.evaluation.questions import JudgedQuestion, question_text
from service.evaluation.trec import collect_grades

_CORPUS, _QUERIES, _QRELS = "corpus.jsonl", "queries.jsonl", "qrels"
_HEADER = ("query-id", "corpus-id", "score")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class BeirSet:
    """The contents of a folder. `absent` counts graded texts that the corpus doesn't contain."""

    corpus: Corpus
    questions: tuple[JudgedQuestion, ...]
    split: str
    absent: int


def is_beir_folder(path: Path) -> bool:
    """Whether a folder has BEIR's corpus and queries."""
    return (path / _CORPUS).is_file() and (path / _QUERIES).is_file()


def read_beir(path: Path, split: str | None) -> BeirSet:
    """Read the texts, and the questions graded in `qrels/{split}.tsv`; without a split, in the only file or in dev.tsv.

    Raises QuestionError naming file, line and field.
    """
    chosen, files = _qrels_files(path / _QRELS, split)
    documents = _by_id(path / _CORPUS, _parsed)
    queries = _by_id(path / _QUERIES, question_text)
    qrels: dict[str, dict[str, int]] = {}
    for file in files:
        for id, grades in _read_grades(file).items():
            if id not in queries:
                raise QuestionError(f"{file.name}: `query-id` {id!r} isn't in {_QUERIES}")
            qrels[id] = qrels.get(id, {}) | grades
    questions = tuple(
        JudgedQuestion(id, queries[id], detect(queries[id]), split=chosen if chosen != "all" else "", grades=grades)
        for id, grades in qrels.items()
    )
    absent = sum(document not in documents for grades in qrels.values() for document in grades)
    return BeirSet(Corpus(tuple(each for each in documents.values() if each)), questions, chosen, absent)


def _by_id(path: Path, build: Callable[[JsonEntry], T]) -> dict[str, T]:
    """What `build` makes of each line, by its `_id`."""
    found: dict[str, T] = {}
    for entry in read_entries(path):
        id = entry.text("_id")
        if id in found:
            raise entry.error("_id", f"{id!r} is a duplicate")
        found[id] = build(entry)
    if not found:
        raise QuestionError(f"{path.name}: is empty")
    return found


def _parsed(entry: JsonEntry) -> Parsed | None:
    """A text as a document without structure; None if it has no words."""
    id, title = entry.text("_id"), entry.optional_text("title")
    text = entry.optional_text("text") or title
    if not any(map(str.isalnum, text)):
        return None
    document = Document(id, title or id, None, None, detect(text), "report", text)
    section = Section("text", title or "Text", clean(text), ((0, len(text)),))
    return Parsed(document, (), (section,), (), {}, len(text))


def _qrels_files(folder: Path, split: str | None) -> tuple[str, list[Path]]:
    """The split to use, and its files."""
    found = {path.stem: path for path in sorted(folder.glob("*.tsv"))}
    if not found:
        raise QuestionError(f"{_QRELS}/: no file of grades such as test.tsv")
    if split == "all":
        return split, list(found.values())
    chosen = split or ("dev" if "dev" in found else next(iter(found)) if len(found) == 1 else "")
    if chosen not in found:
        raise QuestionError(f"{_QRELS}/: no {chosen or 'dev'}.tsv; choose one of {', '.join(found)} with --split")
    return chosen, [found[chosen]]


def _read_grades(path: Path) -> dict[str, dict[str, int]]:
    rows = [(number, line.split("\t")) for number, line in enumerate(text_lines(path), 1) if line.strip()]
    if rows and tuple(cell.strip() for cell in rows[0][1]) == _HEADER:
        rows = rows[1:]
    for number, row in rows:
        if len(row) != len(_HEADER):
            raise QuestionError(f"{path.name}, line {number}: {len(row)} columns instead of {', '.join(_HEADER)}")
    return collect_grades(path, ((number, *map(str.strip, row)) for number, row in rows))  # type: ignore[misc]
