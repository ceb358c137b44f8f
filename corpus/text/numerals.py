"""Numbers as they are written, in digits or words, of Germany, Austria, Switzerland and English texts."""

import re
from functools import cache, lru_cache

from corpus.text.folding import fold
from corpus.text.lexicon import word_table

_BETWEEN_THOUSANDS = r"[.,'’\u00a0\u2009\u202f ]"
NUMERAL = (
    rf"(?:[1-9][0-9]{{0,2}}(?:(?P<thousands>{_BETWEEN_THOUSANDS})[0-9]{{3}})(?:(?P=thousands)[0-9]{{3}})*"
    r"(?:[.,][0-9]{1,2})?(?![0-9]|[.,:'’][0-9])"
    r"|[0-9]+(?:[.,:'’][0-9]+)*)[½¼¾]?|[½¼¾]"
)
"""A number in digits, as a regular expression with one group: thousands in groups of three, or as it comes."""

_GROUPED = re.compile(
    rf"(?P<whole>[1-9][0-9]{{0,2}}(?P<mark>{_BETWEEN_THOUSANDS})[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*)"
    r"(?:(?!(?P=mark))[.,](?P<cents>[0-9]{1,2}))?"
)
_DECIMAL = re.compile(r"(?:0[.,][0-9]+|[0-9]+[.,][0-9]{1,2})")
_PARTS = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_TENS = range(20, 100, 10)
_HALF = 0.5
_AND = (["und"], ["and"])
_ARTICLES = (["a"], ["an"], ["ein"])
_LONGEST = 60  # siebenhundertsiebenundsiebzigtausendsiebenhundertsiebenundsiebzig is hardly written in words


def numeral(written: str, *, english: bool | None = None) -> float | None:
    """The value of a number in digits, None if it has no plain one, as `1.2.3` and `10.50,00` haven't.

    `12,500` is twelve thousand in English, as a decimal it isn't plain: None unless the text is `english`.
    """
    if written[-1] in _PARTS:
        before = numeral(written[:-1]) if len(written) > 1 else 0.0
        return None if before is None else before + _PARTS[written[-1]]
    if written.isdecimal():
        return float(written)
    if found := _GROUPED.fullmatch(written):
        whole, mark, cents = found.group("whole", "mark", "cents")
        if mark == "," and whole.count(mark) == 1 and not cents and not english:
            return None
        return float(f"{whole.replace(mark, '')}.{cents or 0}")
    return float(written.replace(",", ".")) if _DECIMAL.fullmatch(written) else None


@lru_cache(maxsize=4_096)
def spelled_number(word: str) -> float | None:
    """The value of a folded number word below a million: `einundzwanzig`, `zweihundert`, `eineinhalb`, `twelve`."""
    if word in (words := _words()):
        return words[word]
    if len(word) > _LONGEST:
        return None
    if word.endswith("einhalb"):
        whole = words.get(word.removesuffix("einhalb"))
        return None if whole is None else whole + 0.5
    for power, name in ((1000, "tausend"), (100, "hundert")):
        before, found, behind = word.partition(name)
        if found:
            times = spelled_number(before) if before else 1.0
            rest = spelled_number(behind.removeprefix("und")) if behind else 0.0
            return None if times is None or rest is None or rest >= power else times * power + rest
    unit, _, ten = word.partition("und")
    if words.get(unit, 0) in range(1, 10) and words.get(ten, 0) in _TENS:
        return words[unit] + words[ten]
    return None


def spelled_at(words: list[str], at: int) -> tuple[float | None, int] | None:
    """The number that the folded `words` spell from `at` on, and where it ends; None if they begin with none.

    `twenty-five` is three words. Two numbers beside each other, `drei zwanzig`, have no plain value.
    """
    total = spelled_number(words[at])
    if total is None:
        return None
    at += 1
    if total == _HALF and words[at : at + 1] in _ARTICLES:
        return total, at + 1  # half a year
    if words[at : at + 1] in _AND and words[at + 1 : at + 2] in _ARTICLES:
        half = spelled_number(words[at + 2]) if at + 2 < len(words) else None
        return (total + _HALF, at + 3) if half == _HALF else (total, at)  # two and a half years
    while at < len(words):
        goes_on = (total >= 100 and words[at : at + 1] in _AND) or (total in _TENS and words[at] == "-")
        following = at + goes_on
        value = spelled_number(words[following]) if following < len(words) else None
        if value is None:
            break
        if value == 100 and total < 10:
            total *= value
        elif value == _HALF and total == 1:
            total = value  # ein halbes Jahr
        elif (total >= 100 and total % 100 == 0 and 0 < value < 100) or (total in _TENS and 0 < value < 10):
            total += value
        else:
            return None, following + 1
        at = following + 1
    return total, at


@cache
def _words() -> dict[str, float]:
    return {fold(word): float(value) for _, _, value, word in word_table("numbers.tsv")}
