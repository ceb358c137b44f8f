"""Runs the questions of a set against a search and collects the outcomes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from corpus.progress import Progress
from corpus.text.cleaning import clean
from service.chat.message import Message
from service.evaluation.answers import AnswerOutcome, MeasureNames, run_answers
from service.evaluation.questions import Conversation, ConversationTurn, FactQuestion, JudgedQuestion, QuestionSet
from service.evaluation.searchers import ANSWER_DEPTH, ChatOutcome, Searcher, SearchOutcome
from service.evaluation.spans import CitationCheck, RelevantSpan, SpanLocator

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class QuestionOutcome:
    """A question, what the search returned, and the spans it should have returned."""

    question: JudgedQuestion
    result: SearchOutcome
    relevant: tuple[RelevantSpan, ...] = ()

    @property
    def ranking(self) -> list[str]:
        """The measures returned, without borderline ones."""
        return [id for id in self.result.measures if id not in self.question.borderline]


@dataclass(frozen=True, slots=True)
class FactOutcome:
    """A fact, the rank (from 1) of the first passage that states it, and whether the answer states it."""

    fact: FactQuestion
    rank: int | None
    in_answer: bool


@dataclass(frozen=True, slots=True)
class TurnOutcome:
    """A turn of a conversation and the question understood.

    `in_answer` is None unless words of the answer were expected; `followed` (the measures shown) and `alone` (those
    shown for the standalone question) are None unless measures are judged.
    """

    conversation: Conversation
    number: int
    turn: ConversationTurn
    understood: str
    in_answer: bool | None = None
    followed: tuple[str, ...] | None = None
    alone: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True)
class RunOutcome:
    """The outcomes of a question set, in its order."""

    questions: tuple[QuestionOutcome, ...]
    off_topic: tuple[QuestionOutcome, ...] = ()
    facts: tuple[FactOutcome, ...] = ()
    turns: tuple[TurnOutcome, ...] = ()
    citations: CitationCheck | None = None
    answers: tuple[AnswerOutcome, ...] = ()


def run_questions(questions: QuestionSet, searcher: Searcher, report_progress: Progress) -> RunOutcome:
    """Run a whole set. Raises QuestionError, before the first search, if a judgement doesn't fit the documents."""
    locator = SpanLocator(searcher)
    relevant = [locator.locate(question) for question in questions.questions]
    relevant += [()] * len(questions.off_topic)
    names = MeasureNames(searcher.measures())
    names.require(questions.answers)
    citations = CitationCheck(searcher)
    outcomes = []
    for number, question in enumerate((*questions.questions, *questions.off_topic), 1):
        result = searcher.search(question.text)
        citations.check(question.id, (*result.passages, *result.quotes))
        outcomes.append(QuestionOutcome(question, result, relevant[number - 1]))
        report_progress("questions", number, len(relevant))
    facts = _facts(questions.facts, searcher, citations)
    conversations = _conversations(questions.conversations, searcher, citations)
    answers = run_answers(questions.answers, searcher, names, citations)
    return RunOutcome(
        questions=tuple(outcomes[: len(questions.questions)]),
        off_topic=tuple(outcomes[len(questions.questions) :]),
        facts=tuple(_reported("facts", report_progress, len(questions.facts), facts)),
        turns=tuple(chain(*_reported("conversations", report_progress, len(questions.conversations), conversations))),
        citations=citations,
        answers=tuple(chain(*_reported("answers", report_progress, len(questions.answers), answers))),
    )


def search_questions(
    questions: Sequence[JudgedQuestion], searcher: Searcher, report_progress: Progress
) -> list[QuestionOutcome]:
    """Search for each question, without relevant spans and without checking citations."""
    outcomes = []
    for number, question in enumerate(questions, 1):
        outcomes.append(QuestionOutcome(question, searcher.search(question.text)))
        report_progress("questions", number, len(questions))
    return outcomes


def states_fact(reply: ChatOutcome, wording: str) -> bool:
    """Whether an answer, or a passage that it cites, contains this wording of the source."""
    wanted = clean(wording)
    texts = (clean(reply.text.replace("\\", "")), *(citation.text for citation in reply.citations))
    return any(wanted in text for text in texts)


def _reported(step: str, report_progress: Progress, count: int, outcomes: Iterator[T]) -> Iterator[T]:
    """The outcomes, with progress reported after each."""
    for number, outcome in enumerate(outcomes, 1):
        yield outcome
        report_progress(step, number, count)


def _facts(facts: Sequence[FactQuestion], searcher: Searcher, citations: CitationCheck) -> Iterator[FactOutcome]:
    for fact in facts:
        result, reply = searcher.search(fact.text), searcher.reply([Message("user", fact.text)])
        citations.check(fact.id, (*result.passages, *result.quotes, *reply.citations))
        wanted = clean(fact.answer)
        rank = next((rank for rank, passage in enumerate(result.passages, 1) if wanted in passage.text), None)
        yield FactOutcome(fact, rank, states_fact(reply, fact.answer))


def _conversations(
    conversations: Sequence[Conversation], searcher: Searcher, citations: CitationCheck
) -> Iterator[list[TurnOutcome]]:
    """The turns of each conversation, held as by a client that sends back the measures it was shown."""
    for conversation in conversations:
        messages: list[Message] = []
        turns = []
        for number, turn in enumerate(conversation.turns, 1):
            messages.append(Message("user", turn.text))
            reply = searcher.reply(messages)
            citations.check(f"{conversation.id}#{number}", reply.citations)
            turns.append(_turn(conversation, number, messages, reply, searcher))
            messages.append(Message("assistant", "", reply.measures))
        yield turns


def _turn(
    conversation: Conversation, number: int, messages: Sequence[Message], reply: ChatOutcome, searcher: Searcher
) -> TurnOutcome:
    turn = conversation.turns[number - 1]
    standalone = turn.standalone if turn.grades else None
    return TurnOutcome(
        conversation,
        number,
        turn,
        reply.standalone,
        in_answer=states_fact(reply, turn.answer) if turn.answer else None,
        followed=searcher.reply(messages, ANSWER_DEPTH).measures if standalone else None,
        alone=searcher.reply([Message("user", standalone)], ANSWER_DEPTH).measures if standalone else None,
    )
