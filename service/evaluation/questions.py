"""What is asked to measure a search, and what the right answers are."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from retriever.query import LONGEST_QUESTION
from service.evaluation.json_lines import Entry, QuestionError, entries


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of a measure that make it fit, as they stand in the source."""

    measure: str
    quote: str


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with grades: 2 for what was asked for, 1 for what fits partly, 0 for the rest.

    What is `borderline` is left out of the ranking. `documents` grades texts outside of measures; `id#4` is the fourth
    numbered part of one. `need` is the same for questions that ask for the same in other words.
    """

    id: str
    text: str
    language: str = ""
    style: str = ""
    split: str = ""
    need: str = ""
    answerable: bool = True
    grades: Mapping[str, int] = field(default_factory=dict)
    borderline: tuple[str, ...] = ()
    documents: Mapping[str, int] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """A question for a value, and the words of the source that say it."""

    id: str
    text: str
    answer: str
    language: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says in a conversation: with grades, or the words that must be in the answer, or neither.

    `standalone` says the same without the conversation before it.
    """

    text: str
    standalone: str | None = None
    grades: Mapping[str, int] = field(default_factory=dict)
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """Turns of one person, one after the other."""

    id: str
    turns: tuple[Turn, ...]
    language: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """Everything that is asked. `strange` are questions that no catalogue of this kind answers."""

    questions: tuple[Judged, ...]
    facts: tuple[Fact, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    strange: tuple[Judged, ...] = ()

    def of_split(self, split: str) -> "QuestionSet":
        """Those of one split; what has none belongs to each. `all` is everything."""
        if split == "all":
            return self
        wanted = ("", split)
        return QuestionSet(
            tuple(each for each in self.questions if each.split in wanted),
            tuple(each for each in self.facts if each.split in wanted),
            tuple(each for each in self.conversations if each.split in wanted),
            tuple(each for each in self.strange if each.split in wanted),
        )

    @property
    def ranked(self) -> tuple[Judged, ...]:
        """The questions of which measures are judged."""
        return tuple(question for question in self.questions if question.grades)


QUESTIONS, FACTS, CONVERSATIONS, STRANGE = "questions.jsonl", "facts.jsonl", "conversations.jsonl", "off-topic.jsonl"
FILES = (QUESTIONS, FACTS, CONVERSATIONS, STRANGE)
SPLITS = ("dev", "test")

_COMMON = ("id", "text", "language", "split")
_QUESTION = (
    *_COMMON, "style", "topic", "pair", "other_words", "answerable", "near_miss", "why",
    "judgements", "borderline", "documents", "evidence",
)  # fmt: skip
_FACT = (*_COMMON, "measure", "field", "answer")
_CONVERSATION = ("id", "language", "split", "turns")
_TURN = ("text", "standalone", "judgements", "measure", "field", "answer")

T = TypeVar("T", Judged, Fact, Conversation)


def is_set(path: Path) -> bool:
    """Whether a folder holds a file of ours."""
    return any((path / name).is_file() for name in FILES)


def read(path: Path) -> QuestionSet:
    """A folder's files, or one file of questions. Raises QuestionError naming file, line and field."""
    if path.is_file():
        return QuestionSet(_read(path, _QUESTION, _question))
    own = [path / name for name in FILES]
    return QuestionSet(
        questions=_read(own[0], _QUESTION, _question),
        facts=_read(own[1], _FACT, _fact),
        conversations=_read(own[2], _CONVERSATION, _conversation),
        strange=_read(own[3], _COMMON, _strange),
    )


def distinct(path: Path, found: Iterator[T]) -> tuple[T, ...]:
    """All of them; no id stands twice."""
    seen: dict[str, T] = {}
    for each in found:
        if each.id in seen:
            raise QuestionError(f"{path.name}: `id` {each.id!r} stands here twice")
        seen[each.id] = each
    return tuple(seen.values())


def asked(entry: Entry, name: str = "text") -> str:
    """The text of a question, no longer than may be asked."""
    text = entry.text(name)
    if len(text) > LONGEST_QUESTION:
        raise entry.wrong(name, f"has {len(text)} characters; at most {LONGEST_QUESTION} are taken")
    return text


def _read(path: Path, known: Sequence[str], made: Callable[[Entry], T]) -> tuple[T, ...]:
    return distinct(path, (made(entry) for entry in entries(path, known))) if path.is_file() else ()


def _id(entry: Entry) -> str:
    id = entry.text("id")
    if any(letter.isspace() for letter in id):
        raise entry.wrong("id", f"holds white space: {id!r}")
    return id


def _language(entry: Entry) -> str:
    language = entry.text("language", "")
    if language not in ("", "de", "en"):
        raise entry.wrong("language", f"must be de or en, not {language!r}")
    return language


def _split(entry: Entry) -> str:
    split = entry.text("split", "")
    if split not in ("", *SPLITS):
        raise entry.wrong("split", f"must be dev or test, not {split!r}")
    return split


def _question(entry: Entry) -> Judged:
    grades, documents = entry.grades("judgements"), entry.grades("documents")
    found = entry.entries("evidence", ("measure", "quote"))
    return Judged(
        id=_id(entry),
        text=asked(entry),
        language=_language(entry),
        style=entry.text("style", ""),
        split=_split(entry),
        need=entry.text("pair", ""),
        answerable=entry.flag("answerable", default=bool(grades or documents)),
        grades=grades,
        borderline=entry.texts("borderline"),
        documents=documents,
        evidence=tuple(Evidence(each.text("measure"), each.text("quote")) for each in found),
    )


def _strange(entry: Entry) -> Judged:
    return Judged(_id(entry), asked(entry), _language(entry), split=_split(entry), answerable=False)


def _fact(entry: Entry) -> Fact:
    return Fact(_id(entry), asked(entry), entry.text("answer"), _language(entry), _split(entry))


def _conversation(entry: Entry) -> Conversation:
    turns = tuple(_turn(turn) for turn in entry.entries("turns", _TURN))
    if not turns:
        raise entry.wrong("turns", "is empty")
    return Conversation(_id(entry), turns, _language(entry), _split(entry))


def _turn(entry: Entry) -> Turn:
    return Turn(
        text=asked(entry),
        standalone=asked(entry, "standalone") if entry.has("standalone") else None,
        grades=entry.grades("judgements"),
        answer=entry.text("answer") if entry.has("answer") else None,
    )
