"""What in a sentence can be true or false by the letter: numbers, addresses, paragraphs, names, places, bounds."""

import re
from collections.abc import Collection

from corpus.text.folding import WORD
from corpus.text.numbers import number_words

_NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
_THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
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
"""A year that isn't the beginning of a number or an amount of money, as a regular expression."""
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
    r"(?P<lower>\d+(?:[.,]\d+)*)\s*(?:%|€|jahre)?\s*(?:-|–|bis|to|und|and)\s*(?P<upper>\d+(?:[.,]\d+)*)",
    re.IGNORECASE,
)
_PER_CENT = ("%", "prozent", "per cent", "percent")
_MEASURED = re.compile(
    r"(?P<number>\d+(?:[.,]\d+)*)(?:,--?)?\s*(?:Mio\.?|million)?\s*(?P<unit>€|eur\w*|%|prozent|per ?cent)"
    r"|(?:€|eur\w*)\s*(?P<behind>\d+(?:[.,]\d+)*)",
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
_NO_NEGATION = re.compile(
    r"\b(?:n(?:o|ot) (?:more|fewer|less) than|nicht (?:mehr|weniger) als|or not|oder nicht|not only|nicht nur)\b",
    re.IGNORECASE,
)
_NEGATION = re.compile(
    r"\b(?:nicht|kein\w*|ohne|nie(?:mals)?|weder|keinesfalls|not|no|without|never|neither|cannot|isn't|aren't|doesn't|don't|can't|won't|"
    r"unentgeltlich|kostenneutral|kostenfrei|kostenlos|free of charge|cost[- ]neutral)\b",
    re.IGNORECASE,
)


def value(number: str) -> str:
    """A number as the others of this module are written: `279.000`, `elf`, `16c`, `Drittel`."""
    low = "".join(number.lower().split())
    return str(_SPELT[low]) if low in _SPELT else _SHARE.get(low) or _plain(low)


def values(text: str) -> set[str]:
    """All numbers of a text as `value` writes them, shares among them."""
    return {value(match.group()) for match in _VALUE.finditer(text)}


def numbers(text: str) -> set[str]:
    """The numbers of a text, with thousands unseparated: `279.000`, `279,000` and `279000` are one."""
    found = {_plain(match.group()) for match in _NUMBER.finditer(text)}
    months = {str(place) for match in _MONTH.finditer(text) for place in range(1, 13) if match[f"m{place}"]}
    return found | months


def said_numbers(text: str) -> set[str]:
    """The same, with numbers in words beside digits, and `24 Monate` as two years: a source may be told either way."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    years = {str(int(months) // 12) for months in _MONTHS_LONG.findall(in_digits(text)) if not int(months) % 12}
    return numbers(text) | {str(_SPELT[word]) for word in words if word in _SPELT} | years


def dated(text: str) -> set[str]:
    """The numbers of a text that are years, months, or days before a month."""
    months = {str(place) for match in _MONTH.finditer(text) for place in range(1, 13) if match[f"m{place}"]}
    before = re.finditer(r"\b(\d{1,2})\.? (?=[^\W\d_]+)", text)
    days = {match[1].lstrip("0") for match in before if _MONTH.match(text, match.end())}
    return months | days | set(re.findall(r"\b(?:19|20)\d\d\b", text))


def parts(text: str) -> set[str]:
    """The parts of dates, which a sentence may take apart: `01.10.2012` is in October 2012."""
    dates = re.findall(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)?", text)
    return {part.lstrip("0") for date in dates for part in date if part}


def measured(text: str) -> set[tuple[str, str]]:
    """Amounts of money and shares in per cent, each with its unit: `("279000", "€")`, `("20", "%")`."""
    found = ((match["number"] or match["behind"], match["unit"] or "€") for match in _MEASURED.finditer(text))
    return {(_plain(number), "%" if unit.lower() in _PER_CENT else "€") for number, unit in found}


def unknown_numbers(text: str, source: str) -> set[str]:
    """Numbers of a text, in digits or words, that its source doesn't have."""
    known = said_numbers(source)
    return (numbers(text) - known - (dated(text) & parts(source))) | (counted(text) - known)


def addresses(text: str) -> set[str]:
    """E-mail addresses, web addresses, and digits of telephone numbers."""
    mails = {match.group().lower().rstrip(".") for match in _EMAIL.finditer(text)}
    rest = _EMAIL.sub(" ", text)
    sites = {match.group().lower().rstrip(".,)") for match in _URL.finditer(rest)}
    return mails | sites | {re.sub(r"\D", "", match.group()) for match in _PHONE.finditer(_DATE.sub(" ; ", rest))}


def bounds(text: str) -> set[tuple[str, str]]:
    """Numbers with what they limit: `("upper", "30")` for `bis 30 Jahre`."""
    plain = _LASTING.sub(" ; ", _PHONE.sub(" ; ", _DATED.sub(" ; ", _EMAIL.sub(" ; ", text))))
    one = _BOUND_OF_ONE.sub(r"\g<bound> 1", plain)
    found = _BOUND.finditer(in_digits(one, _ARTICLES))
    return {("upper" if match["upper"] else "lower", _plain(match["number"])) for match in found}


def limits(text: str) -> set[tuple[str, str]]:
    """What a text's bounds and ranges limit: `18 bis 24` is at least 18 and at most 24, `unter 25` is `U25`."""
    plain = in_digits(text)
    ends = [(kind, match[kind]) for match in _RANGE.finditer(plain) for kind in ("lower", "upper")]
    short = [("lower" if match[1] in "Üü" else "upper", match[2]) for match in _SHORT.finditer(plain)]
    above = [("lower", match[1]) for match in _PLUS.finditer(plain)]
    under = [("upper", match[1]) for match in _NOT_YET.finditer(plain)]
    return bounds(text) | {(kind, _plain(number)) for kind, number in (*ends, *short, *above, *under)}


def in_digits(text: str, but: Collection[str] = ()) -> str:
    """A text with numbers in words in digits, but for some."""

    def digits(match: re.Match[str]) -> str:
        word = match.group().lower()
        return str(_SPELT[word]) if word in _SPELT and word not in but else match.group()

    return re.sub(r"[^\W\d_]+", digits, text)


def counted(text: str) -> set[str]:
    """Numbers in words from two upwards: `ein` and `one` are articles and pronouns as often."""
    words = re.findall(r"[^\W\d_]+", text.lower())
    return {str(_SPELT[word]) for word in words if _SPELT.get(word, 0) > 1}


def negations(text: str) -> list[int]:
    """Where a text denies something: places among its words."""
    plain = _NO_NEGATION.sub(lambda match: "x" * len(match.group()), text)
    starts = [match.start() for match in _NEGATION.finditer(plain)]
    return [len(WORD.findall(text[:start])) for start in starts]


def is_number(word: str) -> bool:
    """Whether a word is a number or holds one."""
    return word.lower() in _SPELT or any(letter.isdigit() for letter in word)


def is_month(word: str) -> bool:
    """Whether a word is the name of a month, which is a number as well."""
    return bool(_MONTH.fullmatch(word))


def _plain(number: str) -> str:
    """Without separators of thousands, a decimal comma as a point, and without zeros that say nothing."""
    plain = re.sub(r"[.,]", "", number) if _THOUSANDS.fullmatch(number) else number.replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+\.\d{1,2}", plain):  # 117.335,04
        whole, _, cents = plain.rpartition(".")
        plain = f"{whole.replace('.', '')}.{cents}"
    if re.fullmatch(r"\d+\.\d+", plain):
        plain = plain.rstrip("0").rstrip(".")
    return plain.lstrip("0") or "0"
