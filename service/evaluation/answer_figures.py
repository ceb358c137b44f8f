"""The figures of answers, over all turns and by group; field names are keys of `figures.json`."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from service.evaluation.answers import AnswerOutcome
from service.evaluation.statistics import Interval, mean_interval

HELD = ("first", "two", "whole")
"""The figures of expected words, see `AnswerOutcome`."""
JUDGED = ("named", "answered", "recognised")
OF_LISTS = ("precision", "recall")
FIGURES = (*HELD, *JUDGED, *OF_LISTS)


@dataclass(frozen=True, slots=True)
class AnswerGroup:
    """Means by figure over the turns that share a property; `kind` is all, turn, language or kind.

    A figure that applies to none of the turns is left out; `count` is the number of turns that it applies to.
    """

    kind: str
    name: str
    values: Mapping[str, Interval]


@dataclass(frozen=True, slots=True)
class AnswerFigures:
    """All groups; the first is that of all turns."""

    groups: tuple[AnswerGroup, ...]


def answer_figures(outcomes: Sequence[AnswerOutcome]) -> AnswerFigures:
    """The figures by group. Turns of one conversation are drawn together."""
    groups = (AnswerGroup(kind, name, _means(members)) for kind, name, members in _groups(outcomes))
    return AnswerFigures(tuple(groups))


def _groups(outcomes: Sequence[AnswerOutcome]) -> Iterator[tuple[str, str, list[AnswerOutcome]]]:
    """All, then first turns and follow-ups, each language, and each kind, where there are several."""
    yield "all", "all", list(outcomes)
    for property_ in ("turn", "language", "kind"):
        found: dict[str, list[AnswerOutcome]] = {}
        for outcome in outcomes:
            found.setdefault(_property(outcome, property_), []).append(outcome)
        for name in sorted(found.keys() - {""}) if len(found) > 1 else ():
            yield property_, name, found[name]


def _property(outcome: AnswerOutcome, name: str) -> str:
    if name == "turn":
        return "first-turn" if outcome.number == 1 else "follow-up"
    value: str = getattr(outcome.conversation, name)
    return value


def _means(outcomes: Sequence[AnswerOutcome]) -> dict[str, Interval]:
    means = {}
    for figure in FIGURES:
        judged = [
            (float(value), each.conversation.id) for each in outcomes if (value := getattr(each, figure)) is not None
        ]
        if judged:
            values, clusters = zip(*judged, strict=True)
            means[figure] = mean_interval(values, clusters)
    return means
