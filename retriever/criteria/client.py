"""The facts that a question plainly states about a client, and the words that state them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from corpus.eligibility.ages import AgeRange, age_groups
from corpus.eligibility.professions import profession, profession_span
from corpus.text.folded import Folded
from corpus.text.numbers import spelled_in_digits, spelled_numbers
from retriever.criteria.ages import own_age, own_age_span
from retriever.criteria.facts import ClientFacts, Gender, Law
from retriever.criteria.patterns import (
    BOTH_GENDERS,
    FACTS,
    FEMALE,
    LAWS,
    MALE,
    NOT_FOR,
    NOT_RECOGNISED,
    RELATIVES,
)

_OUT_OF_WORK = re.compile(
    r"\b(?:arbeitslos|erwerbslos|arbeitsuchend|ohne (?:arbeit|job|stelle)|unemployed|out of work|jobless"
    r"|without (?:a )?(?:job|work))"
)
_SINCE = re.compile(
    r"\b(?:seit|for|since) (?:(?:uber|mehr als|etwa|rund|fast|ca\.?|knapp|about|over|more than|almost) )?"
    r"(?P<number>\d{1,3}|eine[mr]?|an?|one) (?P<unit>jahr|year|monat|month)"
)

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stated:
    """The facts of a client, and for each the span of `text` that states or denies it."""

    facts: ClientFacts
    spans: Mapping[str, Span]
    text: Folded


def read_client(question: str) -> ClientFacts:
    """Return the client facts in `question`: a case note, sentence or keywords, German or English. Never raises."""
    return read_stated(question).facts


def read_stated(question: str) -> Stated:
    """Return the client facts in `question` with the words that state them. Never raises."""
    folded = _normalised(question)
    text = folded.text
    spans: dict[str, Span] = {}
    facts = {fact: _truth(fact, text, spans) for fact in FACTS}
    age, span = own_age(text), own_age_span(text)
    ages, named = ((age, age), span) if age is not None else _span(age_groups(text))
    trade = profession(text)
    qualified = facts.pop("qualified")
    if qualified is not False:
        taught = trade not in (None, "childminder")
        qualified = None if NOT_RECOGNISED.search(text) else True if taught else qualified
    if facts["single_parent"]:
        facts["parent"] = True
    spans.update({fact: found for fact, found in (("ages", named), ("profession", profession_span(text))) if found})
    return Stated(
        ClientFacts(
            age=age,
            ages=ages,
            gender=_gender(text, spans),
            qualified=qualified,
            profession=trade,
            unemployed_months=_months_without_work(text, spans),
            law=_law(text, spans),
            **facts,
        ),
        spans,
        folded,
    )


def _normalised(question: str) -> Folded:
    """The question folded onto one line, number words as digits, the client's relatives masked."""
    folded = Folded.of(question).replaced(spelled_numbers(), spelled_in_digits)
    folded = folded.replaced(NOT_FOR, lambda _: "-").replaced(BOTH_GENDERS, lambda _: "person")
    return folded.replaced(RELATIVES, lambda match: f"{match[1]} relatives")


def _truth(fact: str, text: str, spans: dict[str, Span]) -> bool | None:
    """True if stated, False if denied; None if neither or both, as with couples."""
    denied, stated = FACTS[fact]
    no, rest = denied.search(text), denied.sub("-", text)
    yes = stated.search(rest)
    if bool(no) == bool(yes):
        return None
    said = no or yes
    assert said is not None
    spans[fact] = said.span()
    return no is None


def _gender(text: str, spans: dict[str, Span]) -> Gender | None:
    female, male = FEMALE.search(text), MALE.search(text)
    found = female or male
    if found is None or (female and male):
        return None
    spans["gender"] = found.span()
    return "female" if female else "male"


def _span(ranges: list[AgeRange]) -> tuple[tuple[int, int] | None, Span | None]:
    """The range from youngest to oldest, and the words for it; exact ages take precedence over words for ages."""
    counting = [found for found in ranges if found.exact] or ranges
    if not counting:
        return None, None
    ages = min(found.low for found in counting), max(found.high for found in counting)
    return ages, (min(found.start for found in counting), max(found.end for found in counting))


def _months_without_work(text: str, spans: dict[str, Span]) -> int | None:
    if not _OUT_OF_WORK.search(text) or not (since := _SINCE.search(text)):
        return None
    spans["unemployed_months"] = since.start(), _word_end(text, since.end())
    number = int(since["number"]) if since["number"].isdecimal() else 1
    return number * (12 if since["unit"] in ("jahr", "year") else 1)


def _law(text: str, spans: dict[str, Span]) -> Law | None:
    """The book by which a benefit is paid; None if several are named, or none."""
    found = [(law, match) for law, pattern in LAWS.items() if (match := pattern.search(text))]
    if len(found) != 1:
        return None
    law, match = found[0]
    spans["law"] = match.span("law")
    return law


def _word_end(text: str, place: int) -> int:
    while place < len(text) and text[place].isalnum():
        place += 1
    return place
