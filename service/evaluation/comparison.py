"""Two evaluations of the same questions: the difference, its significance, and the questions behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.evaluation.json_lines import QuestionError
from service.evaluation.metrics import MAIN
from service.evaluation.results import ANSWER, QUESTION, Record
from service.evaluation.statistics import Interval, mean_interval, randomisation_test

_MOST_CHANGED = 10


@dataclass(frozen=True, slots=True)
class MetricDifference:
    """The means of one metric, and the mean difference by question with its interval and p-value."""

    level: str
    metric: str
    before: float
    after: float
    difference: Interval
    p: float


@dataclass(frozen=True, slots=True)
class QuestionChange:
    """A question with its nDCG@10 and the first results, in both evaluations."""

    id: str
    text: str
    before: float
    after: float
    found_before: tuple[str, ...]
    found_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The differences by level and metric, and the questions that changed most."""

    differences: tuple[MetricDifference, ...]
    changed: tuple[QuestionChange, ...]


def compare_evaluations(before: Sequence[Record], after: Sequence[Record]) -> Comparison:
    """Compare the records of two evaluations. Raises QuestionError if their questions or judgements differ."""
    old, new = _by_id(before), _by_id(after)
    _require_same_questions(old, new)
    differences = tuple(
        _difference(level, metric, old, new)
        for level in dict.fromkeys(level for record in old.values() for level in record["values"])
        for metric in dict.fromkeys(metric for record in old.values() for metric in record["values"].get(level, ()))
    )
    main = next((each.level for each in differences if each.metric == MAIN), "")
    changes = [_change(old[id], new[id], main) for id in old if main in old[id]["values"]]
    changed = sorted((each for each in changes if each.before != each.after), key=lambda each: -_size(each))
    return Comparison(differences, tuple(changed[:_MOST_CHANGED]))


def _by_id(records: Sequence[Record]) -> dict[str, Record]:
    return {record["id"]: record for record in records if record["kind"] in (QUESTION, ANSWER)}


def _require_same_questions(old: Mapping[str, Record], new: Mapping[str, Record]) -> None:
    for one, other, which in ((old, new, "second"), (new, old, "first")):
        if missing := [id for id in one if id not in other]:
            raise QuestionError(
                "both evaluations must have the same questions; "
                f"{len(missing)} aren't in the {which}, for instance {missing[0]!r}"
            )
    for id, record in old.items():
        if _judgements(record) != _judgements(new[id]):
            raise QuestionError(f"both evaluations must have the same judgements; those of question {id!r} differ")


def _judgements(record: Record) -> Any:
    judged = [record.get(name) for name in ("grades", "answerable", "expect", "measures")]
    return judged, {level: sorted(values) for level, values in record["values"].items()}


def _difference(level: str, metric: str, old: Mapping[str, Record], new: Mapping[str, Record]) -> MetricDifference:
    ids = [id for id, record in old.items() if metric in record["values"].get(level, ())]
    before, after = ([records[id]["values"][level][metric] for id in ids] for records in (old, new))
    differences = [b - a for a, b in zip(before, after, strict=True)]
    needs = [old[id].get("need") or f"#{id}" for id in ids]
    return MetricDifference(
        level,
        metric,
        sum(before) / len(ids),
        sum(after) / len(ids),
        mean_interval(differences, needs),
        randomisation_test(differences),
    )


def _change(old: Record, new: Record, level: str) -> QuestionChange:
    before, after = (record["values"][level][MAIN] for record in (old, new))
    return QuestionChange(old["id"], old["text"], before, after, tuple(old["found"][:3]), tuple(new["found"][:3]))


def _size(change: QuestionChange) -> float:
    return abs(change.after - change.before)
