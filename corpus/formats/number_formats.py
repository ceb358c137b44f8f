"""Number formats of spreadsheets, and values as people see them: `1.200,00 €`, `19 %`, `01067`, `01.03.2025`."""

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from types import MappingProxyType

from corpus.text.language import Language

CellValue = int | float | str | bool | datetime.time | datetime.date | datetime.datetime | datetime.timedelta
"""What a spreadsheet's cell holds; an empty one holds an empty text."""

# The formats that files name by number alone: ECMA-376 part 1, 18.8.30. Currencies among them depend on the office.
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"} | {
    **dict.fromkeys((5, 6, 37, 38, 41, 42), "#,##0"),
    **dict.fromkeys((7, 8, 39, 40, 43, 44), "#,##0.00"),
}
_TOKEN = re.compile(
    r'"(?P<literal>[^"]{0,255})"|\\(?P<escaped>.)|\[\$(?P<currency>[^\]-]{0,20})[^\]]{0,40}\]|\[[^\]]{0,60}\]|[_*].'
    r"|(?P<general>General|Standard)|(?P<date>[ymdhsYMDHS])|(?P<digits>[0#?][0#?.,]*)|(?P<percent>%)"
    r"|(?P<other>[@/E])|(?P<plain>.)",
    re.DOTALL,
)
_SEPARATORS: Mapping[Language, tuple[str, str]] = MappingProxyType({"de": (".", ","), "en": (",", ".")})
_ANSWERS: Mapping[Language, tuple[str, str]] = MappingProxyType({"de": ("nein", "ja"), "en": ("no", "yes")})
_LONGEST_CODE = 255  # as Excel allows
_SHOWN_DIGITS = 10  # of a number without a format, as spreadsheets show it
_MONTH = re.compile(r"m[^dhs]{0,60}y|y[^dhs]{0,60}m", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is printed; `decimals` is None where as many are shown as there are."""

    before: str = ""
    after: str = ""
    digits: int = 1
    decimals: int | None = None
    is_grouped: bool = False
    shift: int = 0  # of the decimal point: 2 for per cent, -3 for thousands
    without_day: bool = False  # a date of which the month and year are shown

    def show(self, value: CellValue, language: Language) -> str:
        """`value` as people see it in a document in `language`."""
        if isinstance(value, bool):
            return _ANSWERS[language][value]
        if isinstance(value, int | float):
            return self._number(value, language)
        if isinstance(value, datetime.date):
            return self._date(value)
        if isinstance(value, datetime.time):
            return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"
        if isinstance(value, datetime.timedelta):
            minutes = round(value.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        return value

    def _date(self, value: datetime.date) -> str:
        if self.without_day and value.day == 1:
            return f"{value:%m/%Y}"
        midnight = not isinstance(value, datetime.datetime) or value.time() == datetime.time()
        return f"{value:%d.%m.%Y}" if midnight else f"{value:%d.%m.%Y %H:%M}"

    def _number(self, value: float, language: Language) -> str:
        number = Decimal(repr(value)).scaleb(self.shift) if self.shift else Decimal(repr(value))
        if not number.is_finite():
            return str(value)
        group, point = _SEPARATORS[language]
        if self.decimals is None:
            whole = number == number.to_integral_value()
            shown = f"{number:.0f}" if whole else f"{round(number, _places(number)).normalize():f}"
        else:
            shown = f"{number.quantize(Decimal(1).scaleb(-self.decimals), ROUND_HALF_UP):f}"
        sign, shown = ("-", shown[1:]) if shown.startswith("-") else ("", shown)
        integer, _, fraction = shown.partition(".")
        integer = integer.zfill(self.digits)
        if self.is_grouped:
            integer = f"{int(integer):,}".replace(",", group)
        return f"{self.before}{sign}{integer}{point if fraction else ''}{fraction}{self.after}".strip()


GENERAL = NumberFormat()
"""The format of cells without one."""


def _places(number: Decimal) -> int:
    return max(0, _SHOWN_DIGITS - 1 - max(0, number.adjusted()))


@cache
def number_format(code: str | int) -> NumberFormat:
    """Read a format code such as `#,##0.00 "€"`, or the number of a built-in one.

    What isn't a plain number (fractions, exponents, digits between words) is shown as without a format.
    """
    if isinstance(code, int):
        code = _BUILT_IN.get(code, "")
    before, after, pattern, percent, dates, others = "", "", None, 0, False, 0
    code = code[:_LONGEST_CODE]
    for match in _TOKEN.finditer(_first_section(code)):
        kind = match.lastgroup
        if kind in ("digits", "general"):
            others += pattern is not None
            pattern = match.group() if kind == "digits" else ""
        elif kind == "date":
            dates = True
        elif kind == "other":
            others += 1
        elif kind is not None:
            percent += kind == "percent"
            text = match[kind]
            before, after = (before + text, after) if pattern is None else (before, after + text)
    if dates:
        return NumberFormat(without_day=bool(_MONTH.search(code)) and "d" not in code.lower())
    if pattern is None or others:
        return GENERAL
    return _plain_number(before, after, pattern, percent)


def _first_section(code: str) -> str:
    """The part of a code for positive numbers; `;` within quotation marks separates nothing."""
    end = re.match(r'(?:"[^"]*"|\\.|[^;"\\])*', code, re.DOTALL)
    return end.group() if end else code


def _plain_number(before: str, after: str, pattern: str, percent: int) -> NumberFormat:
    scaled = pattern.rstrip(",")
    thousands = len(pattern) - len(scaled)
    integer, _, fraction = scaled.partition(".")
    decimals: int | None = len(fraction.replace(",", "")) if "#" not in fraction else None
    if not pattern:
        decimals = None
    return NumberFormat(
        before=before.lstrip(),
        after=after.rstrip(),
        digits=max(1, integer.count("0")),
        decimals=decimals,
        is_grouped="," in integer,
        shift=2 * percent - 3 * thousands,
    )
