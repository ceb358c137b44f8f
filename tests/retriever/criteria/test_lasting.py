"""How long somebody has been out of work or on benefits."""

from datetime import date

import pytest

from retriever.criteria.lasting import Lasting, lasted


@pytest.mark.parametrize(
    ("text", "months", "words", "exact"),
    [
        ("mann, seit 10 jahren raus, nie was gelernt", 120, "seit 10 jahren raus", True),
        ("seit anderthalb jahren arbeitslos", 18, "seit anderthalb jahren arbeitslos", True),
        ("put in for a pension, 8 years without work", 96, "8 years without work", True),
        ("arbeitslos seit mehr als 2 jahren", 24, "arbeitslos seit mehr als 2 jahren", False),
        ("langzeitarbeitslos, 40", 12, "langzeitarbeitslos", False),
        ("seit jahren ohne job", 24, "seit jahren ohne job", False),
        ("has been out of work for ages", 21, "out of work for ages", False),
    ],
)
def test_out_of_work(text: str, months: int, words: str, exact: bool) -> None:
    """In figures, fractions and vague words; what is only a bound isn't exact."""
    found = lasted(text).out
    assert found is not None
    assert (found.months, text[found.start : found.end], found.exact) == (months, words, exact)


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("nach 6 jahren hartz iv", 72),
        ("die ganze familie lebt seit jahren vom amt", 24),
        ("long on benefits, 47", 21),
        ("unemployed for 4 years and on benefits all that time", 48),
    ],
)
def test_on_benefits(text: str, months: int) -> None:
    """Long is what the law calls so."""
    found = lasted(text)
    assert found.paid is not None
    assert found.paid.months == months


def test_a_year_counts_until_today() -> None:
    """As in `seit 2018`."""
    found = lasted("arbeitslos seit 2018")
    assert found.out == Lasting((date.today().year - 2018) * 12, 0, 20)


@pytest.mark.parametrize(
    "text", ["23 jahre, arbeitslos, sucht arbeit", "kunde ist seit 3 jahren verheiratet", "8 jahre. arbeitslos", ""]
)
def test_other_lengths(text: str) -> None:
    """Ages, marriages and other sentences say nothing of it."""
    assert lasted(text).out is None
