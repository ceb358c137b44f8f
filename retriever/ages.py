"""Ages in German and English words: of one person, and of groups."""

import re
from dataclasses import dataclass

YOUNGEST, OLDEST = 0, 120
"""Open ends of a range of ages."""

_PLAUSIBLE = range(14, 81)
_FLAGS = re.IGNORECASE
_OVER = re.compile(r"\b(?:Ü|ü|[Uu]e)(?=[ -]?\d\d\b)")
_YEARS = (
    r"(?:[\s-]{0,2}jahr(?:en?)?\b(?!\s+(?:\w+\s+)?(?:berufs|erfahrung|arbeitslos|im|in|als|lang|raus|nicht|ohne))"
    r"|[\s-]{0,2}jahrig\w*|\s?j\.|[\s-]{0,2}y(?:ea)?rs?\b(?!\s+(?:of|in|on|out|ago|without|unemployed|experience))"
    r"|\s?y/?o\b)"
)
_BARE = (
    r"(?=\s*(?:[,;:!?)/“\"–-]|\.(?!\s?\d)|$)|s?\s+(?:und|oder|and|or|die|der|who|ohne|mit|with|without|in|im|aus|from"
    r"|auf|bei|fur|for|zu|to|sind|ist|is|are|noch|nochmal|wieder|never|nie|hat|has|any|j)\b)"
)
_AND = r"\s*(?:-|–|—|bis|und|to|and)\s*"
_TEAM = r"(?![\s-]?(?:team|bereich|vermittl))"
_PROGRAMME = r"(?<!perspektive )(?<!perspektive „)(?<!programm )(?<!programm „)(?<!programms )"
_BIRTHDAY = r"\.\s?lebensjahr\w*"


@dataclass(frozen=True, slots=True)
class AgeRange:
    """Ages from `low` to `high`, both included, as `[start, end)` of a text says; `exact` if it gives numbers."""

    low: int
    high: int
    start: int
    end: int
    exact: bool


# Pattern, and what is added to its numbers `lo` and `hi`; a number that isn't there leaves the range open.
_GROUPS: tuple[tuple[re.Pattern[str], int, int], ...] = tuple(
    (re.compile(pattern, _FLAGS), low, high)
    for pattern, low, high in (
        (rf"(?P<lo>\d\d){_BIRTHDAY}\s[^.]{{0,30}}?(?P<hi>\d\d){_BIRTHDAY}\s(?:noch\s)?nicht\s\w+", 0, -1),
        (rf"(?P<hi>\d\d){_BIRTHDAY}\s(?:noch\s)?nicht\s(?:vollendet|erreicht|uberschritten)", 0, -1),
        (rf"\b(?:vor|bis zur) vollendung des (?P<hi>\d\d){_BIRTHDAY}", 0, -1),
        (rf"\bbis zum vollendeten (?P<hi>\d\d){_BIRTHDAY}", 0, -1),
        (rf"\bbis zum (?P<hi>\d\d){_BIRTHDAY}", 0, 0),
        (rf"\b(?:ab|nach|mit)(?:\s\w+)? (?:vollendung des |vollendeten )?(?P<lo>\d\d){_BIRTHDAY}", 0, 0),
        (rf"(?P<lo>\d\d){_BIRTHDAY} (?:bereits )?(?:vollendet|erreicht)", 0, 0),
        (rf"(?<![\d,.])(?P<lo>\d\d)-?{_AND}unter (?P<hi>\d\d){_YEARS}", 0, -1),
        (rf"\b(?:alter|aged?|ages)\W{{0,2}}(?:von |zwischen |between |from |of )?(?P<lo>\d\d){_AND}(?P<hi>\d\d)\b", 0, 0),
        (rf"(?<![\d,.])(?P<lo>\d\d)(?:-|{_YEARS})?{_AND}(?P<hi>\d\d){_YEARS}", 0, 0),
        (rf"\b(?:zwischen|between) (?P<lo>\d\d) (?:und|and) (?P<hi>\d\d)(?:{_YEARS}|{_BARE})", 0, 0),
        (rf"\b(?:nicht alter als|not? older than|hochstens|maximal|max\.|up to|bis(?: zu| einschl\w*)?) (?P<hi>\d\d){_YEARS}", 0, 0),
        (rf"(?<!\d )\b(?:nicht alter als|not? older than|bis) (?P<hi>\d\d){_BARE}", 0, 0),
        (rf"\b(?:unter|under|below|junger als|younger than|noch nicht)[ -]{{1,2}}(?P<hi>\d\d)(?:{_YEARS}|{_BARE})", 0, -1),
        (rf"\bu[ -]?(?P<hi>\d\d)\b{_TEAM}", 0, -1),
        (rf"\b(?:uber|over|above|alter als|older than|ab|from)[ -]{{1,2}}(?P<lo>\d\d)(?:{_YEARS}|{_BARE})", 0, 0),
        (r"\b(?:mindestens|mind\.|at least) (?P<lo>\d\d)[ -]{0,2}(?:jahre? alt|jahrig\w*|years? old)", 0, 0),
        (rf"\bo[ -]?(?P<lo>\d\d)\b{_TEAM}|{_PROGRAMME}\b(?P<lo2>\d\d)[ -]?(?:plus\b|\+)", 0, 0),
        (r"\b(?:anfang|early)[ -](?:der |den )?(?P<d>[2-7]0)(?:s|ern?)?\b", 0, 3),
        (r"\b(?:mitte|mid)[ -](?:der |den )?(?P<d>[2-7]0)(?:s|ern?)?\b", 4, 6),
        (r"\b(?:ende|late)[ -](?:der |den )?(?P<d>[2-7]0)(?:s|ern?)?\b", 7, 9),
        (r"\bin (?:his|her|their|the|den) (?P<d>[2-7]0)(?:s|ern?)\b", 0, 9),
    )
)  # fmt: skip

# Nobody is a young person beyond 26: § 7 SGB VIII; young mothers and fathers may be a little older.
_WORDS = tuple(
    (re.compile(pattern, _FLAGS), low, high)
    for pattern, low, high in (
        (r"\bjunge[nrm]?\s(?:alleinerziehende\w*\s)?(?:mutter\w*|vater\w*|frau\w*|mann\w*|mama\w*|eltern)\b", 14, 34),
        (r"\byoung\s(?:single\s)?(?:mothers?|mums?|moms?|fathers?|dads?|women|woman|man|men|parents?)\b", 14, 34),
        (r"\bjugend(?:lich\w*|arbeitslos\w*)?\b|\bheranwachsende\w*|\bteen(?:ager)?s?\b|\byouths?\b|\byoungsters?\b", 14, 26),
        (r"\bjungere?[nrm]?\s(?:erwachsen\w*|mensch\w*|leut\w*|arbeitslos\w*|kund\w*|person\w*)", 14, 26),
        (r"\bjunge[nrm]?\s(?:\w+\s)?(?:erwachsen\w*|mensch\w*|leut\w*|arbeitslos\w*|kund\w*|person\w*)", 14, 26),
        (r"\byoung(?:er)?\s(?:unemployed\s)?(?:people|adults?|persons?|clients?|unemployed)\b", 14, 26),
        (r"\baltere[nrm]?\s(?:\w+\s)?(?:erwerbs|langzeit|arbeits|arbeitn|mensch|kund|bewerb|person|leut)\w*", 45, OLDEST),
        (r"\b(?:fur|viele|von) altere[nr]?\b(?=\s*(?:[.,?!]|$)|\s(?:in|haben|mit|und)\b)", 45, OLDEST),
        (r"\bolder\s(?:long[ -]term\s)?(?:people|workers?|clients?|unemployed|persons?|jobseekers?)", 45, OLDEST),
    )
)  # fmt: skip

_CHILD = r"(?:kind(?:er[ns]?|es)?|sohne?n?s?|tochtern?|childs?|children|kids?|sons?|daughters?|bab(?:y|ies))"
_NOT_THEIRS = re.compile(
    rf"\b{_CHILD}\s?(?:\(|(?:im alter )?von |aged? |unter |bis |ab |uber |under )?"
    r"(?:\d{1,2}(?:\s?(?:,|und|and|&|/|-|–|bis|to)\s?|\b))+(?:\s?(?:jahre?n?\b|years?\b|monat\w*))?"
    rf"|\b\d{{1,2}}[\s-]{{0,2}}(?:jahrige\w*|years?[ -]olds?)\s{_CHILD}\b"
    r"|§+\s?\d+\w?|\b(?:section|paragraph|art\.?|abs\.?|nr\.?|no\.|sgb|gdb|grad der behinderung|disability)"
    r"(?: von| of)?:? ?\d+|\b\d{1,2}\.\d{1,2}\.(?:\d{2,4})?|\b0\d{2,}[\d\s/-]*"
    r"|\b(?:seit|since|for|vor|nach|after|within|innerhalb|letzten|vergangenen|past|last)\s(?:\w+\s){0,2}?\d+\s?"
    r"(?:jahr\w*|year\w*|monat\w*|month\w*|woche\w*|week\w*|tage\w*|days?)",
    _FLAGS,
)

_PERSON = (
    r"(?:kunde|kundin|klient(?:in)?|client|customer|claimant|participant|teilnehmer(?:in)?|tn|elb|frau|mann|herr|mutter"
    r"|mama|vater|papa|woman|lady|guy|lad|boy|girl|mum|mom|mother|father|dad|bursche|alleinerziehende[r]?|akademiker(?:in)?"
    r"|jugendlicher?|person|he|she|he's|she's|is|ist|bin|wird|m|w|f|d)"
)
_NOTE = r"(?=\s?(?:[,;:.!?)/–-]|$)|\s?j\b|\s(?:und|and|mit|with|ohne|without|hat|has|lange|aus|from|alleinerz\w*|arbeitslos)\b)"
_OWN = re.compile(
    r"(?<![\d.,])(?P<a>\d\d)(?:[ -]{0,2}(?:jahrig(?:e[rnsm]?)?\b|jahre? alt|y(?:ea)?rs?[ -]olds?\b|y/?o\b)|\s?j(?:\.|ahre?\b(?=\s?,)))"
    rf"|\b(?:aged?|age of|alter)\s?:?\s?(?P<b>\d\d)\b"
    rf"|\b{_PERSON}[\s,:(/]{{1,3}}(?P<c>\d\d)\b{_NOTE}"
    rf"|^\W*(?:[^\W\d]+[\s,]+){{0,3}}?(?P<d>\d\d)\s?(?:,|$)"
    r"|[,(]\s?(?P<e>\d\d)\s?(?:,|\)|$)"
    rf"|\b(?:mit|at|with)\s(?P<f>\d\d)(?:{_BARE}|\sjahren\b)",
    _FLAGS,
)


def mark_over(text: str) -> str:
    """`text` with the Ü of `Ü50` made an O, which survives folding as `o50`: `u50` is its opposite."""
    return _OVER.sub("O", text)


def age_groups(text: str) -> list[AgeRange]:
    """Ranges of ages that folded `text` names, in the order of their certainty; no two of them overlap."""
    masked = _without(_NOT_THEIRS, text)
    found: list[AgeRange] = []
    for pattern, low, high in _GROUPS if _has_digit(masked) else ():
        for match in pattern.finditer(masked):
            _add(found, _range(match, low, high))
    for pattern, low, high in _WORDS:
        for match in pattern.finditer(masked):
            _add(found, AgeRange(low, high, *match.span(), exact=False))
    return found


def own_age(text: str) -> int | None:
    """The age of the one person that folded `text` is about, None if it gives none."""
    if not _has_digit(text):
        return None
    masked = _without(_NOT_THEIRS, text)
    for pattern, _, _ in _GROUPS:
        masked = _without(pattern, masked)
    ages = (int(next(filter(None, match.groups()))) for match in _OWN.finditer(masked))
    return next((age for age in ages if age in _PLAUSIBLE), None)


def _has_digit(text: str) -> bool:
    return any(character in text for character in "123456789")


def _without(pattern: re.Pattern[str], text: str) -> str:
    """`text` with matches blanked out by as many characters."""
    return pattern.sub(lambda match: "_" * len(match.group()), text)


def _range(match: re.Match[str], low: int, high: int) -> AgeRange | None:
    numbers = {name: int(number) for name, number in match.groupdict().items() if number}
    if any(number not in _PLAUSIBLE for number in numbers.values()):
        return None
    lowest = next((numbers[name] + low for name in ("lo", "lo2", "d") if name in numbers), YOUNGEST)
    highest = next((numbers[name] + high for name in ("hi", "d") if name in numbers), OLDEST)
    return AgeRange(lowest, highest, *match.span(), exact=True) if lowest <= highest else None


def _add(found: list[AgeRange], new: AgeRange | None) -> None:
    if new and all(new.end <= other.start or other.end <= new.start for other in found):
        found.append(new)
