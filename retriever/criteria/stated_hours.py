"""The hours that a question wants a measure to take, in numbers: few of them are part time."""

import re
from typing import NamedTuple

_HOURS = re.compile(
    r"(?<![\d.,])(?P<number>\d{1,2})(?:\s?(?:-|bis|to|oder|or)\s?(?P<most>\d{1,2}))?\s?(?:wochenstunden|stunden|std"
    r"|hours|hrs|h)\b\.?"
    r"(?P<unit>\s?(?:die|pro|in der|je|/|a|an|per|am|every|each)\s?(?:woche|wo\b|week|wk|tag|day)|(?<=wochenstunden))"
)
_MORNING = re.compile(
    r"\b(?:von|from|zwischen|between)\s(?:7|8|9)(?:[:.]\d\d)?\s?(?:uhr\s)?(?:bis|to|und|and|-)\s?(?:11|12|13|1)\b"
    r"|\b(?:nur|only)\s(?:bis|until|till)\s(?:11|12|13|1)\b"
)
_DAY = re.compile(r"tag|day")
_WORKED = re.compile(
    r"\b(?:arbeitet|jobbt|putzt|beschaftigt|angestellt|works?|working|employed|job)\s(?:[\w.]+\s){0,3}$"
)
_PART_OF_A_WEEK, _WHOLE_WEEK, _PART_OF_A_DAY, _WHOLE_DAY = 30, 35, 6, 8


class StatedHours(NamedTuple):
    """A topic of hours, and where it is stated."""

    topic: str
    span: tuple[int, int]


def stated_hours(text: str) -> StatedHours | None:
    """Return what folded `text`, with numbers as digits, says of the hours a client can or wants to come."""
    for found in _HOURS.finditer(text):
        if _WORKED.search(text, max(0, found.start() - 60), found.start()):
            continue
        number, daily = int(found["most"] or found["number"]), bool(_DAY.search(found["unit"]))
        if number <= (_PART_OF_A_DAY if daily else _PART_OF_A_WEEK):
            return StatedHours("parttime", found.span())
        if number >= (_WHOLE_DAY if daily else _WHOLE_WEEK):
            return StatedHours("fulltime", found.span())
    morning = _MORNING.search(text)
    return StatedHours("mornings", morning.span()) if morning else None
