"""Facts that a question plainly states about a client; anything unstated stays None."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from corpus.eligibility.ages import AgeRange, age_groups
from corpus.eligibility.professions import profession
from corpus.text.folding import fold, mark_over
from corpus.text.numbers import digits
from retriever.client.ages import own_age
from retriever.client.patterns import BOTH_GENDERS, FACTS, FEMALE, MALE, NOT_RECOGNISED, RELATIVES

Gender = Literal["female", "male"]

_OUT_OF_WORK = re.compile(
    r"\b(?:arbeitslos|erwerbslos|arbeitsuchend|ohne (?:arbeit|job|stelle)|unemployed|out of work|jobless"
    r"|without (?:a )?(?:job|work))"
)
_SINCE = re.compile(
    r"\b(?:seit|for|since) (?:(?:uber|mehr als|etwa|rund|fast|ca\.?|knapp|about|over|more than|almost) )?"
    r"(?P<number>\d{1,3}|eine[mr]?|an?|one) (?P<unit>jahr|year|monat|month)"
)


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """Facts about a person or group. `age` is a single person's; `ages` is an inclusive range.

    `qualified` means a completed vocational qualification or degree, `school` a school-leaving certificate,
    `employed` work beyond a minijob, `profession` a key of `PROFESSIONS` or the folded name of a trade.
    """

    age: int | None = None
    ages: tuple[int, int] | None = None
    gender: Gender | None = None
    parent: bool | None = None
    single_parent: bool | None = None
    qualified: bool | None = None
    school: bool | None = None
    employed: bool | None = None
    unemployed_months: int | None = None
    minijob: bool | None = None
    self_employed: bool | None = None
    migrant: bool | None = None
    healthy: bool | None = None
    profession: str | None = None


NOBODY = ClientFacts()


def read_client(question: str) -> ClientFacts:
    """Return the client facts in `question`: a case note, sentence or keywords, German or English. Never raises."""
    text = _normalised(question)
    facts = {fact: _truth(fact, text) for fact in FACTS}
    age = own_age(text)
    trade = profession(text)
    qualified = facts.pop("qualified")
    if qualified is not False:
        taught = trade not in (None, "childminder")
        qualified = None if NOT_RECOGNISED.search(text) else True if taught else qualified
    if facts["single_parent"]:
        facts["parent"] = True
    return ClientFacts(
        age=age,
        ages=(age, age) if age is not None else _span(age_groups(text)),
        gender=_gender(text),
        qualified=qualified,
        profession=trade,
        unemployed_months=_months_without_work(text),
        **facts,
    )


def _normalised(question: str) -> str:
    """The question folded onto one line, number words as digits, the client's relatives masked."""
    text = fold(mark_over(unicodedata.normalize("NFC", question)))
    text = BOTH_GENDERS.sub("person", digits(" ".join(text.split())))
    return RELATIVES.sub(r"\1 relatives", text)


def _truth(fact: str, text: str) -> bool | None:
    """True if stated, False if denied; None if neither or both, as with couples."""
    denied, stated = FACTS[fact]
    rest = denied.sub("-", text)
    return None if (rest != text) == bool(stated.search(rest)) else rest == text


def _gender(text: str) -> Gender | None:
    female, male = FEMALE.search(text), MALE.search(text)
    return None if bool(female) == bool(male) else "female" if female else "male"


def _span(ranges: list[AgeRange]) -> tuple[int, int] | None:
    """The range from youngest to oldest; exact ages take precedence over words for ages."""
    counting = [found for found in ranges if found.exact] or ranges
    if not counting:
        return None
    return min(found.low for found in counting), max(found.high for found in counting)


def _months_without_work(text: str) -> int | None:
    if not _OUT_OF_WORK.search(text) or not (since := _SINCE.search(text)):
        return None
    number = int(since["number"]) if since["number"].isdecimal() else 1
    return number * (12 if since["unit"] in ("jahr", "year") else 1)
