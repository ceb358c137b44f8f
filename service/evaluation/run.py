"""Asks everything once, and keeps what came back."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from corpus.text.cleaning import clean
from service.chat.message import Message
from service.evaluation.questions import Conversation, Fact, Judged, QuestionSet, Turn
from service.evaluation.searchers import SHOWN_AT_MOST, Found, Reply, Searcher
from service.evaluation.spans import Citations, Unit, Units

T = TypeVar("T")
Tell = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with what it found, and the spans that it should find."""

    question: Judged
    found: Found
    units: tuple[Unit, ...] = ()

    @property
    def ranked(self) -> list[str]:
        """The measures, without the borderline ones."""
        return [id for id in self.found.measures if id not in self.question.borderline]


@dataclass(frozen=True, slots=True)
class FactAnswered:
    """A fact with the place of the first passage that says it (from 1), and whether the answer does."""

    fact: Fact
    place: int | None
    answered: bool


@dataclass(frozen=True, slots=True)
class TurnAnswered:
    """A turn with what was understood; the measures shown for it, and for the same said by itself where that exists."""

    conversation: Conversation
    number: int
    turn: Turn
    understood: str
    answered: bool | None = None
    followed: tuple[str, ...] | None = None
    alone: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything that was asked, in the order of the set."""

    questions: tuple[Answered, ...]
    strange: tuple[Answered, ...] = ()
    facts: tuple[FactAnswered, ...] = ()
    turns: tuple[TurnAnswered, ...] = ()
    citations: Citations | None = None

    @property
    def ranked(self) -> list[Answered]:
        """Those of which measures are judged."""
        return [each for each in self.questions if each.question.grades]


def ask(wanted: QuestionSet, searcher: Searcher, tell: Tell) -> Asked:
    """Ask all of it. Raises QuestionError if a judgement doesn't fit the documents, before anything is asked."""
    units = Units(searcher)
    expected = [units.of(question) for question in wanted.questions]
    citations = Citations(searcher)
    count = len(wanted.questions) + len(wanted.strange)
    answered = []
    for number, question in enumerate((*wanted.questions, *wanted.strange), 1):
        found = searcher.search(question.text)
        citations.check(question.id, (*found.passages, *found.quotes))
        answered.append(Answered(question, found, expected[number - 1] if number <= len(expected) else ()))
        tell("questions", number, count)
    facts = list(_told("facts", tell, len(wanted.facts), _facts(wanted.facts, searcher, citations)))
    turns = list(_told("conversations", tell, len(wanted.conversations), _talks(wanted, searcher, citations)))
    return Asked(
        questions=tuple(answered[: len(expected)]),
        strange=tuple(answered[len(expected) :]),
        facts=tuple(facts),
        turns=tuple(turn for talk in turns for turn in talk),
        citations=citations,
    )


def search_all(questions: Sequence[Judged], searcher: Searcher, tell: Tell) -> list[Answered]:
    """Ask questions without checking what they quote."""
    answered = []
    for number, question in enumerate(questions, 1):
        answered.append(Answered(question, searcher.search(question.text)))
        tell("questions", number, len(questions))
    return answered


def says(reply: Reply, answer: str) -> bool:
    """Whether an answer, or a passage that it cites, holds these words of the source."""
    wanted = clean(answer)
    return any(
        wanted in text for text in (clean(reply.text.replace("\\", "")), *(each.text for each in reply.citations))
    )


def _told(step: str, tell: Tell, count: int, steps: Iterator[T]) -> Iterator[T]:
    for number, each in enumerate(steps, 1):
        yield each
        tell(step, number, count)


def _facts(facts: Sequence[Fact], searcher: Searcher, citations: Citations) -> Iterator[FactAnswered]:
    for fact in facts:
        found, reply = searcher.search(fact.text), searcher.reply([Message("user", fact.text)])
        citations.check(fact.id, (*found.passages, *found.quotes, *reply.citations))
        wanted = clean(fact.answer)
        place = next((place for place, piece in enumerate(found.passages, 1) if wanted in piece.text), None)
        yield FactAnswered(fact, place, says(reply, fact.answer))


def _talks(wanted: QuestionSet, searcher: Searcher, citations: Citations) -> Iterator[list[TurnAnswered]]:
    """Each conversation as a client has it that sends back what it was shown."""
    for conversation in wanted.conversations:
        said: list[Message] = []
        talk = []
        for number, turn in enumerate(conversation.turns, 1):
            said.append(Message("user", turn.text))
            reply = searcher.reply(said)
            citations.check(f"{conversation.id}#{number}", reply.citations)
            talk.append(_turn(conversation, number, said, reply, searcher))
            said.append(Message("assistant", "", reply.measures))
        yield talk


def _turn(
    conversation: Conversation, number: int, said: Sequence[Message], reply: Reply, searcher: Searcher
) -> TurnAnswered:
    turn = conversation.turns[number - 1]
    judged = turn.standalone if turn.grades else None
    return TurnAnswered(
        conversation,
        number,
        turn,
        reply.standalone,
        answered=says(reply, turn.answer) if turn.answer else None,
        followed=searcher.reply(said, SHOWN_AT_MOST).measures if judged else None,
        alone=searcher.reply([Message("user", judged)], SHOWN_AT_MOST).measures if judged else None,
    )
