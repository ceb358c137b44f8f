"""How long a client has been out of work or has lived on benefits, in months, with the words for it."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

_NEAR, _NEXT = 30, 12
"""Characters between a length of time and what has lasted so long; without a `since` before it, it may be an age."""
_HALF = "(?:anderthalb|eineinhalb)"
_MANY = r"(?:viele[nr]?|mehrere[nr]?|einige[nr]?|etliche[nr]?|many|several|some|a few)"
_LENGTH = re.compile(
    r"\b(?P<lead>(?:seit|for|since|nach|after|vor|uber|schon)\s)?"
    r"(?:(?:(?P<least>uber|mehr als|mindestens|gut|over|more than|at least)|etwa|rund|fast|ca\.?|circa|knapp|about"
    r"|around"
    r"|almost|nearly|the (?:last|past))\s)?"
    rf"(?:(?P<number>\d{{1,3}}|eine[mnr]?|ein|an?|one|{_HALF}|{_MANY})\s(?P<unit>jahr|year|monat|month)\w*"
    r"|(?:(?<=seit )|(?<=since ))(?P<since>(?:19|20)\d\d)\b|(?<=seit )(?P<years>jahren)\b"
    r"|(?<=for )(?P<alsoyears>years)\b"
    r"|(?P<long>ewig\w*|langjahrig\w*|(?:schon |seit )?lange[mnr]?(?: zeit)?\b|long\b(?![ -]term)|(?:for )?(?:ages"
    r"|a long time)\b))"
)
_MANY_ALONE = re.compile(_MANY)
_OUT = re.compile(
    r"\b(?:(?:langzeit)?arbeitslos\w*|erwerbslos\w*|arbeits?suchend\w*|auf (?:job|arbeits)suche|looking for work"
    r"|ohne (?:\w+ )?(?:arbeit|job|stelle"
    r"|beschaftigung)\b"
    r"|keine?n? (?:\w+ )?(?:arbeit|job|stelle)\b|(?:nicht|nichts)(?: mehr)? gearbeitet|raus\b(?! aus)"
    r"|aus dem (?:beruf|job)\b"
    r"|job verloren|zuletzt(?= vor)|letzter? (?:job|arbeit|stelle)\b"
    r"|unemployed|out of work|jobless|workless|without (?:a |any )?(?:job|work)\b|(?:has|have|had)(?:n't"
    r"| not) worked|no (?:job|work)\b"
    r"|not (?:had|held|worked)|lost (?:his|her|the|their) job|last (?:job|worked)\b)"
)
_PAID = re.compile(
    r"\b(?:(?P<second>hartz[ -](?:iv|4)\b|alg[ -]?(?:ii|2)\b|arbeitslosengeld[ -]?(?:ii|2)\b|burgergeld\w*"
    r"|sgb[ -]?(?:ii|2)\b"
    r"|citizen'?s (?:benefit|income|allowance))|(?:langzeit)?(?:leistungs)?bezug\b|langzeit(?:leistungs)?bezieh\w*"
    r"|vo[mn] (?:amt|jobcenter|staat|stutze|sozialhilfe|hartz)\b|grundsicherung\b"
    r"|(?:on|off|drawing|receiving|claiming|from) (?:\w+ )?(?:benefits?|welfare)\b|on the dole\b)"
    r"(?P<while> (?:all that|the whole|all the) time\b| die ganze zeit\b| ebenso lange\b)?"
)
_LONG_PAID = re.compile(r"\blangzeit(?:leistungs)?bez(?:ug|ieh)\w*|\blong[ -]term (?:benefits?|claimant)\w*")
_LONG_OUT = re.compile(r"\b(?:langzeitarbeitslos|langzeiterwerbslos|long[ -]term unemployed)\w*")
_PART, _PHRASE = re.compile(r"[.;!?]"), re.compile(r"[,.;:!?(]")
_YEAR, _YEARS, _LONG_BENEFIT = 12, 24, 21
"""A year; several; and what § 18d SGB II calls long: 21 months within two years."""


class Lasting(NamedTuple):
    """It has lasted `months`, or longer unless that is `exact`, as `text[start:end]` says."""

    months: int
    start: int
    end: int
    exact: bool = False


class Lasted(NamedTuple):
    """How long somebody has been `out` of work and been `paid` benefits; `book` is where SGB II is named."""

    out: Lasting | None
    paid: Lasting | None
    book: tuple[int, int] | None


def lasted(text: str) -> Lasted:
    """Return what folded `text`, with numbers as digits, says of how long; the nearest words belong together."""
    out_of_work = [match.span() for match in _OUT.finditer(text)]
    benefits = list(_PAID.finditer(text))
    lengths = list(_LENGTH.finditer(text)) if out_of_work or benefits else []
    out = paid = None
    book = None
    for length in lengths:
        most = _NEAR if length["lead"] or length["long"] else _NEXT
        near = [
            *((gap, True, span) for span in out_of_work for gap in _gap(text, length.span(), span, most)),
            *(
                (gap, False, match.span())
                for match in benefits
                for gap in _gap(text, length.span(), match.span(), most)
            ),
        ]
        if not near:
            continue
        _, is_out, (start, end) = min(near)
        exact = length["number"] is not None and length["least"] is None and not _MANY_ALONE.fullmatch(length["number"])
        found = Lasting(_months(length), min(start, length.start()), max(end, length.end()), exact)
        if is_out:
            out = out or found
        else:
            paid = paid or found
            book = book or next(
                (each.span("second") for each in benefits if each.start() == start and each["second"]), None
            )
    if not out and (long := _LONG_OUT.search(text)):
        out = Lasting(_YEAR, *long.span())
    if not paid and (long := _LONG_PAID.search(text)):
        paid = Lasting(_LONG_BENEFIT, *long.span())
    if not paid and out and (meanwhile := next((each for each in benefits if each["while"]), None)):
        paid = Lasting(out.months, *meanwhile.span(), out.exact)
    return Lasted(out, paid, book)


def _gap(text: str, one: tuple[int, int], other: tuple[int, int], most: int) -> Iterator[int]:
    """Yield the characters between two spans, if they are few and within one sentence; near, within one phrase."""
    start, end = min(one[1], other[1]), max(one[0], other[0])
    if end - start <= most and not (_PART if most == _NEAR else _PHRASE).search(text, start, end):
        yield end - start


def _months(length: re.Match[str]) -> int:
    number, unit = length["number"], length["unit"]
    if length["since"]:
        return max(_YEAR, (date.today().year - int(length["since"])) * _YEAR)
    if number is None:
        return _YEARS if length["years"] or length["alsoyears"] else _LONG_BENEFIT
    each = _YEAR if unit in ("jahr", "year") else 1
    if number.isdecimal():
        return int(number) * each
    if number in ("anderthalb", "eineinhalb"):
        return each + each // 2
    return 2 * each if _MANY_ALONE.fullmatch(number) else each
