"""How the measures of an index stand to the criteria of a question."""

import re
from collections.abc import Iterator, Sequence

from corpus.document import SourceSpan
from corpus.eligibility.ages import OLDEST, YOUNGEST
from corpus.eligibility.limits import Limit, Value
from index.store import Index
from retriever.criteria.conflicts import conflicting, holds
from retriever.criteria.criterion import KIND_OF_FACT, Criterion, Judgement, Verdict
from retriever.criteria.evidence import TopicEvidence
from retriever.criteria.facts import ClientFacts
from retriever.criteria.hours import HoursJudge
from retriever.criteria.places import judge_place

_WORKING_AGES = (15, 65)
_ANY = (YOUNGEST, OLDEST)
_DIGIT = re.compile(r"\d")
_FACTS = {kind: fact for fact, kind in KIND_OF_FACT.items()}
_ALSO = {"children": ("childcare", "parents"), "minijob": ("minijobs",), "self_employment": ("selfemployed",)}
"""The topics that prove a fact where no words for participants do."""
_RESTS_ON = {
    "ages": ("age",),
    "gender": ("sex",),
    "parent": ("children", "single_parent"),
    "qualified": ("qualification", "profession"),
    "employed": ("employment", "unemployment"),
    "unemployed_months": ("unemployment",),
    "benefit_months": ("benefit",),
    "healthy": ("need.health", "need.mental", "health"),
    "self_employed": ("self_employment", "wish.business", "employment", "unemployment"),
    "profession": ("profession", "qualification"),
}
"""The criteria that a fact of the client may rest on, the likeliest first."""


class Judge:
    """Judges measures by their own words. Safe to share between threads."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._topics = TopicEvidence(index)
        self._hours = HoursJudge(index, self._topics)

    def judge(self, criteria: Sequence[Criterion], client: ClientFacts, place: int) -> tuple[Judgement, ...]:
        """Return the verdict on each criterion for the measure at `place`; `client` are the facts that they state."""
        if not criteria:
            return ()
        against = self._against(criteria, client, place)
        return tuple(
            Judgement(each.id, "against", against[each.id]) if each.id in against else self._judged(each, client, place)
            for each in criteria
        )

    def _judged(self, criterion: Criterion, client: ClientFacts, place: int) -> Judgement:
        if criterion.kind == "place":
            return judge_place(criterion, self._index, place)
        if criterion.kind == "hours":
            return self._hours.judge(criterion, place)
        if criterion.kind in ("need", "wish"):
            return self._of_topic(criterion, place)
        if criterion.kind == "unwanted":
            proof = self._topics.made_of(place, str(criterion.value))
            return Judgement(criterion.id, "against", proof) if proof else Judgement(criterion.id, "unstated")
        found = self._named(criterion, client, place)
        if not found and criterion.value is True:
            found = self._by_topic(criterion, place)
        return found or Judgement(criterion.id, "unstated")

    def _named(self, criterion: Criterion, client: ClientFacts, place: int) -> Judgement | None:
        """The verdict by what the measure says of its participants."""
        named_facts = self._index.limits[place].named
        for fact, value in _facts_of(criterion, client):
            for limit in _plain(fact, named_facts):
                (_, named), *_ = limit.any_of
                if holds(fact, _bounded(value) if fact == "ages" else value, named):
                    return Judgement(criterion.id, _verdict(fact, value, named), limit.evidence[0])
        return None

    def _by_topic(self, criterion: Criterion, place: int) -> Judgement | None:
        """The verdict by what else the measure says; whom it happened to reach proves nothing."""
        for topic in _ALSO.get(criterion.id, ()):
            proof = self._topics.find(place, topic)
            if proof and not proof.refuses and proof.span.field != "results":
                return Judgement(criterion.id, "met", proof.span)
        return None

    def _of_topic(self, criterion: Criterion, place: int) -> Judgement:
        proof = self._topics.find(place, str(criterion.value))
        if not proof:
            return Judgement(criterion.id, "unstated")
        return Judgement(criterion.id, "against" if proof.refuses else "met", proof.span)

    def _against(self, criteria: Sequence[Criterion], client: ClientFacts, place: int) -> dict[str, SourceSpan]:
        """What rules out the client, by the criterion that it speaks against."""
        ids = {each.id for each in criteria}
        limits = self._index.limits[place]
        found: dict[str, SourceSpan] = {}
        for limit, facts in conflicting(client, limits):
            rests_on = (id for fact in facts for id in _RESTS_ON.get(fact, (KIND_OF_FACT[fact],)) if id in ids)
            if id := next(rests_on, None):
                found.setdefault(id, _plainest(limit, facts, limits.named))
        return found


def _facts_of(criterion: Criterion, client: ClientFacts) -> Iterator[tuple[str, Value]]:
    """The facts of which a measure that names one names the criterion."""
    yield _FACTS[criterion.kind], criterion.value
    if criterion.unclear:
        yield "school", criterion.value
    if criterion.kind == "employment" and criterion.value is False and client.unemployed_months:
        yield "unemployed_months", client.unemployed_months


def _plain(fact: str, named: Sequence[Limit]) -> list[Limit]:
    """What is named of a fact: of ages those in numbers, if there are any; the unemployed, unless it says how long."""
    own = [limit for limit in named if limit.any_of[0][0] == fact]
    if fact == "ages":
        return [limit for limit in own if _DIGIT.search(limit.evidence[0].quote) or limit.any_of[0][1] == _ANY] or own
    lasting = [limit.evidence[0] for limit in named if limit.any_of[0][0] == "unemployed_months"]
    if fact == "employed" and any(limit.any_of[0][1] is False for limit in own):
        return [limit for limit in own if not any(map(limit.evidence[0].overlaps, lasting))]
    return own


def _bounded(ages: Value) -> Value:
    """A range of ages without open ends: those over 50 who can be helped are up to 65."""
    if not isinstance(ages, tuple):
        return ages
    low, high = ages
    youngest, oldest = _WORKING_AGES
    return (youngest if low == YOUNGEST else low, oldest if high == OLDEST else high)


def _verdict(fact: str, value: Value, named: Value) -> Verdict:
    """`limit` for an exact age at the upper end of a range."""
    exact = fact == "ages" and isinstance(value, tuple) and isinstance(named, tuple) and value[0] == value[1]
    return "limit" if exact and value[1] == named[1] else "met"  # type: ignore[index]


def _plainest(limit: Limit, facts: Sequence[str], named: Sequence[Limit]) -> SourceSpan:
    """The shortest words of a limit: those that name one of the facts in it, else its first sentence."""
    for proof in limit.evidence:
        for each in named:
            (words,) = each.evidence
            inside = proof.start <= words.start and words.end <= proof.end
            if inside and each.any_of[0] in limit.any_of and each.any_of[0][0] in facts:
                return words
    return limit.evidence[0]
