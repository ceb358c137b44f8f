"""The figures of one evaluation over all its questions: levels, abstention, facts, conversations, citations, answers.

Field names are the keys of `figures.json`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from service.evaluation.answer_figures import AnswerFigures, answer_figures
from service.evaluation.levels import Level, measure_level, passage_level
from service.evaluation.metrics import MAIN, metric_values
from service.evaluation.run import FactOutcome, QuestionOutcome, RunOutcome, TurnOutcome
from service.evaluation.spans import CitationCheck
from service.evaluation.statistics import Interval, auroc, bootstrap_interval, mean_interval, specificity_at_recall

_RECALLS = (0.95, 0.97)


@dataclass(frozen=True, slots=True)
class Abstention:
    """How well the search refuses what it can't answer, over numbers of `real`, `near` and `strange` questions.

    `real` questions can be answered, `near` misses and off-topic (`strange`) ones can't. `answered` is the share of
    real questions answered, `precision` the share of unanswerable ones among those refused, `recall` the share of
    unanswerable ones refused. `auroc` is that of the confidence; `at` (`near_at` for near misses only) is the share of
    unanswerable questions below the confidence at which that share of the real ones is still answered.
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


@dataclass(frozen=True, slots=True)
class FactFigures:
    """Shares of facts stated in the first passage, in the first three, and in the answer."""

    first: Interval
    three: Interval
    answer: Interval


@dataclass(frozen=True, slots=True)
class ConversationFigures:
    """nDCG@10 of follow-ups (`followed`) and of their standalone questions (`alone`); the share of facts in answers."""

    followed: Interval | None
    alone: Interval | None
    facts: Interval | None


@dataclass(frozen=True, slots=True)
class CitationFigures:
    """The number of distinct spans quoted, the share that reproduces the source, and the places of the others."""

    count: int
    share: float | None
    wrong: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EvaluationFigures:
    """All figures of one evaluation; None for kinds of questions that weren't in the set."""

    levels: tuple[Level, ...]
    abstention: Abstention | None = None
    facts: FactFigures | None = None
    conversations: ConversationFigures | None = None
    cited: CitationFigures | None = None
    answers: AnswerFigures | None = None

    def as_json(self) -> dict[str, Any]:
        """The figures as JSON; judgements and rankings by question are left to the TREC files."""
        levels = [
            {"name": level.name, "metrics": level.metrics, "groups": [asdict(group) for group in level.groups]}
            for level in self.levels
        ]
        rest = ("abstention", "facts", "conversations", "cited", "answers")
        return {"levels": levels} | {name: asdict(part) if (part := getattr(self, name)) else None for name in rest}


def compute_figures(outcome: RunOutcome, measure_level_name: str = "measure") -> EvaluationFigures:
    """Compute the figures of a run. Raises IrMeasuresMissing."""
    levels = (measure_level(outcome.questions, measure_level_name), passage_level(outcome.questions))
    return EvaluationFigures(
        levels=tuple(level for level in levels if level.qrels),
        abstention=abstention_figures(outcome.questions, outcome.off_topic),
        facts=_fact_figures(outcome.facts) if outcome.facts else None,
        conversations=_conversation_figures(outcome.turns) if outcome.turns else None,
        cited=_citation_figures(outcome.citations) if outcome.citations else None,
        answers=answer_figures(outcome.answers) if outcome.answers else None,
    )


def abstention_figures(questions: Sequence[QuestionOutcome], off_topic: Sequence[QuestionOutcome]) -> Abstention | None:
    """The figures of abstention; None if every question can be answered."""
    near = [each for each in questions if not each.question.answerable]
    real = [each for each in questions if each.question.answerable]
    unanswerable = [*near, *off_topic]
    if not unanswerable:
        return None
    refused = [each for each in (*real, *unanswerable) if not each.result.answerable]
    reported = [each.result.confidence for each in (*real, *unanswerable)]
    confidence = np.array(reported, dtype=np.float64) if None not in reported else None
    positive = np.arange(len(reported)) < len(real)
    without_off_topic = slice(len(real) + len(near))
    return Abstention(
        real=len(real),
        near=len(near),
        strange=len(off_topic),
        answered=_share([each.result.answerable for each in real]),
        precision=_share([not each.question.answerable for each in refused]),
        recall=_share([not each.result.answerable for each in unanswerable]),
        recall_near=_share([not each.result.answerable for each in near]),
        recall_strange=_share([not each.result.answerable for each in off_topic]),
        auroc=_auroc(confidence, positive) if confidence is not None and real else None,
        at=_specificities(confidence, positive) if confidence is not None and real else {},
        near_at=_specificities(confidence[without_off_topic], positive[without_off_topic])
        if confidence is not None and real and near
        else {},
    )


def _share(flags: Sequence[bool]) -> Interval | None:
    return mean_interval([float(flag) for flag in flags]) if flags else None


def _auroc(confidence: NDArray[np.float64], positive: NDArray[np.bool_]) -> Interval:
    return bootstrap_interval(lambda rows: auroc(confidence[rows], positive[rows]), len(confidence))


def _specificities(confidence: NDArray[np.float64], positive: NDArray[np.bool_]) -> Mapping[str, Interval]:
    """Specificity by recall."""
    return {
        str(recall): bootstrap_interval(
            lambda rows, recall=recall: specificity_at_recall(confidence[rows], positive[rows], recall),  # type: ignore[misc]
            len(confidence),
        )
        for recall in _RECALLS
    }


def _fact_figures(facts: Sequence[FactOutcome]) -> FactFigures:
    return FactFigures(
        first=mean_interval([float(each.rank == 1) for each in facts]),
        three=mean_interval([float(each.rank is not None and each.rank <= 3) for each in facts]),
        answer=mean_interval([float(each.in_answer) for each in facts]),
    )


def _conversation_figures(turns: Sequence[TurnOutcome]) -> ConversationFigures:
    judged = {f"{each.conversation.id}#{each.number}": each for each in turns if each.followed is not None}
    qrels = {id: each.turn.grades for id, each in judged.items()}
    followed = metric_values(qrels, {id: each.followed or () for id, each in judged.items()})
    alone = metric_values(qrels, {id: each.alone or () for id, each in judged.items()})
    facts = [float(each.in_answer) for each in turns if each.in_answer is not None]
    return ConversationFigures(
        followed=mean_interval([each[MAIN] for each in followed.values()]) if judged else None,
        alone=mean_interval([each[MAIN] for each in alone.values()]) if judged else None,
        facts=mean_interval(facts) if facts else None,
    )


def _citation_figures(citations: CitationCheck) -> CitationFigures:
    wrong = (f"{question}: {span.document} [{span.start}, {span.end})" for question, span in citations.wrong)
    return CitationFigures(citations.count, citations.share, tuple(wrong))
