"""Numbers in digits and words."""

import re

import pytest

from corpus.text.numerals import NUMERAL, numeral, spelled_at, spelled_number


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("15", 15.0),
        ("1.240", 1_240.0),
        ("12 500", 12_500.0),
        ("12\u00a0500", 12_500.0),
        ("12\u202f500", 12_500.0),
        ("1'200", 1_200.0),
        ("1’200.50", 1_200.5),
        ("1.234.567,89", 1_234_567.89),
        ("1,234,567.89", 1_234_567.89),
        ("1 234,5", 1_234.5),
        ("12,500.00", 12_500.0),
        ("1,5", 1.5),
        ("1.5", 1.5),
        ("0,500", 0.5),
        ("2½", 2.5),
        ("¼", 0.25),
        ("12,500", None),
        ("1.2.3", None),
        ("10.50,00", None),
        ("1.200.50", None),
        ("1:75", None),
        ("12345,678", None),
    ],
)
def test_a_number_in_digits_has_its_value_or_none(written: str, value: float | None) -> None:
    """Thousands and decimals of four countries; what could be two numbers, or isn't one, has no value."""
    assert re.fullmatch(NUMERAL, written)
    assert numeral(written) == value


def test_a_comma_between_thousands_is_english() -> None:
    """`12,500` alone isn't plain: German writes a decimal like this."""
    assert (numeral("12,500"), numeral("12,500", english=True)) == (None, 12_500.0)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("12 500 Euro", ["12 500"]),
        ("2013 200 Plätze", ["2013", "200"]),
        ("1 2345", ["1", "2345"]),
        ("0 500", ["0", "500"]),
        ("12 500.000", ["12", "500.000"]),
        ("1.200.50", ["1.200.50"]),
    ],
)
def test_thousands_are_groups_of_three(text: str, numbers: list[str]) -> None:
    """Anything else that a space divides is two numbers."""
    assert [match.group() for match in re.finditer(NUMERAL, text)] == numbers


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("funfzehn", 15),
        ("einundzwanzig", 21),
        ("hundert", 100),
        ("hundertzwanzig", 120),
        ("zweihundertfunfundachtzig", 285),
        ("zwolftausend", 12_000),
        ("eintausendzweihundert", 1_200),
        ("eineinhalb", 1.5),
        ("anderthalb", 1.5),
        ("halbes", 0.5),
        ("ninety", 90),
        ("hundertschaft", None),
        ("und", None),
        ("rund", None),
        ("hundert" * 2_000, None),
    ],
)
def test_number_words_are_composed(word: str, value: float | None) -> None:
    """Folded German words up to hundreds of thousands; a word that only begins like a number is none."""
    assert spelled_number(word) == value


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("zwolf platze", (12, 1)),
        ("twenty - five places", (25, 3)),
        ("one hundred and twenty places", (120, 4)),
        ("ein halbes jahr", (0.5, 2)),
        ("half a year", (0.5, 2)),
        ("two and a half years", (2.5, 4)),
        ("zwei und drei", (2, 1)),
        ("drei zwanzig", (None, 2)),
        ("platze", None),
    ],
)
def test_numbers_of_several_words_are_one(words: str, found: tuple[float | None, int] | None) -> None:
    """Their value, and how many words they are."""
    assert spelled_at(words.split(), 0) == found
