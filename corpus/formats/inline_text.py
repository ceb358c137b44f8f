"""The words of a block of a web page: text in one look or another, kept apart where elements meet."""

from dataclasses import dataclass

from corpus.formats.runs import Run


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where an element begins or ends without white space: after another one, or one that has another look."""

    elements: bool
    differ: bool


class InlineText:
    """Collects the words of one block."""

    def __init__(self) -> None:
        self._found: list[Run | _Gap] = []

    @property
    def is_empty(self) -> bool:
        """Whether there are no words yet."""
        return all(isinstance(found, _Gap) or not found.text.strip() for found in self._found)

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
        return runs


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
