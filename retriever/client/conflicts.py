"""What in a measure's own words speaks against the person that a question is about."""

from corpus.document import SourceSpan
from corpus.eligibility.limits import Limit, Limits, Value
from retriever.client.facts import NOBODY, Client


def conflicts(client: Client, found: Limits) -> tuple[SourceSpan, ...]:
    """What in a measure with these limits contradicts what is known of `client`: sentences and list items, in order.

    A fact that the question doesn't state conflicts with nothing; ages conflict only if they don't overlap.
    """
    if client == NOBODY:
        return ()
    against = [limit for limit in found.required if all(_contradicts(client, *fact) for fact in limit.any_of)]
    against += [limit for limit in found.excluded if any(_holds(client, *fact) for fact in limit.any_of)]
    return _proofs(against)


def _proofs(against: list[Limit]) -> tuple[SourceSpan, ...]:
    proofs = {evidence for limit in against for evidence in limit.evidence}
    return tuple(sorted(proofs, key=lambda evidence: (evidence.start, evidence.end)))


def _contradicts(client: Client, fact: str, value: Value) -> bool:
    """Whether what is known of `client` rules out that `fact` has this `value`."""
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


def _holds(client: Client, fact: str, value: Value) -> bool:
    """Whether what is known of `client` says that `fact` has this `value`."""
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
