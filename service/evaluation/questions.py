"""The question set: what is asked of a search, the answers expected, and the files they are read from."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from retriever.query import LONGEST_QUESTION
from service.evaluation.answer_set import JudgedConversation, JudgedTurn
from service.evaluation.json_lines import JsonEntry, QuestionError, read_entries


@dataclass(frozen=True, slots=True)
class JudgedQuote:
    """Words of the source, quoted by a judge, that make a measure relevant."""

    measure: str
    quote: str


@dataclass(frozen=True, slots=True)
class JudgedQuestion:
    """A question with relevance grades: 2 is fully, 1 partially relevant; whatever isn't listed has grade 0.

    `borderline` measures are left out of the ranking. `documents` grades texts outside of measures; `id#4` is the
    fourth numbered part of one. Questions with the same `need` ask for the same thing in other words.
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
    evidence: tuple[JudgedQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """A question for a value; `answer` is the wording of the source that states it."""

    id: str
    text: str
    answer: str
    language: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class ConversationTurn:
    """One message of the user, with grades, or the words that the answer must contain, or neither.

    `standalone` is the same question, worded so that it needs no conversation before it.
    """

    text: str
    standalone: str | None = None
    grades: Mapping[str, int] = field(default_factory=dict)
    answer: str | None = None


@dataclass(frozen=True, slots=True)
class Conversation:
    """The user's messages in order."""

    id: str
    turns: tuple[ConversationTurn, ...]
    language: str = ""
    split: str = ""


@dataclass(frozen=True, slots=True)
class QuestionSet:
    """All questions of an evaluation; those of `off_topic` are answered by no catalogue of this kind."""

    questions: tuple[JudgedQuestion, ...]
    facts: tuple[FactQuestion, ...] = ()
    conversations: tuple[Conversation, ...] = ()
    off_topic: tuple[JudgedQuestion, ...] = ()
    answers: tuple[JudgedConversation, ...] = ()

    def of_split(self, split: str) -> "QuestionSet":
        """The part of one split; `all` is everything. Entries without a split belong to every one."""
        if split == "all":
            return self
        wanted = ("", split)
        return QuestionSet(
            tuple(each for each in self.questions if each.split in wanted),
            tuple(each for each in self.facts if each.split in wanted),
            tuple(each for each in self.conversations if each.split in wanted),
            tuple(each for each in self.off_topic if each.split in wanted),
            tuple(each for each in self.answers if each.split in wanted),
        )

    @property
    def ranked(self) -> tuple[JudgedQuestion, ...]:
        """The questions with graded measures."""
        return tuple(question for question in self.questions if question.grades)


QUESTIONS, FACTS, CONVERSATIONS, OFF_TOPIC = "questions.jsonl", "facts.jsonl", "conversations.jsonl", "off-topic.jsonl"
ANSWERS = "answers.jsonl"
FILES = (QUESTIONS, FACTS, CONVERSATIONS, OFF_TOPIC, ANSWERS)
SPLITS = ("dev", "test")

_COMMON = ("id", "text", "language", "split")
_QUESTION = (
    *_COMMON, "style", "topic", "pair", "other_words", "answerable", "near_miss", "why",
    "judgements", "borderline", "documents", "evidence",
)  # fmt: skip
_FACT = (*_COMMON, "measure", "field", "answer")
_CONVERSATION = ("id", "language", "split", "turns")
_TURN = ("text", "standalone", "judgements", "measure", "field", "answer")
_JUDGED_TURN = ("user", "expect", "measures", "answerable", "note")

T = TypeVar("T", JudgedQuestion, FactQuestion, Conversation, JudgedConversation)


def is_question_set(path: Path) -> bool:
    """Whether a folder holds at least one of the files of a question set."""
    return any((path / name).is_file() for name in FILES)


def read_question_set(path: Path) -> QuestionSet:
    """Read the files of a folder, or a single file of questions. Raises QuestionError naming file, line and field."""
    if path.is_file():
        return QuestionSet(_read(path, _QUESTION, _question))
    questions, facts, conversations, off_topic, answers = (path / name for name in FILES)
    return QuestionSet(
        questions=_read(questions, _QUESTION, _question),
        facts=_read(facts, _FACT, _fact),
        conversations=_read(conversations, _CONVERSATION, _conversation),
        off_topic=_read(off_topic, _COMMON, _off_topic_question),
        answers=_read(answers, (*_CONVERSATION, "kind"), _judged_conversation),
    )


def question_text(entry: JsonEntry, name: str = "text") -> str:
    """The text of a question. Raises QuestionError if it is longer than the search accepts."""
    text = entry.text(name)
    if len(text) > LONGEST_QUESTION:
        raise entry.error(name, f"has {len(text)} characters; the limit is {LONGEST_QUESTION}")
    return text


def _read(path: Path, known: Sequence[str], build: Callable[[JsonEntry], T]) -> tuple[T, ...]:
    return _unique(path, (build(entry) for entry in read_entries(path, known))) if path.is_file() else ()


def _unique(path: Path, entries: Iterator[T]) -> tuple[T, ...]:
    """All entries. Raises QuestionError if two have the same id."""
    by_id: dict[str, T] = {}
    for entry in entries:
        if entry.id in by_id:
            raise QuestionError(f"{path.name}: duplicate `id` {entry.id!r}")
        by_id[entry.id] = entry
    return tuple(by_id.values())


def _id(entry: JsonEntry) -> str:
    id = entry.text("id")
    if any(letter.isspace() for letter in id):
        raise entry.error("id", f"must not contain white space: {id!r}")
    return id


def _language(entry: JsonEntry) -> str:
    language = entry.text("language", "")
    if language not in ("", "de", "en"):
        raise entry.error("language", f"must be de or en, not {language!r}")
    return language


def _split(entry: JsonEntry) -> str:
    split = entry.text("split", "")
    if split not in ("", *SPLITS):
        raise entry.error("split", f"must be dev or test, not {split!r}")
    return split


def _question(entry: JsonEntry) -> JudgedQuestion:
    grades, documents = entry.grades("judgements"), entry.grades("documents")
    quotes = entry.entries("evidence", ("measure", "quote"))
    return JudgedQuestion(
        id=_id(entry),
        text=question_text(entry),
        language=_language(entry),
        style=entry.text("style", ""),
        split=_split(entry),
        need=entry.text("pair", ""),
        answerable=entry.flag("answerable", default=bool(grades or documents)),
        grades=grades,
        borderline=entry.texts("borderline"),
        documents=documents,
        evidence=tuple(JudgedQuote(quote.text("measure"), quote.text("quote")) for quote in quotes),
    )


def _off_topic_question(entry: JsonEntry) -> JudgedQuestion:
    return JudgedQuestion(_id(entry), question_text(entry), _language(entry), split=_split(entry), answerable=False)


def _fact(entry: JsonEntry) -> FactQuestion:
    return FactQuestion(_id(entry), question_text(entry), entry.text("answer"), _language(entry), _split(entry))


def _conversation(entry: JsonEntry) -> Conversation:
    turns = tuple(_turn(turn) for turn in entry.entries("turns", _TURN))
    if not turns:
        raise entry.error("turns", "is empty")
    return Conversation(_id(entry), turns, _language(entry), _split(entry))


def _turn(entry: JsonEntry) -> ConversationTurn:
    return ConversationTurn(
        text=question_text(entry),
        standalone=question_text(entry, "standalone") if entry.has("standalone") else None,
        grades=entry.grades("judgements"),
        answer=entry.text("answer") if entry.has("answer") else None,
    )


def _judged_conversation(entry: JsonEntry) -> JudgedConversation:
    turns = tuple(_judged_turn(turn) for turn in entry.entries("turns", _JUDGED_TURN))
    if not turns:
        raise entry.error("turns", "is empty")
    return JudgedConversation(_id(entry), turns, entry.text("kind", ""), _language(entry), _split(entry))


def _judged_turn(entry: JsonEntry) -> JudgedTurn:
    expected = tuple(tuple(wording.split("|")) for wording in entry.texts("expect"))
    if not all(each.strip() for alternatives in expected for each in alternatives):
        raise entry.error("expect", "has an empty alternative")
    text, measures = question_text(entry, "user"), entry.texts("measures")
    return JudgedTurn(text, expected, measures, entry.flag("answerable", default=True))
