"""Numbers, amounts, bounds and addresses in a text, in one form however they are written."""

import re
from collections.abc import Collection

from corpus.text.addresses import EMAIL
from corpus.text.numbers import number_words

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_FIGURE = r"(?<!\d)(?<!\d[.,])(?P<{}>\d++(?:[.,]\d++)*+)"
_URL = re.compile(r"\b(?:https?://|www\.)\S+|\b[\w-]+\.(?:de|com|org|net|eu|info)\b(?!@)(?:/\S*)?", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\d.,])\+?\(?0\d[\d \t/()–.-]{4,}\d")
_ARTICLES = number_words(range(1, 2), all_forms=True)
_SPELT = number_words((*range(21), 100)) | _ARTICLES
SPELT = "|".join(word for word, number in _SPELT.items() if number > 1)
_SHARES = (("hälfte", "half"), ("drittel", "third", "thirds"), ("viertel", "quarter", "quarters"))
_SHARE = {word: f"1/{parts}" for parts, words in enumerate(_SHARES, 2) for word in words}
NUMBER = rf"\b\d+(?:[.,:]\d+)*(?:[a-z]\b)?|\b(?:{'|'.join(_SHARE)}|{SPELT})\b"
"""A number in digits or words, a share, or the number of a paragraph, as a regular expression."""
_VALUE = re.compile(NUMBER, re.IGNORECASE)
DATE = r"\b\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?"
YEAR = r"\b(?:19|20)\d\d\b(?![.,]\d|\s*(?:€|eur))"
"""A year that is neither the beginning of a number nor an amount of money, as a regular expression."""
_DATE = re.compile(DATE)
_MONTHS = (
    "januar|january", "februar|february", "märz|march", "april", "mai|may", "juni|june", "juli|july", "august",
    "september", "oktober|october", "november", "dezember|december",
)  # fmt: skip
_MONTH = re.compile("|".join(rf"\b(?P<m{place}>{names})\b" for place, names in enumerate(_MONTHS, 1)), re.IGNORECASE)
_DATED = re.compile(rf"{DATE}|\b\d{{1,2}}\.? (?:{'|'.join(_MONTHS)})|{YEAR}", re.IGNORECASE)
_UPPER = (
    r"(?:bis(?: zu)?|höchstens|maximal|max\.?|längstens|unter|weniger als|nicht mehr als"
    r"|up to|at most|no more than|not more than|under|below|less than|until|younger than)"
)
_LOWER = (
    r"(?:ab|mindestens|mind\.?|über|mehr als|wenigstens|nicht weniger als|älter als"
    r"|from|at least|no fewer than|no less than|over|above|more than|older than)"
)
_BOUND = re.compile(
    rf"(?:(?P<upper>\b{_UPPER}|<=?|≤)|(?P<lower>\b{_LOWER}|>=?|≥))\s*(?<=[\s<>=≤≥])(?:\w+\s+|€\s*)?(?P<number>\d+(?:[.,]\d+)*)",
    re.IGNORECASE,
)
_BOUND_OF_ONE = re.compile(
    r"\b(?P<bound>mindestens|höchstens|maximal|wenigstens|at least|at most|no more than) (?:eine?[mnrs]?|one)\b",
    re.IGNORECASE,
)
_RANGE = re.compile(
    rf"{_FIGURE.format('lower')}\s*+(?:(?:%|€|jahre)\s*+)?(?:-|–|bis|to|und|and)\s*(?P<upper>\d+(?:[.,]\d+)*)",
    re.IGNORECASE,
)
_PER_CENT = ("%", "prozent", "per cent", "percent")
_AMOUNT = re.compile(
    rf"{_FIGURE.format('number')}(?:,--?)?\s*+(?:(?:Mio\.?|million)\s*+)?(?P<unit>€|eur\w{{0,12}}|%|prozent|per ?cent)"
    r"|(?:€|eur\w{0,12})\s*(?P<behind>\d+(?:[.,]\d+)*)",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:über|over) (?:einen zeitraum von |a period of )?\w+ (?:wochen|monate|tage|weeks|months|days)\b",
    re.IGNORECASE,
)
_MONTHS_LONG = re.compile(r"\b([1-9]\d?) Monat", re.IGNORECASE)
_SHORT = re.compile(r"\b([ÜüUu])[ -]?(\d\d)\b")
_PLUS = re.compile(r"\b(\d+)\s*(?:\+|plus\b)", re.IGNORECASE)
_NOT_YET = re.compile(r"\b(\d+)\. Lebensjahr", re.IGNORECASE)


def normalised(number: str) -> str:
    """One form for each number: `279.000` and `279,000`, `elf` and `11`, `Drittel` and `third`; `16c` stays."""
    low = "".join(number.lower().split())
    return str(_SPELT[low]) if low in _SPELT else _SHARE.get(low) or _plain(low)


def numbers_in_digits(text: str) -> set[str]:
    """The numbers of a text that are in digits, without separators of thousands, and those of its months."""
    return {_plain(match.group()) for match in _NUMBER.finditer(text)} | _months(text)


def numbers_in_words(text: str) -> set[str]:
    """Numbers in words from two upwards: `ein` and `one` are articles and pronouns as often."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return {str(_SPELT[word]) for word in words if _SPELT.get(word, 0) > 1}


def unsupported_numbers(text: str, source: str) -> set[str]:
    """Numbers of a text, in digits or words, that its source doesn't have in either form."""
    known = _all_numbers(source)
    dates = _calendar_numbers(text) & _parts_of_dates(source)
    return (numbers_in_digits(text) - known - dates) | (numbers_in_words(text) - known)


def amounts_with_units(text: str) -> set[tuple[str, str]]:
    """Amounts of money and percentages, each with its unit: `("279000", "€")`, `("20", "%")`."""
    found = ((match["number"] or match["behind"], match["unit"] or "€") for match in _AMOUNT.finditer(text))
    return {(_plain(number), "%" if unit.lower() in _PER_CENT else "€") for number, unit in found}


def addresses(text: str) -> set[str]:
    """E-mail addresses, web addresses, and the digits of telephone numbers."""
    mails = {match.group().lower().rstrip(".") for match in EMAIL.finditer(text)}
    rest = EMAIL.sub(" ", text)
    sites = {match.group().lower().rstrip(".,)") for match in _URL.finditer(rest)}
    return mails | sites | {re.sub(r"\D", "", match.group()) for match in _PHONE.finditer(_DATE.sub(" ; ", rest))}


def stated_bounds(text: str) -> set[tuple[str, str]]:
    """Numbers that a text calls a bound: `("upper", "30")` for `bis 30 Jahre`."""
    plain = _LASTING.sub(" ; ", _PHONE.sub(" ; ", _DATED.sub(" ; ", EMAIL.sub(" ; ", text))))
    one = _BOUND_OF_ONE.sub(r"\g<bound> 1", plain)
    found = _BOUND.finditer(in_digits(one, _ARTICLES))
    return {("upper" if match["upper"] else "lower", _plain(match["number"])) for match in found}


def known_bounds(source: str) -> set[tuple[str, str]]:
    """The stated bounds of a source, and those of ranges (`18 bis 24`) and short forms (`U25`, `50plus`)."""
    plain = in_digits(source)
    ends = [(kind, match[kind]) for match in _RANGE.finditer(plain) for kind in ("lower", "upper")]
    short = [("lower" if match[1] in "Üü" else "upper", match[2]) for match in _SHORT.finditer(plain)]
    above = [("lower", match[1]) for match in _PLUS.finditer(plain)]
    under = [("upper", match[1]) for match in _NOT_YET.finditer(plain)]
    return stated_bounds(source) | {(kind, _plain(number)) for kind, number in (*ends, *short, *above, *under)}


def in_digits(text: str, but: Collection[str] = ()) -> str:
    """`text` with its number words in digits, except those in `but`."""

    def digits(match: re.Match[str]) -> str:
        word = match.group().lower()
        return str(_SPELT[word]) if word in _SPELT and word not in but else match.group()

    return re.sub(r"[^\W\d_]+", digits, text)


def is_number(word: str) -> bool:
    """Whether a word is a number or holds one."""
    return word.lower() in _SPELT or any(letter.isdigit() for letter in word)


def is_month(word: str) -> bool:
    """Whether a word is the name of a month, which is a number as well."""
    return bool(_MONTH.fullmatch(word))


def _months(text: str) -> set[str]:
    return {str(place) for match in _MONTH.finditer(text) for place in range(1, 13) if match[f"m{place}"]}


def _all_numbers(source: str) -> set[str]:
    """All numbers of a source, in digits or words, and `24 Monate` as two years, too."""
    words = re.findall(r"[^\W\d_]+", source.lower())
    years = {str(int(months) // 12) for months in _MONTHS_LONG.findall(in_digits(source)) if not int(months) % 12}
    return numbers_in_digits(source) | {str(_SPELT[word]) for word in words if word in _SPELT} | years


def _calendar_numbers(text: str) -> set[str]:
    """The numbers of a text that are years, months, or days before a month."""
    before = re.finditer(r"\b(\d{1,2})\.? (?=[^\W\d_]+)", text)
    days = {match[1].lstrip("0") for match in before if _MONTH.match(text, match.end())}
    return _months(text) | days | set(re.findall(r"\b(?:19|20)\d\d\b", text))


def _parts_of_dates(source: str) -> set[str]:
    """The parts of dates, which a sentence may take apart: `01.10.2012` is in October 2012."""
    dates = re.findall(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)?", source)
    return {part.lstrip("0") for date in dates for part in date if part}


def _plain(number: str) -> str:
    """A number without separators of thousands, redundant zeros, and with a decimal point."""
    plain = re.sub(r"[.,]", "", number) if _THOUSANDS.fullmatch(number) else number.replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+\.\d{1,2}", plain):  # 117.335,04
        whole, _, cents = plain.rpartition(".")
        plain = f"{whole.replace('.', '')}.{cents}"
    if re.fullmatch(r"\d+\.\d+", plain):
        plain = plain.rstrip("0").rstrip(".")
    return plain.lstrip("0") or "0"
