"""Ages of groups, in folded German and English."""

import pytest

from corpus.eligibility.ages import OLDEST, YOUNGEST, age_groups


@pytest.mark.parametrize(
    ("text", "low", "high", "exact"),
    [
        ("von 18 bis 24 jahren", 18, 24, True),
        ("unter 25 jahre", YOUNGEST, 24, True),
        ("U25", YOUNGEST, 24, True),
        ("O50", 50, OLDEST, True),
        ("50plus", 50, OLDEST, True),
        ("bis zum 27. lebensjahr", YOUNGEST, 27, True),
        ("das 25. lebensjahr noch nicht vollendet", YOUNGEST, 24, True),
        ("at least 55 years old", 55, OLDEST, True),
        ("ende 50", 57, 59, True),
        ("junge mutter", 14, 34, False),
        ("altere arbeitslose", 45, OLDEST, False),
    ],
)
def test_groups_by_age(text: str, low: int, high: int, exact: bool) -> None:
    """In numbers or in words."""
    (found,) = age_groups(text)
    assert (found.low, found.high, found.exact) == (low, high, exact)


@pytest.mark.parametrize(
    "text", ["25 stunden pro woche", "§ 16 sgb ii", "kinder unter 15 jahren", "perspektive 50plus", "U25-Team"]
)
def test_other_numbers_are_no_ages(text: str) -> None:
    """Hours, paragraphs, children, programmes and teams."""
    assert age_groups(text) == []
