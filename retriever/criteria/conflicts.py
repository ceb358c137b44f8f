"""Conflicts between a measure's stated requirements and the client a question describes."""

from corpus.eligibility.limits import Limit, Limits, Value
from retriever.criteria.facts import NOBODY, ClientFacts


def conflicting(client: ClientFacts, found: Limits) -> list[tuple[Limit, tuple[str, ...]]]:
    """Return the limits that rule out `client`, each with the facts that do.

    Facts the question doesn't state never conflict; age ranges conflict only if they don't overlap.
    """
    if client == NOBODY:
        return []
    against = [
        (limit, tuple(fact for fact, _ in limit.any_of))
        for limit in found.required
        if all(_contradicts(client, *fact) for fact in limit.any_of)
    ]
    refused = (
        (limit, tuple(fact for fact, value in limit.any_of if holds(fact, getattr(client, fact), value)))
        for limit in found.excluded
    )
    return [*against, *((limit, facts) for limit, facts in refused if facts)]


def _contradicts(client: ClientFacts, fact: str, value: Value) -> bool:
    """Whether the known facts of `client` rule out this `value` of `fact`."""
    known = getattr(client, fact)
    match fact, value:
        case "profession", frozenset():
            return client.qualified is False or (known is not None and known not in value)
        case "self_employed", True:
            return known is False or (known is None and client.employed is False)
        case _ if known is None:
            return False
        case "ages", (low, high):
            return bool(known[1] < low or high < known[0])
        case (("unemployed_months" | "benefit_months"), int(months)):
            return bool(known < months)
        case _:
            return bool(known != value)


def holds(fact: str, known: Value | None, value: Value) -> bool:
    """Return whether what is `known` of a client confirms this `value` of `fact`."""
    match fact, value:
        case _ if known is None:
            return False
        case "ages", (low, high) if isinstance(known, tuple):
            return bool(low <= known[0] and known[1] <= high)
        case "profession", frozenset():
            return known in value
        case (("unemployed_months" | "benefit_months"), int(months)) if isinstance(known, int):
            return bool(known >= months)
        case _:
            return bool(known == value)
