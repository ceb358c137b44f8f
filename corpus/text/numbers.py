"""Numbers that questions spell out."""

import re

_SMALL = (
    "zwei drei vier funf sechs sieben acht neun zehn elf zwolf",
    "two three four five six seven eight nine ten eleven twelve",
)
_TIMES_TEN = ("zwanzig dreissig vierzig funfzig sechzig siebzig", "twent thirt fort fift sixt sevent")
_DIGITS = {word: number for words in _SMALL for number, word in enumerate(words.split(), 2)}
_TENS = {word: number * 10 for words in _TIMES_TEN for number, word in enumerate(words.split(), 2)}
_TENS["fuffzig"] = 50
_ENGLISH_TENS = "|".join(_TIMES_TEN[1].split())
_UNITS = _DIGITS | {"ein": 1, "one": 1}
_ANY_UNIT = "|".join(_UNITS)
_SPELLED = re.compile(
    rf"\b(?:(?P<german_unit>{_ANY_UNIT})und)?(?P<german>\w{{2,4}}zig|dreissig)(?P<plural>ern?)?(?=jahrig|\b)"
    rf"|\b(?P<english>{_ENGLISH_TENS})(?:y(?:[ -](?P<unit>{_ANY_UNIT}))?|(?P<decade>ies))\b"
    rf"|\b(?P<small>{'|'.join(_DIGITS)})\b"
)


def digits(text: str) -> str:
    """Folded `text` with numbers from two to seventy-nine in digits; `fifties` becomes `50s`."""
    return _SPELLED.sub(_number, text)


def _number(match: re.Match[str]) -> str:
    if match["small"]:
        return str(_DIGITS[match["small"]])
    tens = _TENS.get(match["german"] or match["english"])
    if tens is None:
        return match.group()
    unit = _UNITS.get(match["german_unit"] or match["unit"] or "", 0)
    return f"{tens + unit}{'s' if match['plural'] or match['decade'] else ''}"
