"""Number words and their values."""

import pytest

from corpus.text.numbers import digits, number_words


@pytest.mark.parametrize(
    ("folded", "expected"),
    [
        ("zwei kinder und three kids", "2 kinder und 3 kids"),
        ("einundzwanzig jahre", "21 jahre"),
        ("funfundsechzigjahriger", "65jahriger"),
        ("mitte dreissig", "mitte 30"),
        ("in den funfzigern", "in den 50s"),
        ("fuffzig", "50"),
        ("forty-two, in her fifties", "42, in her 50s"),
        ("thirty five", "35"),
        ("ein kind, one child", "ein kind, one child"),
        ("neunzig und achtzig", "neunzig und achtzig"),
        ("einzig, schmutzig", "einzig, schmutzig"),
    ],
)
def test_spelled_numbers_become_digits(folded: str, expected: str) -> None:
    """From two to seventy-nine, in both languages; one is an article as often."""
    assert digits(folded) == expected


def test_words_are_chosen_by_value_and_language() -> None:
    """Written with umlauts; a value may have several words."""
    assert number_words(range(4, 6)) == {"vier": 4, "fünf": 5, "four": 4, "five": 5}
    assert number_words((50,), "de") == {"fünfzig": 50}
    assert number_words((50,), "de", all_forms=True) == {"fünfzig": 50, "fuffzig": 50}
    assert set(number_words((1,), all_forms=True)) == {"ein", "eine", "einem", "einen", "einer", "eines", "one"}


def test_no_number_below_thirteen_is_missing() -> None:
    """Nor up to twenty, nor any ten up to ninety."""
    for language in ("de", "en"):
        assert sorted(number_words(range(200), language).values()) == [*range(21), *range(30, 101, 10)]
