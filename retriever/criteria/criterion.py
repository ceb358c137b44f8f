"""What a question states of a client and a wish, one thing each, and how a measure stands to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.document import SourceSpan
from corpus.eligibility.limits import Value

Kind = Literal[
    "age", "sex", "children", "single_parent", "qualification", "school", "employment", "unemployment", "benefit",
    "minijob", "self_employment", "migration", "health", "profession", "law", "place", "hours", "wish", "need",
    "unwanted",
]  # fmt: skip
Verdict = Literal["met", "limit", "against", "unstated"]
Group = Literal["best", "partial", "against"]

KIND_OF_FACT: Mapping[str, Kind] = {
    "ages": "age",
    "gender": "sex",
    "parent": "children",
    "single_parent": "single_parent",
    "qualified": "qualification",
    "school": "school",
    "employed": "employment",
    "unemployed_months": "unemployment",
    "benefit_months": "benefit",
    "minijob": "minijob",
    "self_employed": "self_employment",
    "migrant": "migration",
    "healthy": "health",
    "profession": "profession",
    "law": "law",
}
"""The facts of a client that a question may state, each a kind of criterion."""

WISHES: frozenset[Kind] = frozenset(("wish", "hours", "place"))
"""What a client wants, rather than what a client is."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a question states, in its own `words`; `id` is unique within the question.

    `value` is that of the fact, the topic of a need or wish, or the name of a place; a place has its `names` and the
    `state` that it lies in. `unclear` tells that the words have several readings.
    """

    id: str
    kind: Kind
    value: Value
    words: str
    unclear: bool = False
    names: tuple[str, ...] = ()
    state: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a measure stands to the criterion of that id: `evidence` are the words that prove it, unless unstated.

    At its `limit` a criterion is met, but barely: 24 where people up to 24 are admitted.
    """

    criterion: str
    verdict: Verdict
    evidence: SourceSpan | None = None


def group(criteria: tuple[Criterion, ...], judged: tuple[Judgement, ...]) -> Group | None:
    """Return whether a measure fits, fits in part, or doesn't fit; None without criteria.

    The best meet all wishes and at least half of the other criteria, where the sex of the client counts for nothing
    and what isn't wanted neither.
    """
    verdicts = {each.criterion: each.verdict for each in judged}
    if not criteria:
        return None
    telling = [each for each in criteria if tells_of_fit(each)] or criteria
    if "against" in verdicts.values():
        return "against"
    wishes = [is_met(verdicts[each.id]) for each in telling if each.kind in WISHES]
    facts = [is_met(verdicts[each.id]) for each in telling if each.kind not in WISHES]
    return "best" if all(wishes) and 2 * sum(facts) >= len(facts) and any((*wishes, *facts)) else "partial"


def by_verdict(
    criteria: Sequence[Criterion], judged: Sequence[Judgement]
) -> Mapping[Verdict, list[tuple[Criterion, SourceSpan | None]]]:
    """Return the criteria by verdict, with the words that prove it, as they are told: the sex only if it is stated."""
    found: dict[Verdict, list[tuple[Criterion, SourceSpan | None]]] = {
        verdict: [] for verdict in ("met", "limit", "against", "unstated")
    }
    for criterion, each in zip(criteria, judged, strict=True):
        if each.verdict != "unstated" or tells_of_fit(criterion):
            found[each.verdict].append((criterion, each.evidence))
    return found


def is_met(verdict: Verdict) -> bool:
    """Return whether a verdict says that the measure fits, be it barely."""
    return verdict in ("met", "limit")


def count_met(judged: Sequence[Judgement]) -> int:
    """Return how many criteria a measure meets."""
    return sum(is_met(each.verdict) for each in judged)


def tells_of_fit(criterion: Criterion) -> bool:
    """Return whether a measure that meets a criterion fits better for it.

    That it admits women as well says little, and what isn't wanted can only speak against it.
    """
    return criterion.kind not in ("sex", "unwanted")
