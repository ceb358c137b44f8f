"""Dates as people write them, with the first and last day that each may mean."""

from datetime import date

import pytest

from corpus.figures.dates import dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("01.10.2012", (2012, 10, 1), (2012, 10, 1)),
        ("Anfang 2008", (2008, 1, 1), (2008, 3, 31)),
        ("2. Halbjahr 2012", (2012, 7, 1), (2012, 12, 31)),
        ("Ende Oktober 2013", (2013, 10, 1), (2013, 10, 31)),
        ("January 2013", (2013, 1, 1), (2013, 1, 31)),
        ("2012-07-01", (2012, 7, 1), (2012, 7, 1)),
        ("2006", (2006, 1, 1), (2006, 12, 31)),
    ],
)
def test_dates_and_the_days_that_they_may_mean(
    text: str, first: tuple[int, int, int], last: tuple[int, int, int]
) -> None:
    """In German and English, as days, months, parts of a year and years."""
    (found,) = dates(text)
    assert (found.first, found.last) == (date(*first).toordinal(), date(*last).toordinal())


@pytest.mark.parametrize("text", ["2012 Euro", "2013 Personen", "31.02.2013", "§ 2012", "1:2013"])
def test_other_numbers_are_no_dates(text: str) -> None:
    """Sums, persons, paragraphs, ratios, and days that there aren't."""
    assert [each for each in dates(text) if each.is_year is False] == []
