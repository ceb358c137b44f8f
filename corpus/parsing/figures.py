"""Numbers that a measure's fields state plainly, for filters. What isn't plain stays text."""

import re
from collections.abc import Iterator

from corpus.measure import Figures

_EURO = re.compile(
    r"(?<!\d)(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d{2}|\d(?=\s*Mi)|-))?(?:,-)?\s*(Mio\.?|Millionen)?\s*(?:€|EUR\b|Euro\b)"
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
_NUMBER = {
    "ein": 1, "zwei": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
    "zehn": 10, "elf": 11, "zwölf": 12,
}  # fmt: skip
_SAME_LETTER = str.maketrans("ſıİ", "sii")  # IGNORECASE takes them for these
_WORD = "|".join(_NUMBER)
_LIMIT = re.compile(
    r"(?:mindestens|höchstens|längstens|maximal|max\.|bis(?: zu)?)\s(?:[^.;\d]{0,30}\s)?$|\bLaufzeit von $"
)
_MONTHS = re.compile(rf"(?<![\d.])\b(?P<n>\d{{1,2}}|{_WORD})\s+Monaten?\b|\b(?P<m>\d{{1,2}})\s+Monate\b", re.IGNORECASE)
_WEEKLY = re.compile(
    r"(?P<n>\d{1,2}(?:,\d)?)\s*(?:Wochenstunden|Stunden\s*(?:/|pro|je|in der)\s*Woche)"
    r"|Wochenstundenzahl beträgt grundsätzlich (?P<m>\d{1,2})|Freitag (?P<k>\d{1,2}) Stunden"
)
_PLACES = re.compile(
    rf"(?<![\d.,])(?<!jeweils )(?P<n>\d{{1,4}}|{_WORD})\s+"
    r"(?:Teilnehmer(?:plätze\w*|/-innen|innen|n)?\b|Teilnehmende\w*|Plätze\w*|TN\b|Personen zur gleichen Zeit)"
    r"(?!\s+(?:je|pro|durchliefen))"
    r"|für (?P<k>\d{1,3}) Personen ausgelegt"
    r"|Teilnehmer(?:an)?zahl\w*: (?P<m>\d{1,3}(?:\.\d{3})?)(?= Personen| Plätze| •|$)",
    re.IGNORECASE,
)
_PART_TIME = re.compile(r"\b(?:Teilzeit|TZ ist möglich|in Teil- oder Vollzeit)", re.IGNORECASE)


def figures(title: str, fields: dict[str, str]) -> Figures:
    """The figures of a measure with these cleaned texts of fields."""
    money = " ".join(fields[name] for name in ("budget", "resources") if name in fields)
    period = fields.get("period", "")
    places = " ".join(fields[name] for name in ("participants", "budget", "resources", "period") if name in fields)
    part_time = _PART_TIME.search(f"{title} {period}") or "in Teil- oder Vollzeit" in fields.get("description", "")
    return Figures(
        places=_single(_PLACES, places),
        budget_eur=_total(money),
        months=_single(_MONTHS, period, limit=_LIMIT),
        weekly_hours=_first(_WEEKLY, period),
        part_time=True if part_time else None,
    )


def amounts(text: str) -> Iterator[tuple[float, int, int]]:
    """Amounts of money in `text` in euro, with their spans."""
    for match in _EURO.finditer(text):
        whole, cents, million = match.groups()
        value = float(f"{whole.replace('.', '')}.{cents if cents and cents != '-' else 0}")
        yield value * (1_000_000 if million else 1), match.start(), match.end()


def _total(text: str) -> float | None:
    """The one amount that isn't a share, or one by the month or by the head."""
    totals = {
        value
        for value, start, end in amounts(text)
        if not _SHARE_BEFORE.search(text[:start]) and not _SHARE_AFTER.search(text[end : end + 30])
    }
    return totals.pop() if len(totals) == 1 and not _UNSTATED.search(text) else None


def _single(pattern: re.Pattern[str], text: str, limit: re.Pattern[str] | None = None) -> int | None:
    """The number if `text` states only one, not counting upper and lower limits."""
    found = (match for match in pattern.finditer(text) if not (limit and limit.search(text[: match.start()])))
    values = {_value(match) for match in found}
    return int(values.pop()) if len(values) == 1 else None


def _first(pattern: re.Pattern[str], text: str) -> float | None:
    match = pattern.search(text)
    return _value(match) if match else None


def _value(match: re.Match[str]) -> float:
    word = next(group for group in match.groups() if group)
    return _NUMBER.get(word.translate(_SAME_LETTER).lower()) or float(word.replace(".", "").replace(",", "."))
