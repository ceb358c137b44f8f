"""Rankings at one level (measures, passages or documents), with metrics by group of questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.evaluation.metrics import Qrels, Rankings, metric_names, metric_values
from service.evaluation.questions import JudgedQuestion
from service.evaluation.run import QuestionOutcome
from service.evaluation.spans import rank_spans, span_grades
from service.evaluation.statistics import Interval, mean_interval


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """Mean values by metric over questions that share a property: `kind` is all, language, style or split."""

    kind: str
    name: str
    values: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Level:
    """Judgements, rankings, values by metric by question, and means by group."""

    name: str
    qrels: Qrels
    rankings: Rankings
    values: Mapping[str, Mapping[str, float]]
    groups: tuple[QuestionGroup, ...]

    @property
    def metrics(self) -> tuple[str, ...]:
        """The names of the metrics."""
        return metric_names(self.qrels)


def measure_level(outcomes: Sequence[QuestionOutcome], name: str = "measure") -> Level:
    """The level of measures, for questions with graded ones. Raises IrMeasuresMissing."""
    judged = [each for each in outcomes if each.question.grades]
    return _level(
        name,
        [each.question for each in judged],
        {each.question.id: each.question.grades for each in judged},
        {each.question.id: each.ranking for each in judged},
    )


def passage_level(outcomes: Sequence[QuestionOutcome]) -> Level:
    """The level of passages, for questions with relevant spans. Raises IrMeasuresMissing."""
    judged = [each for each in outcomes if each.relevant]
    return _level(
        "passage",
        [each.question for each in judged],
        {each.question.id: span_grades(each.relevant) for each in judged},
        {
            each.question.id: rank_spans(each.result.passages, each.relevant, each.question.borderline)
            for each in judged
        },
    )


def document_level(outcomes: Sequence[QuestionOutcome]) -> Level:
    """The level of whole documents. Raises IrMeasuresMissing."""
    return _level(
        "document",
        [each.question for each in outcomes],
        {each.question.id: each.question.grades for each in outcomes},
        {each.question.id: each.result.documents for each in outcomes},
    )


def question_groups(questions: Sequence[JudgedQuestion]) -> Iterator[tuple[str, str, list[JudgedQuestion]]]:
    """Kind, name and questions of each group: all, then each language, style and split where there are several."""
    if not questions:
        return
    yield "all", "all", list(questions)
    for kind in ("language", "style", "split"):
        names = sorted({getattr(question, kind) for question in questions} - {""})
        for name in names if len(names) > 1 else ():
            yield kind, name, [question for question in questions if getattr(question, kind) == name]


def question_mean(questions: Sequence[JudgedQuestion], values: Mapping[str, float]) -> Interval:
    """The mean over questions with its interval; questions of one need are drawn together."""
    return mean_interval([values[each.id] for each in questions], [each.need or f"#{each.id}" for each in questions])


def _level(name: str, questions: Sequence[JudgedQuestion], qrels: Qrels, rankings: Rankings) -> Level:
    values = metric_values(qrels, rankings) if qrels else {}
    return Level(name, qrels, rankings, values, tuple(_groups(questions, values)))


def _groups(questions: Sequence[JudgedQuestion], values: Mapping[str, Mapping[str, float]]) -> Iterator[QuestionGroup]:
    for kind, name, members in question_groups(questions):
        means = {
            metric: question_mean(members, {question.id: values[question.id][metric] for question in members})
            for metric in values[members[0].id]
        }
        yield QuestionGroup(kind, name, means)
