"""Runs: stretches of text in one look, and the paragraphs that are made of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from corpus.blocks import BlockKind
from corpus.formats.content import tidy
from corpus.formats.pieces import Piece, pieces


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one look. `raised` is superscript; struck-out and hidden text makes no run."""

    text: str
    bold: bool = False
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Appearance:
    """How text looks as far as it matters; None and an empty font where nothing is said.

    `pale` is white on no ground of its own.
    """

    bold: bool | None = None
    struck: bool | None = None
    hidden: bool | None = None
    raised: bool | None = None
    font: str = ""
    pale: bool | None = None
    tiny: bool | None = None

    @property
    def is_left_out(self) -> bool:
        """Whether the text isn't stated: struck out or hidden."""
        return bool(self.struck or self.hidden)

    @property
    def is_unseen(self) -> bool:
        """Whether nobody sees the text on white paper: it is white, or tiny."""
        return bool(self.pale or self.tiny)

    def over(self, below: "Appearance") -> "Appearance":
        """Return this look where it says something, else the one below it."""
        return Appearance(
            _first(self.bold, below.bold),
            _first(self.struck, below.struck),
            _first(self.hidden, below.hidden),
            _first(self.raised, below.raised),
            self.font or below.font,
            _first(self.pale, below.pale),
            _first(self.tiny, below.tiny),
        )


PLAIN = Appearance()

_MARK = "\ufffc"  # stands for a raised mark that isn't a number; no document has this character as text
_RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FOOTNOTE = re.compile(r"[(\[+-]?(?:[\d\s,;.*†‡§#]+|[a-z])[)\]]?")
# Square and cubic metres keep their exponent; every other small number points to a footnote.
_TWO_DIGITS = re.compile(r"\d\d")
_EUROS, _CURRENCY = re.compile(r"\d,$"), re.compile(r"\s*(?:€|Euro\b|EUR\b|CHF\b)")
_HOUR, _CLOCK = re.compile(r"(?<!\d)(?:[01]?\d|2[0-4])$"), re.compile(r"\s*(?:Uhr|h)\b")
_ANY_SMALL = re.compile(f"[⁰¹²³⁴⁵⁶⁷⁸⁹{_MARK}]")
_SMALL = re.compile(rf"(?P<unit>(?<![^\W\d_])[kdcm]?m[²³])|{_ANY_SMALL.pattern}+")
_NEAR = 3  # characters before that say what a raised number is
_BULLET = re.compile(r"\s*(?:[•▪■◦‣·➢►–—-])\s+(?=\S)")


class _Text:
    """Text with a flag a character that says whether it is bold; white space may be either."""

    def __init__(self, text: str, bold: bytearray) -> None:
        self.text, self._bold = text, bold

    def __getitem__(self, span: slice) -> "_Text":
        return _Text(self.text[span], self._bold[span])

    @property
    def lead(self) -> int:
        """How many characters there are before the first one that isn't bold."""
        end = self._bold.find(0)
        while 0 <= end < len(self.text) and self.text[end].isspace():
            end = self._bold.find(0, end + 1)
        return len(self.text) if end < 0 else end

    def lines(self) -> Iterator["_Text"]:
        start = 0
        for line in self.text.split("\n"):
            yield self[start : start + len(line)]
            start += len(line) + 1

    def without_marks(self) -> "_Text":
        """Without raised numbers and marks, unless they belong to a unit."""
        if not _ANY_SMALL.search(self.text):
            return self
        parts: list[str] = []
        bold = bytearray()
        start = 0
        for mark in _SMALL.finditer(self.text):
            if not mark["unit"]:
                place, end = mark.span()
                parts.append(self.text[start:place])
                bold += self._bold[start:place]
                if self.text[max(place - 1, 0) : place].isalnum() and self.text[end : end + 1].isalnum():
                    parts.append(" ")
                    bold += b"\0"
                start = end
        return _Text("".join(parts) + self.text[start:], bold + self._bold[start:])


def paragraph_pieces(kind: BlockKind, runs: Iterable[Run], *, level: int = 0) -> list[Piece]:
    """Make the pieces of one paragraph of a document: footnote marks dropped, bold starts counted.

    A heading stays one piece. Otherwise a line that begins bold, follows a blank one or begins with a bullet is a piece
    of its own; other lines stay in theirs.
    """
    text = _joined(runs).without_marks()
    if kind == "heading":
        return pieces(kind, text.text, level=level)
    made: list[Piece] = []
    for lines in _grouped(text.lines()):
        bullet = _BULLET.match(lines[0].text) if kind == "paragraph" else None
        first = lines[0][bullet.end() :] if bullet else lines[0]
        words = [first, *lines[1:]]
        raw = "\n".join(line.text for line in words)
        made += pieces("item" if bullet else kind, raw, lead=len(tidy(raw[: _lead(words)])))
        kind = "paragraph" if made else kind  # what follows within a list item has no bullet of its own
    return made


def _first(own: bool | None, below: bool | None) -> bool | None:
    return below if own is None else own


def _joined(runs: Iterable[Run]) -> _Text:
    parts: list[str] = []
    bold = bytearray()
    groups = [list(group) for _, group in groupby(runs, key=lambda run: run.raised)]
    for found, following in zip(groups, [*groups[1:], []], strict=False):
        if found[0].raised:
            text, after = ("".join(run.text for run in group) for group in (found, following[:1]))
            found = [Run(_raised(text, "".join(parts[-2:])[-_NEAR:], after), found[0].bold)]
        for run in found:
            parts.append(run.text)
            bold += (b"\1" if run.bold else b"\0") * len(run.text)
    return _Text("".join(parts), bold)


def _raised(text: str, before: str, after: str) -> str:
    """Raised text as a raised number, as a mark to drop, or as it stands if it is a word.

    The cents of a price and the minutes of a time end the number before them.
    """
    words = text.strip()
    if _TWO_DIGITS.fullmatch(words):
        if _EUROS.search(before) and _CURRENCY.match(after):
            return text
        if _HOUR.search(before) and _CLOCK.match(after):
            return f":{text}"
    if not _FOOTNOTE.fullmatch(words):
        return text
    mark = words.translate(_RAISED_DIGITS) if words.isdecimal() else _MARK
    return text.replace(words, mark)


def _grouped(lines: Iterable[_Text]) -> Iterator[list[_Text]]:
    """Lines that make one piece."""
    group: list[_Text] = []
    for line in lines:
        blank = not line.text.strip()
        if group and (blank or _begins(line, group[-1])):
            yield group
            group = []
        if not blank:
            group.append(line)
    if group:
        yield group


def _begins(line: _Text, before: _Text) -> bool:
    """Whether a line begins a piece: with a bullet, or bold where it isn't the second line of a bold title."""
    if _BULLET.match(line.text):
        return True
    title = all(_is_bold(each) and ":" not in each.text for each in (before, line))
    return bool(line[: line.lead].text.strip()) and not title


def _is_bold(line: _Text) -> bool:
    return line.lead == len(line.text)


def _lead(lines: list[_Text]) -> int:
    """How many characters of the joined lines are bold at their start."""
    count = 0
    for line in lines:
        count += line.lead
        if not _is_bold(line):
            return count
        count += 1
    return count - 1
