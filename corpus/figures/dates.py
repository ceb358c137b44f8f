"""Dates as people write them: days, months, halves and years, with the first and last day that each may mean."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import NamedTuple

from corpus.text.folding import fold
from corpus.text.lexicon import word_table

_MONTHS_OF_A_HALF = 6
_MONTHS_OF_A_QUARTER = 3
_LAST_MONTH = 12


class DateMention(NamedTuple):
    """`text[start:end]` names a time from the day `first` to the day `last`, both `date.toordinal`."""

    first: int
    last: int
    start: int
    end: int
    is_year: bool = False


def dates(text: str) -> Iterator[DateMention]:
    """Yield the dates of a German or English text in order; of a bare number only years from 1990 to 2039."""
    for match in _date().finditer(text):
        if found := _span(match):
            yield DateMention(*found, *match.span(), is_year=match.group() == match["bare"])


def _span(match: re.Match[str]) -> tuple[int, int] | None:
    try:
        year, first, last = _months(match)
        if day := next((match[name] for name in ("day", "iso_day", "of_day", "us_day") if match[name]), None):
            exact = date(year, first, int(day)).toordinal()
            return exact, exact
        return date(year, first, 1).toordinal(), date(year, last, monthrange(year, last)[1]).toordinal()
    except ValueError:
        return None  # 31.02.2013


def _months(match: re.Match[str]) -> tuple[int, int, int]:
    """Return the year, and its first and last month that are meant."""
    year = next(match[name] for name in ("year", "iso_year", "slash_year", "us_year", "of_year", "bare") if match[name])
    number = int(year) if len(year) > 2 else 2000 + int(year)
    name = next((match[each] for each in ("name", "us_name") if match[each]), None)
    month = match["month"] or match["iso_month"] or match["slash_month"] or (_names()[fold(name)] if name else None)
    if month:
        return number, int(month), int(month)
    if match["half"]:
        first = (int(match["half"]) - 1) * _MONTHS_OF_A_HALF + 1
        return number, first, first + _MONTHS_OF_A_HALF - 1
    if match["quarter"]:
        first = (int(match["quarter"]) - 1) * _MONTHS_OF_A_QUARTER + 1
        return number, first, first + _MONTHS_OF_A_QUARTER - 1
    first, last = _parts()[fold(match["part"])] if match["part"] else (1, _LAST_MONTH)
    return number, first, last


@cache
def _date() -> re.Pattern[str]:
    names = "|".join(word for role, _, word in word_table("dates.tsv") if role == "month")
    parts = "|".join(word for role, _, word in word_table("dates.tsv") if role == "part")
    year = r"(?:19|20)\d\d"
    return re.compile(
        rf"(?<![\d.])(?P<day>\d{{1,2}})\.\s?(?P<month>\d{{1,2}})\.\s?(?P<year>{year}|\d\d)(?![\d.,]\d)"
        rf"|(?<!\d)(?P<iso_year>{year})-(?P<iso_month>[01]\d)-(?P<iso_day>[0-3]\d)(?!\d)"
        rf"|(?<![\d./])(?P<slash_month>0?[1-9]|1[0-2])[/.](?P<slash_year>{year})(?!\d)"
        rf"|\b(?P<us_name>{names})\.?\s(?P<us_day>\d{{1,2}})(?:st|nd|rd|th)?,\s?(?P<us_year>{year})"
        rf"|(?:(?<!\d)(?P<of_day>\d{{1,2}})(?:\.|st|nd|rd|th)?\s)?(?:of\s)?"
        rf"\b(?P<name>{names})\.?\s(?P<of_year>{year})(?!\d)"
        rf"|(?:(?P<half>[12])\.\s?Halbjahr\s|(?P<quarter>[1-4])\.\s?Quartal\s|\b(?P<part>{parts})[\s-](?:of\s"
        rf"|des Jahres\s)?)?"
        r"(?<![\d./,§])(?<!Nr\. )(?P<bare>199\d|20[0-3]\d)(?![\d/]|[.,]\d|\s?(?:€|Euro|EUR|Personen|Plätze|Teilnehm))",
        re.IGNORECASE,
    )


@cache
def _names() -> dict[str, int]:
    return {fold(word): int(value) for role, value, word in word_table("dates.tsv") if role == "month"}


@cache
def _parts() -> dict[str, tuple[int, int]]:
    """The first and last month of `Anfang`, `Mitte` and `Ende` of a year."""
    spans = ((word, value.split("-")) for role, value, word in word_table("dates.tsv") if role == "part")
    return {fold(word): (int(ends[0]), int(ends[1])) for word, ends in spans}
