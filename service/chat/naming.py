"""What a measure is called in a sentence: its own name, or the beginning of its title."""

import re

from corpus.measure import Measure

_QUOTED = re.compile(r"[„\"“]([^„“\"”]{2,40})[“\"”]")
_BREAK = re.compile(r"\s[–-]\s|\s?[(=:!;]|–")
_BULLET = "• "
_LONGEST = 60
_LONGEST_TITLE = 100


def short_name(measure: Measure) -> str:
    """A name of 60 characters at most; a long title is cut at a word."""
    title = measure.title.removeprefix(_BULLET).strip()
    if (quoted := _QUOTED.search(title)) and quoted.start() < _LONGEST:
        return quoted.group(1).strip()
    head = _BREAK.split(title, maxsplit=1)[0].strip()
    return head if 1 < len(head) <= _LONGEST else _cut(title or measure.id)


def heading(measure: Measure) -> str:
    """The title as it heads what is said of a measure, cut at a word if it is very long."""
    return _cut(measure.title.removeprefix(_BULLET).strip() or measure.id, _LONGEST_TITLE)


def _cut(title: str, most: int = _LONGEST) -> str:
    if len(title) <= most:
        return title
    cut = title.rfind(" ", 0, most)
    return title[: cut if cut > 0 else most].rstrip(" ,;–-") + " …"
