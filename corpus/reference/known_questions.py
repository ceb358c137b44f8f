"""Questions whose answers are known: what sentences of the shipped documents say, as colleagues would ask for it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_DATA = files("corpus") / "data"
_TABLE = "known_questions.tsv"


@dataclass(frozen=True, slots=True)
class KnownQuestion:
    """A question, and the `place` in a document's text, in characters, where the sentence begins that answers it.

    `hand` is which of its writers, who knew nothing of each other, wrote it: 1 or 2.
    """

    place: int
    hand: int
    text: str


def known_questions(text: str) -> tuple[KnownQuestion, ...]:
    """Return the known questions of a document with this text, none unless it is a shipped one."""
    return _by_text().get(text, ())


@cache
def _by_text() -> Mapping[str, tuple[KnownQuestion, ...]]:
    asked: dict[str, list[KnownQuestion]] = {}
    for file, question in _lines():
        asked.setdefault(file, []).append(question)
    return {(_DATA / "texts" / file).read_text("utf-8"): tuple(questions) for file, questions in asked.items()}


def _lines() -> Iterator[tuple[str, KnownQuestion]]:
    for line in (_DATA / _TABLE).read_text("utf-8").splitlines():
        file, place, hand, text = line.split("\t")
        yield file, KnownQuestion(int(place), int(hand), text)
