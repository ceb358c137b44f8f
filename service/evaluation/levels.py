"""Rankings at the levels of measures and of passages, as figures by group of questions."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.evaluation import metrics, spans
from service.evaluation.metrics import Qrels, Rankings
from service.evaluation.questions import Judged
from service.evaluation.run import Answered
from service.evaluation.statistics import Interval, interval


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that have something in common: `kind` is all, language, style or split."""

    kind: str
    name: str
    values: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class Level:
    """One level: what was judged and found there, the value of each question, and figures by group."""

    name: str
    qrels: Qrels
    ranked: Rankings
    values: Mapping[str, Mapping[str, float]]
    groups: tuple[Group, ...]

    @property
    def metrics(self) -> tuple[str, ...]:
        """The names of the metrics."""
        return metrics.metrics(self.qrels)


def of_measures(answered: Sequence[Answered], name: str = "measure") -> Level:
    """The level of what a caseworker wants. Raises MeasuresMissing."""
    judged = [each for each in answered if each.question.grades]
    return level(
        name,
        [each.question for each in judged],
        {each.question.id: each.question.grades for each in judged},
        {each.question.id: each.ranked for each in judged},
    )


def of_passages(answered: Sequence[Answered]) -> Level:
    """The level of what proves it; questions for which nothing is quoted have no place here."""
    judged = [each for each in answered if each.units]
    found = {
        each.question.id: spans.ranking(each.found.passages, each.units, each.question.borderline) for each in judged
    }
    return level(
        "passage", [each.question for each in judged], {each.question.id: spans.grades(each.units) for each in judged},
        found,
    )  # fmt: skip


def of_documents(answered: Sequence[Answered]) -> Level:
    """The level of whole texts: each stands where its best passage does."""
    return level(
        "document",
        [each.question for each in answered],
        {each.question.id: each.question.grades for each in answered},
        {each.question.id: list(dict.fromkeys(piece.document for piece in each.found.passages)) for each in answered},
    )


def level(name: str, questions: Sequence[Judged], qrels: Qrels, ranked: Rankings) -> Level:
    """The figures of rankings."""
    values = metrics.values(qrels, ranked) if qrels else {}
    return Level(name, qrels, ranked, values, tuple(_groups(questions, values)))


def grouped(questions: Sequence[Judged]) -> Iterator[tuple[str, str, list[Judged]]]:
    """All of them, then by language, style and split, where there is more than one."""
    if not questions:
        return
    yield "all", "all", list(questions)
    for kind in ("language", "style", "split"):
        names = sorted({getattr(question, kind) for question in questions} - {""})
        for name in names if len(names) > 1 else ():
            yield kind, name, [question for question in questions if getattr(question, kind) == name]


def mean(questions: Sequence[Judged], values: Mapping[str, float]) -> Interval:
    """The mean over questions with its interval; the two languages of one need are drawn together."""
    return interval([values[each.id] for each in questions], [each.need or f"#{each.id}" for each in questions])


def _groups(questions: Sequence[Judged], values: Mapping[str, Mapping[str, float]]) -> Iterator[Group]:
    for kind, name, own in grouped(questions):
        measured = values[own[0].id]
        figures = {
            metric: mean(own, {question.id: values[question.id][metric] for question in own}) for metric in measured
        }
        yield Group(kind, name, figures)
