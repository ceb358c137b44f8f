"""The facts that a question plainly states about a client, and the words that state them."""

from collections.abc import Mapping
from dataclasses import dataclass

from corpus.eligibility.ages import AgeRange, age_groups
from corpus.eligibility.professions import profession, profession_span
from corpus.text.folded import Folded
from corpus.text.numbers import spelled_in_digits, spelled_numbers
from retriever.criteria.ages import own_age_span
from retriever.criteria.facts import ClientFacts, Gender, Law
from retriever.criteria.lasting import Lasted, lasted
from retriever.criteria.laws import LAWS
from retriever.criteria.patterns import FACTS, NOT_FOR, NOT_RECOGNISED, RELATIVES
from retriever.criteria.scope import about_client, at_present
from retriever.criteria.sexes import BOTH_GENDERS, FEMALE, HE, MALE, SHE

_PASSING = frozenset(("employed", "minijob", "self_employed", "healthy"))
"""What somebody may have been once, and isn't now."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Stated:
    """The facts of a client, and for each the span of `text` that states or denies it.

    In `present` what is over is blank, in both what is said of relatives. `lasting` is how long,
    also where that is a bound. `by_pronoun` tells that only a pronoun gives the sex.
    """

    facts: ClientFacts
    spans: Mapping[str, Span]
    text: Folded
    present: Folded
    lasting: Lasted
    by_pronoun: bool = False


def read_client(question: str) -> ClientFacts:
    """Return the client facts in `question`: a case note, sentence or keywords, German or English. Never raises."""
    return read_stated(question).facts


def read_stated(question: str) -> Stated:
    """Return the client facts in `question` with the words that state them. Never raises."""
    folded = _normalised(question)
    text, now = folded.text, at_present(folded.text)
    spans: dict[str, Span] = {}
    facts = {fact: _truth(fact, now if fact in _PASSING else text, spans) for fact in FACTS}
    span = own_age_span(text)
    age = int(text[slice(*span)]) if span else None
    ages, named = ((age, age), span) if age is not None else _span(age_groups(text))
    trade = profession(text)
    qualified = facts.pop("qualified")
    if qualified is not False:
        taught = trade not in (None, "childminder")
        qualified = None if NOT_RECOGNISED.search(text) else True if taught else qualified
    if facts["single_parent"]:
        facts["parent"] = True
    spans.update({fact: found for fact, found in (("ages", named), ("profession", profession_span(text))) if found})
    gender, by_pronoun = _gender(text, spans)
    lasting = lasted(now)
    if lasting.out and facts["employed"] is None:
        facts["employed"] = False
    return Stated(
        ClientFacts(
            age=age,
            ages=ages,
            gender=gender,
            qualified=qualified,
            profession=trade,
            unemployed_months=lasting.out.months if lasting.out and lasting.out.exact else None,
            benefit_months=lasting.paid.months if lasting.paid and lasting.paid.exact else None,
            law=_law(text, lasting, spans),
            **facts,
        ),
        spans,
        folded,
        Folded(now, folded.starts, folded.ends),
        lasting,
        by_pronoun,
    )


def _normalised(question: str) -> Folded:
    """The question folded onto one line, number words as digits, the client's relatives masked."""
    folded = Folded.of(question).replaced(spelled_numbers(), spelled_in_digits)
    folded = folded.replaced(NOT_FOR, lambda _: "-").replaced(BOTH_GENDERS, lambda _: "person")
    folded = folded.replaced(RELATIVES, lambda _: "relatives")
    return Folded(about_client(folded.text), folded.starts, folded.ends)


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


def _gender(text: str, spans: dict[str, Span]) -> tuple[Gender | None, bool]:
    """The sex by nouns and English pronouns, else by German ones; the flag tells that it rests on a pronoun."""
    female, male = FEMALE.search(text), MALE.search(text)
    by_pronoun = not (female or male)
    if by_pronoun and "?" not in text:
        female, male = SHE.search(text), HE.search(text)
    if female and male and "relatives" in text:
        female, male = (female, None) if female.start() < male.start() else (None, male)
    found = female or male
    if found is None or (female and male):
        return None, False
    spans["gender"] = next((found.span(name) for name in ("who", "also") if by_pronoun and found[name]), found.span())
    return ("female" if female else "male"), by_pronoun


def _span(ranges: list[AgeRange]) -> tuple[tuple[int, int] | None, Span | None]:
    """The range from youngest to oldest, and the words for it; exact ages take precedence over words for ages."""
    counting = [found for found in ranges if found.exact] or ranges
    if not counting:
        return None, None
    ages = min(found.low for found in counting), max(found.high for found in counting)
    return ages, (min(found.start for found in counting), max(found.end for found in counting))


def _law(text: str, lasting: Lasted, spans: dict[str, Span]) -> Law | None:
    """The book by which a benefit is paid; None if several are named, or none."""
    found = {law: match.span("law") for law, pattern in LAWS.items() if (match := pattern.search(text))}
    if lasting.book:
        found.setdefault("II", lasting.book)
    if len(found) != 1:
        return None
    ((law, spans["law"]),) = found.items()
    return law
