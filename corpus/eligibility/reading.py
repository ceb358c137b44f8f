"""Reads whom a measure is for and whom it isn't for off its own words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from corpus.document import Document
from corpus.eligibility.ages import age_groups
from corpus.eligibility.limits import Limit, Limits, Value
from corpus.eligibility.naming import laws_of, named, requirements_in
from corpus.eligibility.patterns import ADDRESSED, ANY_AGE, ANY_GENDER
from corpus.eligibility.professions import addressed, professions
from corpus.eligibility.statements import Statement, exclusions, of_any_age, statements, title_statements
from corpus.measure import Measure
from corpus.text.folding import without_umlauts

_BEFORE = re.compile(r"(?<=\S)\s*(?:\b(?:und|oder|sowie|bzw\.)|/)\s*(?:[^\W\d]+\s+){0,2}$")
_AFTER = re.compile(r"(?:\s[A-Z]\w+)?(?:\s?(?:und/oder|und|oder|sowie|bzw\.|/)\s?|,\s(?=[A-Z]))")


@dataclass(frozen=True, slots=True)
class _Found:
    """A fact that a statement requires; `listed` if other groups are named beside it."""

    fact: tuple[str, Value]
    start: int
    listed: bool


def read_limits(measure: Measure, document: Document) -> Limits:
    """Read the limits in a measure's target group and title, and its exclusions in any section."""
    taken, titled = statements(measure, document), title_statements(measure, document)
    refused = exclusions(measure, document)
    spans = {(statement.evidence.start, statement.evidence.end) for statement in refused}
    taken = [each for each in taken if (each.evidence.start, each.evidence.end) not in spans]
    required = [*_age_limits(taken, titled), *_required(taken)]
    known = {fact for limit in required for fact, _ in limit.any_of}
    required += (limit for limit in _required(titled) if known.isdisjoint(fact for fact, _ in limit.any_of))
    required += _laws(taken)
    if any(ANY_GENDER.search(without_umlauts(each.evidence.quote)) for each in (*taken, *titled)):
        required = [limit for limit in required if all(fact != "gender" for fact, _ in limit.any_of)]
    return Limits(
        tuple(required),
        tuple(_excluded(refused)),
        tuple(named(document, [*taken, *titled, *of_any_age(measure, document)])),
    )


def _age_limits(taken: Sequence[Statement], named: Sequence[Statement]) -> list[Limit]:
    """One limit of all age ranges in numbers; without any, of the words for young and old people."""
    if any(ANY_AGE.search(without_umlauts(each.evidence.quote)) for each in (*taken, *named)):
        return []
    ranges = [(found, each) for each in (*taken, *named) for found in age_groups(each.words)]
    exact = [(found, each) for found, each in ranges if found.exact]
    words = [(found, each) for found, each in ranges if not _listed(each.words, found.start, found.end)]
    counting = exact or [pair for pair in words if pair[1] in taken] or words
    facts = tuple(dict.fromkeys(("ages", (found.low, found.high)) for found, _ in counting))
    proofs = dict.fromkeys(each.evidence for _, each in counting)
    return [Limit(facts, tuple(proofs) if exact else tuple(proofs)[:1])] if facts else []


def _laws(taken: Sequence[Statement]) -> list[Limit]:
    """The one book of the social code by which all participants are supported, if there is one."""
    found = [(law, each.evidence) for each in taken for law, _, _ in laws_of(each.words)]
    only = {law for law, _ in found}
    return [Limit((("law", law),), (found[0][1],)) for law in only] if len(only) == 1 else []


def _required(taken: Sequence[Statement]) -> list[Limit]:
    """What the statements require; if two say the same, the plainer one is the evidence."""
    found: dict[tuple[tuple[str, Value], ...], Limit] = {}
    for number, group in groupby(sorted(taken, key=_plainness), key=lambda statement: statement.number):
        facts = [(statement, _facts(statement.words)) for statement in group]
        for limit in _stated(facts, any_item=number is not None):
            found.setdefault(limit.any_of, limit)
    return list(found.values())


def _plainness(statement: Statement) -> tuple[int, int]:
    """Sort key: conditions first, then sentences about the target group; the items of a list stay together."""
    weight = 0 if statement.condition else 1 if ADDRESSED.search(statement.evidence.quote) else 2
    return (3, statement.number) if statement.number is not None else (weight, 0)


def _stated(facts: Sequence[tuple[Statement, Sequence[_Found]]], any_item: bool) -> Iterator[Limit]:
    if not any_item:
        for statement, found in facts:
            yield from (Limit(any_of, (statement.evidence,)) for any_of in _together(found))
    elif all(found for _, found in facts):
        any_of = tuple(dict.fromkeys(each.fact for _, found in facts for each in found))
        yield Limit(any_of, tuple(statement.evidence for statement, _ in facts))


def _together(found: Sequence[_Found]) -> Iterator[tuple[tuple[str, Value], ...]]:
    """Every fact on its own, but groups named side by side together if two of them are known."""
    yield from dict.fromkeys((each.fact,) for each in found if not each.listed)
    listed = [each for each in found if each.listed]
    if len({each.start for each in listed}) > 1:
        yield tuple(dict.fromkeys(each.fact for each in listed))


def _facts(words: str) -> list[_Found]:
    found = [
        _Found((fact, value), start, _listed(words, start, end)) for fact, value, start, end in requirements_in(words)
    ]
    if group := addressed(words):
        found.append(_Found(("profession", professions(group.group())), group.start(), listed=False))
    return found


def _listed(words: str, start: int, end: int) -> bool:
    """Whether `words[start:end]` is one of several groups named side by side."""
    return bool(_AFTER.match(words, end) or _BEFORE.search(words, 0, start))


def _excluded(refused: Iterable[Statement]) -> Iterator[Limit]:
    for statement in refused:
        facts: list[tuple[str, Value]] = [each.fact for each in _facts(statement.words)]
        facts += [("ages", (found.low, found.high)) for found in age_groups(statement.words)]
        if named := professions(statement.words):
            facts.append(("profession", named))
        if facts:
            yield Limit(tuple(dict.fromkeys(facts)), (statement.evidence,))
