"""All figures of one evaluation."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from retriever.evaluation import MAIN, values
from retriever.statistics import Interval, interval
from service.evaluate import levels
from service.evaluate.abstention import Abstention, abstention
from service.evaluate.asking import Asked, FactAnswered, TurnAnswered
from service.evaluate.citations import Citations
from service.evaluate.levels import Level


@dataclass(frozen=True, slots=True)
class Facts:
    """Shares of facts whose words stand in the first passage, in the first three, and in the answer."""

    first: Interval
    three: Interval
    answer: Interval


@dataclass(frozen=True, slots=True)
class Conversations:
    """nDCG@10 of what follow-ups show and of the same said by itself; the share of facts that are in the answer."""

    followed: Interval | None
    alone: Interval | None
    facts: Interval | None


@dataclass(frozen=True, slots=True)
class Cited:
    """How many different spans were quoted, the share of them that gives its text again, and where the others stand."""

    count: int
    share: float | None
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """What is said of one search. A part that nothing was asked about is None."""

    levels: tuple[Level, ...]
    abstention: Abstention | None = None
    facts: Facts | None = None
    conversations: Conversations | None = None
    cited: Cited | None = None

    def as_json(self) -> dict[str, Any]:
        """For programs; what was judged and found question by question is in the files."""
        own = {
            "levels": [
                {"name": level.name, "metrics": level.metrics, "groups": [asdict(group) for group in level.groups]}
                for level in self.levels
            ]
        }
        rest = ("abstention", "facts", "conversations", "cited")
        return own | {name: asdict(part) if (part := getattr(self, name)) else None for name in rest}


def figures(asked: Asked, name: str = "measure") -> Figures:
    """The figures of what was asked, `name` being that of the level of measures. Raises MeasuresMissing."""
    found = [
        level
        for level in (levels.of_measures(asked.questions, name), levels.of_passages(asked.questions))
        if level.qrels
    ]
    return Figures(
        levels=tuple(found),
        abstention=abstention(asked.questions, asked.strange),
        facts=_facts(asked.facts) if asked.facts else None,
        conversations=_conversations(asked.turns) if asked.turns else None,
        cited=_cited(asked.citations) if asked.citations else None,
    )


def of_turns(turns: Sequence[TurnAnswered], *, alone: bool) -> Mapping[str, float]:
    """nDCG@10 by turn of what was shown for follow-ups, or for the same said by itself."""
    judged = {f"{each.conversation.id}#{each.number}": each for each in turns if each.followed is not None}
    ranked = {id: (each.alone if alone else each.followed) or () for id, each in judged.items()}
    found = values({id: each.turn.grades for id, each in judged.items()}, ranked)
    return {id: own[MAIN] for id, own in found.items()}


def _cited(citations: Citations) -> Cited:
    wrong = (f"{asked}: {piece.document} [{piece.start}, {piece.end})" for asked, piece in citations.wrong)
    return Cited(citations.count, citations.share, tuple(wrong))


def _facts(facts: Sequence[FactAnswered]) -> Facts:
    return Facts(
        first=interval([float(each.place == 1) for each in facts]),
        three=interval([float(each.place is not None and each.place <= 3) for each in facts]),
        answer=interval([float(each.answered) for each in facts]),
    )


def _conversations(turns: Sequence[TurnAnswered]) -> Conversations:
    followed, alone = (list(of_turns(turns, alone=alone).values()) for alone in (False, True))
    facts = [float(each.answered) for each in turns if each.answered is not None]
    return Conversations(
        followed=interval(followed) if followed else None,
        alone=interval(alone) if alone else None,
        facts=interval(facts) if facts else None,
    )
