"""Ages of groups in German and English words."""

import re
from dataclasses import dataclass

YOUNGEST, OLDEST = 0, 120
"""Open ends of a range of ages."""

PLAUSIBLE_AGES = range(14, 81)
_FLAGS = re.IGNORECASE
_LO, _HI = r"(?P<lo>\d\d)", r"(?P<hi>\d\d)"
_YEARS = r"(?:[\s-]{0,2}jahr(?:en?\b|ig\w{0,9}|\b)|\s?j\.|[\s-]{0,2}y(?:ea)?rs?\b|\s?y/?o\b)"
_NO_DURATION = (
    r"(?!\s(?:\w+\s)?(?:berufs\w*|\w*erfahrung|arbeitslos|im|in|als|lang|raus|nicht|ohne|of|on|out|ago|without"
    r"|unemployed)\b)"
)
_LONG = _YEARS + _NO_DURATION
NO_UNIT = (  # what may follow an age that lacks the word "years", so that 25 hours isn't one
    r"(?=s?\s*(?:[,;:!?)/“\"\u2013-]|\.(?!\s?\d)|$)|s?\s+(?:und|oder|and|or|die|der|who|ohne|mit|with|without"
    r"|in|im|aus|from|auf|bei|fur|for|zu|to|sind|ist|is|are|noch|nochmal|wieder|never|nie|hat|has|any|j)\b)"
)
_TO = r"\s*(?:-|\u2013|\u2014|bis|und|to|and)\s*"
_NOT_A_TEAM = r"(?![\s-]?(?:team|bereich|vermittl))"
_NOT_A_PROGRAMME = r"(?<!perspektive )(?<!perspektive „)(?<!programm )(?<!programm „)(?<!programms )"
_BIRTHDAY = r"\.\s?lebensjahr\w*"


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Ages from `low` to `high`, both included, named by `text[start:end]`; `exact` if in numbers."""

    low: int
    high: int
    start: int
    end: int
    exact: bool


# A pattern and what to add to its `lo` and `hi`, or to both ends of its decade `d`; a missing number is an open end.
_NUMBERS: tuple[tuple[re.Pattern[str], int, int], ...] = tuple(
    (re.compile(pattern, _FLAGS), low, high)
    for pattern, low, high in (
        (rf"{_LO}{_BIRTHDAY}\s[^.]{{0,30}}?{_HI}{_BIRTHDAY}\s(?:noch\s)?nicht\s\w+", 0, -1),
        (rf"{_HI}{_BIRTHDAY}\s(?:noch\s)?nicht\s(?:vollendet|erreicht|uberschritten)", 0, -1),
        (rf"\b(?:vor|bis zur) vollendung des {_HI}{_BIRTHDAY}", 0, -1),
        (rf"\bbis zum vollendeten {_HI}{_BIRTHDAY}", 0, -1),
        (rf"\bbis zum {_HI}{_BIRTHDAY}", 0, 0),
        (rf"\b(?:ab|nach|mit)(?:\s\w+)? (?:vollendung des |vollendeten )?{_LO}{_BIRTHDAY}", 0, 0),
        (rf"{_LO}{_BIRTHDAY} (?:bereits )?(?:vollendet|erreicht)", 0, 0),
        (rf"(?<![\d,.]){_LO}-?{_TO}unter {_HI}{_YEARS}", 0, -1),
        (rf"\b(?:alter|aged?|ages)\W{{0,2}}(?:von |zwischen |between |from |of )?{_LO}{_TO}{_HI}\b", 0, 0),
        (rf"(?<![\d,.]){_LO}(?:-|{_YEARS})?{_TO}{_HI}{_YEARS}", 0, 0),
        (rf"\b(?:zwischen|between) {_LO} (?:und|and) {_HI}(?:{_YEARS}|{NO_UNIT})", 0, 0),
        (rf"\b(?:nicht alter als|not? older than|hochstens|maximal|max\.) {_HI}{_YEARS}", 0, 0),
        (rf"\b(?:up to|bis(?: zu| einschl\w*)?) {_HI}{_YEARS}", 0, 0),
        (rf"(?<!\d )\b(?:nicht alter als|not? older than|bis) {_HI}{NO_UNIT}", 0, 0),
        (rf"\b(?:unter|under|below|junger als|younger than|noch nicht)[ -]+{_HI}(?:{_YEARS}|{NO_UNIT})", 0, -1),
        (rf"\bu[ -]?{_HI}\b{_NOT_A_TEAM}", 0, -1),
        (rf"\b(?:uber|over|above|alter als|older than|ab|from)[ -]+{_LO}(?:{_LONG}|{NO_UNIT})", 0, 0),
        (rf"\b(?:mindestens|mind\.|at least) {_LO}[ -]{{0,2}}(?:jahre? alt|jahrig\w*|years? old)", 0, 0),
        (rf"\bo[ -]?{_LO}\b{_NOT_A_TEAM}", 0, 0),
        (rf"{_NOT_A_PROGRAMME}\b{_LO}[ -]?(?:plus\b|\+)", 0, 0),
        (r"\b(?:anfang|early)[ -](?:der |den )?(?P<d>[2-7]0)(?:s|ern?)?\b", 0, 3),
        (r"\b(?:mitte|mid)[ -](?:der |den )?(?P<d>[2-7]0)(?:s|ern?)?\b", 4, 6),
        (r"\b(?:ende|late)[ -](?:der |den )?(?P<d>[2-7]0)(?:s|ern?)?\b", 7, 9),
        (r"\b(?P<d>[2-7]0)[- ]something\b", 0, 9),
        (r"(?<=, )(?P<d>[2-7]0)s(?=\s?(?:,|$))", 0, 9),
        (r"\bin (?:his|her|their|the|den|seinen|ihren) (?P<d>[2-7]0)(?:s|ern?)\b", 0, 9),
    )
)

_YOUNG = r"\bjunge[nrm]?\s"
_GROUP = r"(?:erwachsen|mensch|leut|arbeitslos|kund|person)\w*"
_OLDER = r"(?:erwerbs|langzeit|arbeits|arbeitn|mensch|kund|bewerb|person|leut)\w*"
# A young person is below 27 by § 7 SGB VIII; young mothers and fathers may be a little older.
_WORDS = tuple(
    (re.compile(pattern, _FLAGS), low, high)
    for pattern, low, high in (
        (rf"{_YOUNG}(?:alleinerziehende\w*\s)?(?:mutter|vater|frau|mann|mama|eltern)\w*", 14, 34),
        (r"\byoung\s(?:single\s)?(?:mothers?|mums?|moms?|fathers?|dads?|wom[ae]n|m[ae]n|parents?)\b", 14, 34),
        (r"\bjugend(?:lich\w*|arbeitslos\w*)?\b|\bheranwachsende\w*", 14, 26),
        (rf"(?:\bjungere[nrm]?\s|{_YOUNG})(?:\w+\s)?{_GROUP}", 14, 26),
        (r"\bteen(?:ager)?s?\b|\byouths?\b|\byoungsters?\b", 14, 26),
        (r"\byoung(?:er)?\s(?:unemployed\s)?(?:people|adults?|persons?|clients?|unemployed)\b", 14, 26),
        (rf"\baltere[nrm]?\s(?:\w+\s)?{_OLDER}", 45, OLDEST),
        (r"\b(?:fur|viele|von) altere[nr]?\b(?=\s*(?:[.,?!]|$)|\s(?:in|haben|mit|und)\b)", 45, OLDEST),
        (r"\bolder\s(?:long[ -]term\s)?(?:people|workers?|clients?|unemployed|persons?)", 45, OLDEST),
    )
)

_CHILD = r"(?:kind(?:er[ns]?|es)?|sohne?n?s?|tochtern?|child|children|kids?|sons?|daughters?|bab(?:y|ies))"
# Ages of children, paragraphs, degrees of disability, dates, telephone numbers, durations.
_NO_AGE = re.compile(
    rf"\b{_CHILD}\s?(?:\(|(?:im alter )?von |aged? |unter |bis |ab |uber |under )?"
    r"(?:\d{1,2}(?:\s?(?:,|und|and|&|/|-|\u2013|bis|to)\s?|\b))+(?:\s?(?:jahre?n?\b|years?\b|monat\w*))?"
    rf"|\b\d{{1,2}}[\s-]{{0,2}}(?:jahrige\w*|years?[ -]olds?)\s{_CHILD}\b"
    r"|(?<!§)§+\s?\d+\w?|\b(?:section|paragra\w+|art\.?|abs\.?|nr\.?|no\.|sgb|seite|page|phase)(?: von| of)?:? ?\d+"
    r"|\b(?:gdb|grad der behinderung|disability)(?: von| of)?:? ?\d+"
    r"|\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\b0\d{2,}[\d\s/-]*"
    r"|\b(?:seit|since|for|vor|nach|after|within|innerhalb|letzten|vergangenen|past|last)\s(?:\w+\s){0,2}?\d+\s?"
    r"(?:jahr|year|monat|month|woche|week|tag|day)\w*",
    _FLAGS,
)


def age_groups(text: str) -> list[AgeRange]:
    """Age ranges that folded `text` names, those in numbers first, without overlaps."""
    masked = _without(_NO_AGE, text)
    found: list[AgeRange] = []
    for pattern, low, high in _NUMBERS if _has_digit(masked) else ():
        for match in pattern.finditer(masked):
            _add(found, _range(match, low, high))
    for pattern, low, high in _WORDS:
        for match in pattern.finditer(masked):
            _add(found, AgeRange(low, high, *match.span(), exact=False))
    return found


def without_group_ages(text: str) -> str:
    """Return folded `text` with ages of groups and numbers that are no ages blanked out, its length unchanged."""
    masked = _without(_NO_AGE, text)
    for pattern, _, _ in _NUMBERS:
        masked = _without(pattern, masked)
    return masked


def _has_digit(text: str) -> bool:
    return any(character in text for character in "123456789")


def _without(pattern: re.Pattern[str], text: str) -> str:
    """`text` with every match blanked out, its length unchanged."""
    return pattern.sub(lambda match: "_" * len(match.group()), text)


def _range(match: re.Match[str], low: int, high: int) -> AgeRange | None:
    numbers = {name: int(number) for name, number in match.groupdict().items()}
    if any(number not in PLAUSIBLE_AGES for number in numbers.values()):
        return None
    lowest = next((numbers[name] + low for name in ("lo", "d") if name in numbers), YOUNGEST)
    highest = next((numbers[name] + high for name in ("hi", "d") if name in numbers), OLDEST)
    return AgeRange(lowest, highest, *match.span(), exact=True) if lowest <= highest else None


def _add(found: list[AgeRange], new: AgeRange | None) -> None:
    if new and all(new.end <= other.start or other.end <= new.start for other in found):
        found.append(new)
