"""Two evaluations of the same questions: is the difference more than chance, and where does it come from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from service.evaluation.json_lines import QuestionError
from service.evaluation.metrics import MAIN
from service.evaluation.results import QUESTION, Record
from service.evaluation.statistics import Interval, interval, randomisation

_MOST_CHANGED = 10


@dataclass(frozen=True, slots=True)
class Difference:
    """Means of one metric in both, and the mean of the differences by question with its interval and p-value."""

    level: str
    metric: str
    before: float
    after: float
    difference: Interval
    p: float


@dataclass(frozen=True, slots=True)
class Change:
    """A question with its nDCG@10 in both, and what was found first in each."""

    id: str
    text: str
    before: float
    after: float
    found_before: tuple[str, ...]
    found_after: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Differences, and the questions that changed most."""

    differences: tuple[Difference, ...]
    changed: tuple[Change, ...]


def compare(before: Sequence[Record], after: Sequence[Record]) -> Comparison:
    """Compare what came of each question. Raises QuestionError if they weren't the same questions."""
    old, new = _by_id(before), _by_id(after)
    _refuse_others(old, new)
    found = tuple(
        _difference(level, metric, old, new)
        for level in dict.fromkeys(level for record in old.values() for level in record["values"])
        for metric in dict.fromkeys(metric for record in old.values() for metric in record["values"].get(level, ()))
    )
    main = found[0].level if found else ""
    changes = [_change(old[id], new[id], main) for id in old if main in old[id]["values"]]
    moved = sorted((each for each in changes if each.before != each.after), key=lambda each: -_moved(each))
    return Comparison(found, tuple(moved[:_MOST_CHANGED]))


def _by_id(records: Sequence[Record]) -> dict[str, Record]:
    return {record["id"]: record for record in records if record["kind"] == QUESTION}


def _refuse_others(old: Mapping[str, Record], new: Mapping[str, Record]) -> None:
    for one, other, which in ((old, new, "second"), (new, old, "first")):
        if missing := [id for id in one if id not in other]:
            raise QuestionError(
                f"both must be of the same questions; {len(missing)} aren't in the {which}, for instance {missing[0]!r}"
            )
    for id, record in old.items():
        if _judgements(record) != _judgements(new[id]):
            raise QuestionError(f"both must be of the same judgements; those of question {id!r} differ")


def _judgements(record: Record) -> Any:
    return record["grades"], {level: sorted(values) for level, values in record["values"].items()}


def _difference(level: str, metric: str, old: Mapping[str, Record], new: Mapping[str, Record]) -> Difference:
    ids = [id for id, record in old.items() if level in record["values"]]
    before, after = ([own[id]["values"][level][metric] for id in ids] for own in (old, new))
    each = [b - a for a, b in zip(before, after, strict=True)]
    needs = [old[id].get("need") or f"#{id}" for id in ids]
    return Difference(
        level, metric, sum(before) / len(ids), sum(after) / len(ids), interval(each, needs), randomisation(each)
    )


def _change(old: Record, new: Record, level: str) -> Change:
    before, after = (record["values"][level][MAIN] for record in (old, new))
    return Change(old["id"], old["text"], before, after, tuple(old["found"][:3]), tuple(new["found"][:3]))


def _moved(change: Change) -> float:
    return abs(change.after - change.before)
