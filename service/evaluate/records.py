"""What came of each question, as lines of JSON: written beside the figures, and read again to compare two runs."""

from collections.abc import Iterator, Sequence
from typing import Any

from service.evaluate.asking import Answered, Asked, FactAnswered, TurnAnswered
from service.evaluate.levels import Level

Record = dict[str, Any]
RUN, QUESTION, STRANGE, FACT, TURN = "run", "question", "off-topic", "fact", "turn"
_SHOWN = 10


def records(asked: Asked, levels: Sequence[Level]) -> Iterator[Record]:
    """One for each question, fact and turn."""
    for each in asked.questions:
        yield _question(each, QUESTION) | {"values": _values(each.question.id, levels)}
    for each in asked.strange:
        yield _question(each, STRANGE)
    yield from map(_fact, asked.facts)
    yield from map(_turn, asked.turns)


def _question(each: Answered, kind: str) -> Record:
    own = each.question
    return {
        "kind": kind,
        "id": own.id,
        "text": own.text,
        "language": own.language,
        "style": own.style,
        "split": own.split,
        "need": own.need,
        "answerable": own.answerable,
        "answered": each.found.answerable,
        "confidence": each.found.confidence,
        "grades": dict(own.grades),
        "borderline": list(own.borderline),
        "found": _first(each),
    }


def _first(each: Answered) -> list[str]:
    """The measures found first, or the texts where there are no measures."""
    found = each.ranked or list(dict.fromkeys(piece.document for piece in each.found.passages))
    return found[:_SHOWN]


def _values(id: str, levels: Sequence[Level]) -> dict[str, dict[str, float]]:
    return {level.name: dict(level.values[id]) for level in levels if id in level.values}


def _fact(each: FactAnswered) -> Record:
    own = each.fact
    return {
        "kind": FACT,
        "id": own.id,
        "text": own.text,
        "language": own.language,
        "split": own.split,
        "answer": own.answer,
        "place": each.place,
        "in_answer": each.answered,
    }


def _turn(each: TurnAnswered) -> Record:
    return {
        "kind": TURN,
        "id": f"{each.conversation.id}#{each.number}",
        "text": each.turn.text,
        "language": each.conversation.language,
        "split": each.conversation.split,
        "understood": each.understood,
        "answer": each.turn.answer,
        "in_answer": each.answered,
        "grades": dict(each.turn.grades),
        "followed": None if each.followed is None else list(each.followed[:_SHOWN]),
        "alone": None if each.alone is None else list(each.alone[:_SHOWN]),
    }
