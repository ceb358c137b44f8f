"""The words of a block of a web page: text in one look or another, kept apart where elements meet."""

import re
from dataclasses import dataclass

from corpus.formats.runs import Run

_TWO_DIGITS = re.compile(r"\d\d")
_EUROS = re.compile(r"\d,$")
_CURRENCY = re.compile(r"\s*(?:€|Euro\b|EUR\b|CHF\b)")
_HOUR = re.compile(r"(?<!\d)(?:[01]?\d|2[0-4])$")
_CLOCK = re.compile(r"\s*(?:Uhr|h)\b")


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where an element begins or ends without white space: after another one, or one that has another look."""

    elements: bool
    differ: bool


class InlineText:
    """Collects the words of one block."""

    def __init__(self) -> None:
        self._found: list[Run | _Gap] = []

    def add(self, text: str, *, bold: bool = False, raised: bool = False) -> None:
        self._found.append(Run(text, bold, raised))

    def gap(self, *, elements: bool = False, differ: bool = False) -> None:
        """Note that one element ends and another begins here, or text."""
        self._found.append(_Gap(elements, differ))

    def taken(self) -> list[Run]:
        """The words so far, which are forgotten; elements that would be glued to one word are set apart."""
        runs: list[Run] = []
        gap: _Gap | None = None
        for found in self._found:
            if isinstance(found, _Gap):
                gap = _Gap(gap.elements or found.elements, gap.differ or found.differ) if gap else found
            elif found.text:
                if gap and runs and not found.raised and _glues(runs[-1].text, found.text, gap):
                    runs.append(Run(" "))
                runs.append(found)
                gap = None
        self._found.clear()
        return [_lowered(run, runs[at - 1 : at], runs[at + 1 : at + 2]) for at, run in enumerate(runs)]


def _glues(before: str, after: str, gap: _Gap) -> bool:
    """Whether two words would become one that isn't meant: `DauerSechs`, `Dauer6`, `Ort:Neudorf`."""
    last, first = before[-1], after[0]
    if last.isspace() or not (first.isalnum() or first in "§€(„"):
        return False
    if last == ":":
        return before[-2:-1].isalpha()
    if gap.differ:
        return last not in "([„/-"
    if not gap.elements:
        return False
    if last.isalpha():
        return not first.isalpha() or (last.islower() and first.isupper())
    return last.isdigit() or last in ".!?)"


def _lowered(run: Run, before: list[Run], after: list[Run]) -> Run:
    """A raised run as plain text, if it is the cents of a price or the minutes of a time: it ends the number before."""
    if not (run.raised and before and after and _TWO_DIGITS.fullmatch(run.text)):
        return run
    last, follows = before[0].text[-3:], after[0].text
    if _EUROS.search(last) and _CURRENCY.match(follows):
        return Run(run.text, run.bold)
    is_time = _HOUR.search(last) and _CLOCK.match(follows)
    return Run(f":{run.text}", run.bold) if is_time else run
