"""Folders of texts, questions and judgements as the BEIR benchmark lays them out."""

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
from service.evaluation.json_lines import Entry, QuestionError, entries, lines
from service.evaluation.questions import Judged, asked
from service.evaluation.trec import collected

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
