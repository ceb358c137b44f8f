"""Runs conversations whose answers are known, and judges each answer."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.chat.message import Message
from service.evaluation.answer_set import JudgedConversation, JudgedTurn
from service.evaluation.answer_text import opening_words, plain_text, says_silent
from service.evaluation.json_lines import QuestionError
from service.evaluation.searchers import ChatOutcome, MeasureSpan, Searcher
from service.evaluation.spans import CitationCheck

LISTS = "filter/list/count"
"""The kind of question whose measures are a list: neither more nor fewer."""

_WORD = re.compile(r"[^\W\d_]+")
_SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class AnswerOutcome:
    """A turn with the question understood, the measures shown, and the verdicts; None where one doesn't apply.

    `first`, `two` and `whole` tell whether the expected words are in the first quote, in the first two or the words
    before them, and anywhere. `named` is the share of the expected measures shown. `precision` and `recall` are those
    of a list. `answered` is told of answerable turns, `recognised` of the others.
    """

    conversation: JudgedConversation
    number: int
    understood: str
    shown: tuple[str, ...]
    first: bool | None = None
    two: bool | None = None
    whole: bool | None = None
    named: float | None = None
    precision: float | None = None
    recall: float | None = None
    answered: bool | None = None
    recognised: bool | None = None

    @property
    def id(self) -> str:
        """The conversation with the number of the turn."""
        return f"{self.conversation.id}#{self.number}"

    @property
    def turn(self) -> JudgedTurn:
        """What was asked."""
        return self.conversation.turns[self.number - 1]


class MeasureNames:
    """Finds measures by name: every word of three letters or more is a word of title, organisation or Land."""

    def __init__(self, measures: Mapping[str, MeasureSpan]) -> None:
        self._words = {id: frozenset(_words(measure.label)) for id, measure in measures.items()}

    def matching(self, name: str) -> frozenset[str]:
        """The ids of the measures with this name; none if it has no words."""
        wanted = {word for word in _words(name) if len(word) >= _SHORTEST_WORD}
        return frozenset(id for id, words in self._words.items() if wanted and wanted <= words)

    def require(self, conversations: Sequence[JudgedConversation]) -> None:
        """Raise QuestionError if a turn names a measure that isn't in the index."""
        for conversation in conversations:
            for number, turn in enumerate(conversation.turns, 1):
                if unknown := [name for name in turn.measures if not self.matching(name)]:
                    raise QuestionError(
                        f"conversation {conversation.id}, turn {number}: `measures` names {unknown[0]!r}, "
                        "which isn't in the index"
                    )


def run_answers(
    conversations: Sequence[JudgedConversation], searcher: Searcher, names: MeasureNames, citations: CitationCheck
) -> Iterator[list[AnswerOutcome]]:
    """The turns of each conversation, held as by a client that sends back the measures it was shown."""
    for conversation in conversations:
        messages: list[Message] = []
        outcomes = []
        for number, turn in enumerate(conversation.turns, 1):
            messages.append(Message("user", turn.text))
            reply = searcher.reply(messages)
            outcomes.append(judge_answer(conversation, number, reply, names))
            citations.check(outcomes[-1].id, reply.citations)
            messages.append(Message("assistant", "", reply.measures))
        yield outcomes


def judge_answer(
    conversation: JudgedConversation, number: int, reply: ChatOutcome, names: MeasureNames
) -> AnswerOutcome:
    """Judge the answer to turn `number` (from 1) of a conversation."""
    turn = conversation.turns[number - 1]
    shown = tuple(dict.fromkeys((*reply.measures, *(quote.measure for quote in reply.quotes if quote.measure))))
    first, two, whole = (_holds(parts, turn) for parts in _scopes(reply))
    says_so = bool(turn.expected) and two
    refused = not reply.answerable or says_silent(reply.text)
    if not turn.answerable:
        return AnswerOutcome(conversation, number, reply.standalone, shown, recognised=refused or says_so)
    expects, ids = bool(turn.expected), [names.matching(name) for name in turn.measures]
    found = [bool(each & {*shown}) for each in ids]
    is_list = bool(ids) and conversation.kind == LISTS
    return AnswerOutcome(
        conversation,
        number,
        reply.standalone,
        shown,
        first=first if expects else None,
        two=two if expects else None,
        whole=whole if expects else None,
        named=_share(found) if ids else None,
        precision=_share([any(id in each for each in ids) for id in shown]) if is_list else None,
        recall=_share(found) if is_list else None,
        answered=not refused,
    )


def _scopes(reply: ChatOutcome) -> Iterator[list[str]]:
    """What is read first, what is read at the beginning, and everything."""
    quotes = [quote.text for quote in reply.quotes]
    yield quotes[:1]
    yield [opening_words(reply.text), *quotes[:2]]
    yield [plain_text(reply.text), *quotes]


def _holds(parts: Sequence[str], turn: JudgedTurn) -> bool:
    """Whether each expected text is in one of the parts, in one of its alternatives."""
    folded = [_folded(part) for part in parts]
    return all(
        any(_occurs(_folded(wording), part) for wording in alternatives for part in folded)
        for alternatives in turn.expected
    )


def _occurs(wanted: str, text: str) -> bool:
    """Whether `text` contains `wanted`, whose outer digits are those of whole numbers: 20 isn't in 2013."""
    before = r"(?<!\d)" if wanted[0].isdigit() else ""
    after = r"(?!\d)" if wanted[-1].isdigit() else ""
    return re.search(f"{before}{re.escape(wanted)}{after}", text) is not None


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _words(text: str) -> Iterator[str]:
    return (word.casefold() for word in _WORD.findall(text))


def _share(flags: Sequence[bool]) -> float:
    """0 for an empty list."""
    return sum(flags) / len(flags) if flags else 0.0
