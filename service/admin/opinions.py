"""What people thought of answers, out of the file that the service keeps, and the question set that it makes."""

import hashlib
import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from corpus.text.language import detect

_GRADE = 1
"""An answer that helped showed these measures; which of them did, nobody said."""
_ID_LETTERS = 12


class Opinion(BaseModel):
    """Whether an answer helped, the ids of the measures that it showed, and the question if its author sent it."""

    model_config = ConfigDict(frozen=True)

    day: str
    helpful: bool
    measures: tuple[str, ...] = ()
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Opinions:
    """All opinions, the newest first, and how many lines of the file are none."""

    listed: tuple[Opinion, ...]
    unread: int = 0

    @property
    def helpful(self) -> int:
        """How many found an answer helpful."""
        return sum(each.helpful for each in self.listed)


@dataclass(frozen=True, slots=True)
class ExportedQuestions:
    """Questions for `lotse evaluate` with the measures that helped, and those whose answer is still to be judged.

    `gone` are measures that helped and that the index doesn't hold any more.
    """

    judged: tuple[Mapping[str, object], ...]
    unjudged: tuple[Mapping[str, object], ...]
    gone: tuple[str, ...]


def read_opinions(path: Path) -> Opinions:
    """Read the file; none yet is no opinions. Raises OSError if it can't be read."""
    if not path.exists():
        return Opinions(())
    lines = [line for line in path.read_bytes().splitlines() if line.strip()]
    found = [opinion for line in lines if (opinion := _opinion(line))]
    return Opinions(tuple(reversed(found)), len(lines) - len(found))


def _opinion(line: bytes) -> Opinion | None:
    """A line; None if the process was killed while it was written."""
    try:
        return Opinion.model_validate_json(line)
    except ValidationError:
        return None


def exported_questions(opinions: Iterable[Opinion], known: Collection[str]) -> ExportedQuestions:
    """Make a question set of the questions that were sent; `known` are the ids of measures that the index holds.

    A measure counts as relevant if an answer that showed it helped, and is left out of the ranking if others said that
    an answer with it didn't.
    """
    asked: dict[str, _Asked] = {}
    for each in opinions:
        if each.question and (text := " ".join(each.question.split())):
            asked.setdefault(text.casefold(), _Asked(text)).add(each)
    held = set(known)
    judged = [question.judged(held) for question in asked.values() if question.certain(held)]
    unjudged = [question.unjudged() for question in asked.values() if not question.certain(held)]
    gone = {measure for question in asked.values() for measure in question.helped if measure not in held}
    return ExportedQuestions(tuple(judged), tuple(unjudged), tuple(sorted(gone)))


def json_lines(entries: Sequence[Mapping[str, object]]) -> str:
    """Return a file of JSON Lines."""
    return "".join(f"{json.dumps(each, ensure_ascii=False)}\n" for each in entries)


@dataclass
class _Asked:
    """A question, and the measures of the answers that helped, and that didn't."""

    text: str
    helped: set[str] = field(default_factory=set)
    failed: set[str] = field(default_factory=set)

    def add(self, opinion: Opinion) -> None:
        (self.helped if opinion.helpful else self.failed).update(opinion.measures)

    def certain(self, held: set[str]) -> list[str]:
        """The measures that helped and of which nobody said otherwise."""
        return sorted((self.helped - self.failed) & held)

    def judged(self, held: set[str]) -> dict[str, object]:
        doubtful = sorted(self.helped & self.failed & held)
        return {**self._head(), "judgements": dict.fromkeys(self.certain(held), _GRADE), "borderline": doubtful}

    def unjudged(self) -> dict[str, object]:
        return {**self._head(), "shown": sorted(self.helped | self.failed)}

    def _head(self) -> dict[str, object]:
        id = hashlib.sha256(self.text.casefold().encode()).hexdigest()[:_ID_LETTERS]
        return {"id": id, "text": self.text, "language": detect(self.text)}


def by_measure(opinions: Iterable[Opinion]) -> Iterator[tuple[str, int, int]]:
    """Yield each measure with how often an answer with it helped and didn't, the one that helped least first."""
    counts: dict[str, list[int]] = {}
    for each in opinions:
        for measure in each.measures:
            counts.setdefault(measure, [0, 0])[0 if each.helpful else 1] += 1
    for measure, (helped, failed) in sorted(counts.items(), key=lambda item: (-item[1][1], -item[1][0], item[0])):
        yield measure, helped, failed
