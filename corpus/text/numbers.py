"""Number words and their values, and digits in place of them."""

import re
from collections.abc import Container
from functools import cache
from typing import NamedTuple

from corpus.text.folding import fold
from corpus.text.language import Language
from corpus.text.lexicon import word_table

_TENS = range(20, 80, 10)


def number_words(
    values: Container[int], language: Language | None = None, *, all_forms: bool = False
) -> dict[str, int]:
    """Number words of one language or both whose value is among `values`, in lower case with their values.

    `all_forms` adds inflected and colloquial words: `einem`, `fuffzig`.
    """
    return {
        word: int(value)
        for of, form, value, word in word_table("numbers.tsv")
        if form != "fraction" and int(value) in values and language in (None, of) and (all_forms or form == "base")
    }


def digits(text: str) -> str:
    """Folded `text` with numbers from two to seventy-nine in digits; `fifties` becomes `50s`."""
    return spelled_numbers().sub(spelled_in_digits, text)


def spelled_numbers() -> re.Pattern[str]:
    """The pattern of spelled numbers in folded text."""
    return _spelled().pattern


def spelled_in_digits(match: re.Match[str]) -> str:
    """A match of `spelled_numbers` in digits, as it stands if it is none."""
    return _spelled().in_digits(match)


class _Spelled(NamedTuple):
    """A pattern of spelled numbers, and the values of their parts, folded."""

    pattern: re.Pattern[str]
    units: dict[str, int]
    tens: dict[str, int]

    def in_digits(self, match: re.Match[str]) -> str:
        if match["small"]:
            return str(self.units[match["small"]])
        tens = self.tens.get(match["german"] or match["english"])
        if tens is None:
            return match.group()
        unit = self.units.get(match["german_unit"] or match["unit"] or "", 0)
        return f"{tens + unit}{'s' if match['plural'] or match['decade'] else ''}"


@cache
def _spelled() -> _Spelled:
    units = {fold(word): number for word, number in number_words(range(1, 20)).items()}
    english = {word.removesuffix("y"): number for word, number in number_words(_TENS, "en").items()}
    german = {fold(word): number for word, number in number_words(_TENS, "de", all_forms=True).items()}
    unit = "|".join(units)
    small = "|".join(word for word, number in units.items() if number > 1)
    pattern = (
        rf"\b(?:(?P<german_unit>{unit})und)?(?P<german>\w{{2,4}}zig|dreissig)(?P<plural>ern?)?(?=jahrig|\b)"
        rf"|\b(?P<english>{'|'.join(english)})(?:y(?:[ -](?P<unit>{unit}))?|(?P<decade>ies))\b"
        rf"|\b(?P<small>{small})(?=jahrig|\b)"
    )
    return _Spelled(re.compile(pattern), units, german | english)
