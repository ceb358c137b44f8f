"""What sentences of the shipped documents answer or serve, as colleagues would ask for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DATA = files("corpus") / "data"
_QUESTIONS, _NEEDS = "known_questions.tsv", "known_needs.tsv"


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question or need, and the `place` in a document's text, in characters, of what answers or serves it.

    `hand` is which of their writers, who knew nothing of each other, wrote it, from 1 on.
    """

    place: int
    hand: int
    text: str


def known_questions(text: str) -> tuple[KnownQuestion, ...]:
    """Return the known questions of a document with this text, none unless it is a shipped one.

    A place is where the sentence begins that answers.
    """
    return _by_text(_QUESTIONS).get(text, ())


def known_needs(text: str) -> tuple[KnownQuestion, ...]:
    """Return what is said of clients whom measures in a document with this text serve, none unless it is shipped.

    A place is where the words begin that prove it.
    """
    return _by_text(_NEEDS).get(text, ())


@cache
def _by_text(table: str) -> Mapping[str, tuple[KnownQuestion, ...]]:
    asked: dict[str, list[KnownQuestion]] = {}
    for file, question in _lines(table):
        asked.setdefault(file, []).append(question)
    return {(_DATA / "texts" / file).read_text("utf-8"): tuple(questions) for file, questions in asked.items()}


def _lines(table: str) -> Iterator[tuple[str, KnownQuestion]]:
    for line in (_DATA / table).read_text("utf-8").splitlines():
        file, place, hand, text = line.split("\t")
        yield file, KnownQuestion(int(place), int(hand), text)
