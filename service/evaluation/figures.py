"""All figures of one evaluation."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.evaluation import levels, statistics
from service.evaluation.levels import Level
from service.evaluation.metrics import MAIN, values
from service.evaluation.run import Answered, Asked, FactAnswered, TurnAnswered
from service.evaluation.spans import Citations
from service.evaluation.statistics import Interval, interval

KEPT = (0.95, 0.97)


@dataclass(frozen=True, slots=True)
class Abstention:
    """Figures over `real` questions and others, of which `near` are near misses and the rest from elsewhere.

    `answered` is the share of real ones that are answered, `precision` that of others among those refused, `recall`
    the share of others that are refused. `auroc` tells how well the confidence parts them, `at` which share of the
    others (and of near misses, `near_at`) falls below the confidence that keeps so many of the real ones.
    """

    real: int
    near: int
    strange: int
    answered: Interval | None
    precision: Interval | None
    recall: Interval | None
    recall_near: Interval | None
    recall_strange: Interval | None
    auroc: Interval | None
    at: Mapping[str, Interval]
    near_at: Mapping[str, Interval]


def abstention(questions: Sequence[Answered], strange: Sequence[Answered]) -> Abstention | None:
    """The figures; None where every question can be answered, for then there is nothing to tell."""
    near = [each for each in questions if not each.question.answerable]
    real = [each for each in questions if each.question.answerable]
    others = [*near, *strange]
    if not others:
        return None
    refused = [each for each in (*real, *others) if not each.found.answerable]
    confidence = [each.found.confidence for each in (*real, *others)]
    sure = np.array(confidence, dtype=np.float64) if None not in confidence else None
    positive = np.arange(len(confidence)) < len(real)
    nearby = slice(len(real) + len(near))
    return Abstention(
        real=len(real),
        near=len(near),
        strange=len(strange),
        answered=_share([each.found.answerable for each in real]),
        precision=_share([not each.question.answerable for each in refused]),
        recall=_share([not each.found.answerable for each in others]),
        recall_near=_share([not each.found.answerable for each in near]),
        recall_strange=_share([not each.found.answerable for each in strange]),
        auroc=_curve(sure, positive) if sure is not None and real else None,
        at=_at(sure, positive) if sure is not None and real else {},
        near_at=_at(sure[nearby], positive[nearby]) if sure is not None and real and near else {},
    )


def _share(flags: Sequence[bool]) -> Interval | None:
    return statistics.interval([float(flag) for flag in flags]) if flags else None


def _curve(sure: NDArray[np.float64], positive: NDArray[np.bool_]) -> Interval:
    return statistics.resampled(lambda rows: statistics.auroc(sure[rows], positive[rows]), len(sure))


def _at(sure: NDArray[np.float64], positive: NDArray[np.bool_]) -> Mapping[str, Interval]:
    return {
        str(kept): statistics.resampled(
            lambda rows, kept=kept: statistics.recognised(sure[rows], positive[rows], kept),  # type: ignore[misc]
            len(sure),
        )
        for kept in KEPT
    }


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
