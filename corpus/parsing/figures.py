"""Numbers that a measure's fields state plainly, for filters. Anything ambiguous stays text."""

import re
from collections.abc import Iterator
from functools import cache

from corpus.measure import Figures
from corpus.text.numbers import number_words

_EURO = re.compile(
    r"(?<!\d)(\d{1,3}(?:\.\d{3}){1,5}|\d+)(?:,(\d{2}|\d(?=\s*Mi)|-))?(?:,-)?\s*(?:(Mio\.?|Millionen)\s*)?(?:€|EUR\b|Euro\b)"
)
_SHARE_BEFORE = re.compile(
    r"(?:weniger als|bis zu|mtl\.|davon|/\s*Teilnehmer/-in:|je Monat:|Pro Monat)[^.;:]{0,25}$"
    r"|(?:Personal|Sach)kosten[^;]{0,25}$"
)
_SHARE_AFTER = re.compile(
    r"^\s*(?:/|pro|je)\s*(?:je\s+)?(?:Monat|Teilnehmer|Std|Stunde)|^\s*(?:Personal|pauschalierte Sach)kosten"
)
_UNSTATED = re.compile(
    r"\b(?:nicht|kein)\b[^.]{0,60}\b(?:möglich|beziffert|benannt|definiert)|(?:beziffert|benannt) werden"
)
_SAME_LETTER = str.maketrans("ſıİ", "sii")  # IGNORECASE treats them as these
_LIMIT = re.compile(
    r"(?:mindestens|höchstens|längstens|maximal|max\.|bis(?: zu)?)\s(?:[^.;\d]{0,30}\s)?$|\bLaufzeit von $"
)
_WEEKLY = re.compile(
    r"(?P<n>\d{1,2}(?:,\d)?)\s*(?:Wochenstunden|Stunden\s*(?:/|pro|je|in der)\s*Woche)"
    r"|Wochenstundenzahl beträgt grundsätzlich (?P<m>\d{1,2})|Freitag (?P<k>\d{1,2}) Stunden"
)
_PART_TIME = re.compile(r"\b(?:Teilzeit|TZ ist möglich|in Teil- oder Vollzeit)", re.IGNORECASE)


def read_figures(title: str, fields: dict[str, str]) -> Figures:
    """Read the figures of a measure off its title and the cleaned text of its fields."""
    money = " ".join(fields[name] for name in ("budget", "resources") if name in fields)
    period = fields.get("period", "")
    places = " ".join(fields[name] for name in ("participants", "budget", "resources", "period") if name in fields)
    part_time = _PART_TIME.search(f"{title} {period}") or "in Teil- oder Vollzeit" in fields.get("description", "")
    return Figures(
        places=_single(_places(), places),
        budget_eur=_total(money),
        months=_single(_months(), period, limit=_LIMIT),
        weekly_hours=_first(_WEEKLY, period),
        part_time=True if part_time else None,
    )


def amounts(text: str) -> Iterator[tuple[float, int, int]]:
    """Amounts of money in `text`: euro, start and end of each."""
    for match in _EURO.finditer(text):
        whole, cents, million = match.groups()
        value = float(f"{whole.replace('.', '')}.{cents if cents and cents != '-' else 0}")
        yield value * (1_000_000 if million else 1), match.start(), match.end()


def _total(text: str) -> float | None:
    """The only amount in `text` that isn't part of the total, or per month or head; None if there are several."""
    totals = {
        value
        for value, start, end in amounts(text)
        if not _SHARE_BEFORE.search(text[:start]) and not _SHARE_AFTER.search(text[end : end + 30])
    }
    return totals.pop() if len(totals) == 1 and not _UNSTATED.search(text) else None


def _single(pattern: re.Pattern[str], text: str, limit: re.Pattern[str] | None = None) -> int | None:
    """The number if `text` states exactly one, limits left out."""
    found = (match for match in pattern.finditer(text) if not (limit and limit.search(text[: match.start()])))
    values = {_value(match) for match in found}
    return int(values.pop()) if len(values) == 1 else None


def _first(pattern: re.Pattern[str], text: str) -> float | None:
    match = pattern.search(text)
    return _value(match) if match else None


def _value(match: re.Match[str]) -> float:
    word = next(group for group in match.groups() if group)
    return _words().get(word.translate(_SAME_LETTER).lower()) or float(word.replace(".", "").replace(",", "."))


@cache
def _words() -> dict[str, int]:
    return number_words(range(1, 13), "de")


@cache
def _months() -> re.Pattern[str]:
    word = "|".join(_words())
    return re.compile(rf"(?<![\d.])\b(?P<n>\d{{1,2}}|{word})\s+Monaten?\b|\b(?P<m>\d{{1,2}})\s+Monate\b", re.IGNORECASE)


@cache
def _places() -> re.Pattern[str]:
    word = "|".join(_words())
    return re.compile(
        rf"(?<![\d.,])(?<!jeweils )(?P<n>\d{{1,4}}|{word})\s+"
        r"(?:Teilnehmer(?:plätze\w*|/-innen|innen|n)?\b|Teilnehmende\w*|Plätze\w*|TN\b|Personen zur gleichen Zeit)"
        r"(?!\s+(?:je|pro|durchliefen))"
        r"|für (?P<k>\d{1,3}) Personen ausgelegt"
        r"|Teilnehmer(?:an)?zahl\w{0,9}: (?P<m>\d{1,3}(?:\.\d{3})?)(?= Personen| Plätze| •|$)",
        re.IGNORECASE,
    )
