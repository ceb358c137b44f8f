"""Conflicts between a measure's stated requirements and the client a question describes."""

from corpus.document import SourceSpan
from corpus.eligibility.limits import Limit, Limits, Value
from retriever.criteria.facts import NOBODY, ClientFacts


def conflicts(client: ClientFacts, found: Limits) -> tuple[SourceSpan, ...]:
    """Return the sentences and list items of a measure that rule out `client`, in text order.

    Facts the question doesn't state never conflict; age ranges conflict only if they don't overlap.
    """
    if client == NOBODY:
        return ()
    against = [limit for limit in found.required if all(_contradicts(client, *fact) for fact in limit.any_of)]
    against += [limit for limit in found.excluded if any(_holds(client, *fact) for fact in limit.any_of)]
    return _proofs(against)


def _proofs(against: list[Limit]) -> tuple[SourceSpan, ...]:
    proofs = {evidence for limit in against for evidence in limit.evidence}
    return tuple(sorted(proofs, key=lambda evidence: (evidence.start, evidence.end)))


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
        case "unemployed_months", int(months):
            return bool(known < months)
        case _:
            return bool(known != value)


def _holds(client: ClientFacts, fact: str, value: Value) -> bool:
    """Whether the known facts of `client` confirm this `value` of `fact`."""
    known = getattr(client, fact)
    match fact, value:
        case _ if known is None:
            return False
        case "ages", (low, high):
            return bool(low <= known[0] and known[1] <= high)
        case "profession", frozenset():
            return known in value
        case "unemployed_months", int(months):
            return bool(known >= months)
        case _:
            return bool(known == value)
