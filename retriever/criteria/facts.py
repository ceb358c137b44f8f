"""Facts about a client; anything unstated is None."""

from dataclasses import dataclass
from typing import Literal

Gender = Literal["female", "male"]
Law = Literal["II", "III"]


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """Facts about a person or group. `age` is a single person's; `ages` is an inclusive range.

    `qualified` means a completed vocational qualification or degree, `school` a school-leaving certificate,
    `employed` work beyond a minijob, `profession` a key of `PROFESSIONS` or the folded name of a trade, `law` the
    book of the social code that pays a benefit, `benefit_months` for how long at least.
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
    benefit_months: int | None = None
    minijob: bool | None = None
    self_employed: bool | None = None
    migrant: bool | None = None
    healthy: bool | None = None
    profession: str | None = None
    law: Law | None = None


NOBODY = ClientFacts()
