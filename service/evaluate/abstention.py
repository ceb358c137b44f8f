"""Whether a search knows what it can't answer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retriever import statistics
from retriever.statistics import Interval
from service.evaluate.asking import Answered

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
