"""Blocks of plain text: headings, items, tables and paragraphs, found by how their lines begin and what is below."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.blocks import Block, Span

_LONGEST_HEADING = 100
_HASHED = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_CLOSED = re.compile(r"(?<=[ \t])#+$")
_RULE = re.compile(r"={3,}|-{3,}|_{3,}|\*{3,}|~{3,}")
_UNDERLINES = {"=": 1, "-": 2}
_BULLET = re.compile(r"[-*+•○▪◦·‣–][ \t]+(?=\S)")
_NUMBER = re.compile(r"(\d{1,3})[.)][ \t]+(?=\S)")
_BOLD = re.compile(r"\*\*[^*\n]+\*\*|__[^_\n]+__")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2})+|\d{1,2}(?=\.))\.?[ \t]+[A-ZÄÖÜ\"„][^.;]*")
_PIPED = re.compile(r"\|.*\|")
_DELIMITERS = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_TAB, _TABS = re.compile(r"\t"), re.compile(r"\t+")

_Number = tuple[int, ...]


def text_blocks(text: str) -> Iterator[Block]:
    """Find the blocks of a text whose lines end with a line feed.

    A heading begins with `#`, or is underlined, or stands alone and has a number in a row of such. Other short lines
    are paragraphs. Marks and underlines are in no block, the numbers of headings are.
    """
    yield from _Lines(text).blocks()


@dataclass(frozen=True, slots=True)
class _Line:
    """A line without the white space around it, and where it stands."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


class _Lines:
    def __init__(self, text: str) -> None:
        self._lines = list(_lines(text))
        self._numbered = _numbered_headings(self._lines)
        self._marks = _list_numbers(self._lines)

    def blocks(self) -> Iterator[Block]:
        lines, place = self._lines, 0
        while place < len(lines):
            line = lines[place]
            if not line.text or _RULE.fullmatch(line.text):
                place += 1
            elif hashed := _HASHED.fullmatch(line.text):
                start = line.start + hashed.start(2)
                yield Block("heading", start, start + len(_CLOSED.sub("", hashed[2]).rstrip()), len(hashed[1]))
                place += 1
            elif level := self._numbered.get(place) or self._underlined(place):
                yield Block("heading", line.start, line.end, level)
                place += 1
            elif self._opens_table(place):
                end = self._table_end(place)
                yield from _row_blocks(lines[place:end])
                place = end
            else:
                end = place + 1
                while end < len(lines) and not self._begins(end):
                    end += 1
                yield self._words(place, end)
                place = end

    def _text(self, place: int) -> str:
        return self._lines[place].text if 0 <= place < len(self._lines) else ""

    def _begins(self, place: int) -> bool:
        """Whether something begins in this line, rather than that a paragraph or an item goes on."""
        text = self._text(place)
        if not text or _HASHED.fullmatch(text) or _RULE.fullmatch(text) or _BOLD.match(text):
            return True
        return bool(self._mark(place) or self._underlined(place) or self._opens_table(place))

    def _underlined(self, place: int) -> int:
        """The level of a line that is underlined along its length, or as the first of its paragraph; else 0."""
        text, rule = self._text(place), self._text(place + 1)
        if not _RULE.fullmatch(rule) or rule[0] not in _UNDERLINES or not text or len(text) > _LONGEST_HEADING:
            return 0
        above = self._text(place - 1)
        is_first = not above or bool(_RULE.fullmatch(above) or _HASHED.fullmatch(above))
        is_as_long = abs(len(rule) - len(text)) <= max(3, len(text) // 4)
        is_title = not _BULLET.match(text) and (is_as_long or (is_first and not _is_stated(text)))
        return _UNDERLINES[rule[0]] if is_title else 0

    def _opens_table(self, place: int) -> bool:
        first, second = self._text(place), self._text(place + 1)
        if "|" in first and "|" in second and _DELIMITERS.fullmatch(second):
            return True
        if "\t" in first:
            return 0 < second.count("\t") <= first.count("\t")
        return _pipes(first) > 1 and _pipes(first) == _pipes(second)

    def _table_end(self, first: int) -> int:
        """Where the table ends whose first line this is."""
        text, end = self._text(first), first + 2
        if _DELIMITERS.fullmatch(self._text(first + 1)):
            while "|" in self._text(end):
                end += 1
        elif "\t" in text:
            while 0 < self._text(end).count("\t") <= text.count("\t"):
                end += 1
        else:
            while _pipes(self._text(end)) == _pipes(text):
                end += 1
        return end

    def _words(self, first: int, end: int) -> Block:
        mark, line = self._mark(first), self._lines[first]
        bold = _BOLD.match(line.text, mark)
        lead = len(bold[0]) if bold else 0
        return Block("item" if mark else "paragraph", line.start + mark, self._lines[end - 1].end, lead=lead)

    def _mark(self, place: int) -> int:
        """How long the mark of a list item is, a bullet or a number."""
        bullet = _BULLET.match(self._text(place))
        return bullet.end() if bullet else self._marks.get(place, 0)


def _lines(text: str) -> Iterator[_Line]:
    start = 0
    for line in text.split("\n"):
        yield _Line(start + len(line) - len(line.lstrip()), line.strip())
        start += len(line) + 1


def _list_numbers(lines: Sequence[_Line]) -> dict[int, int]:
    """How long the number of each numbered item is: `1.` where `2.` follows some lines on, and so forth."""
    found: dict[int, int] = {}
    last, before = 0, (0, 0)
    for place, line in enumerate(lines):
        match = _NUMBER.match(line.text)
        if match and int(match[1]) == last + 1 > 1:
            found |= {before[0]: before[1], place: match.end()}
        elif not match or int(match[1]) != 1:
            continue  # a date, say, in the words of an item
        last, before = int(match[1]), (place, match.end())
    return found


def _numbered_headings(lines: Sequence[_Line]) -> dict[int, int]:
    """The levels of numbered lines that stand alone and head text, where the number before or after does so too."""
    filled = [place for place, line in enumerate(lines) if line.text]
    numbers = {place: _heading_number(lines, place) for place in filled}
    found: dict[int, _Number] = {}
    for place, following in pairwise(filled):
        number, after = numbers[place], numbers[following]
        if number and (not after or after[: len(number)] == number):
            found[place] = number
    known = set(found.values())
    return {place: len(number) for place, number in found.items() if _beside(number) & known}


def _heading_number(lines: Sequence[_Line], place: int) -> _Number:
    """The number of a line that may be a heading; of others, an empty tuple."""
    beside = [*lines[max(place - 1, 0) : place], *lines[place + 1 : place + 2]]
    if len(lines[place].text) > _LONGEST_HEADING or any(line.text for line in beside):
        return ()
    match = _NUMBERED.fullmatch(lines[place].text)
    return tuple(map(int, match[1].split("."))) if match else ()


def _beside(number: _Number) -> set[_Number]:
    *above, last = number
    return {(*above, last - 1), (*above, last + 1), tuple(above)}


def _is_stated(text: str) -> bool:
    """Whether a line is a label with its value, which a rule below sets off rather than underlines."""
    label, _, value = text.partition(":")
    return bool(label and value.strip())


def _pipes(text: str) -> int:
    return len(_PIPE.findall(text)) if _PIPED.fullmatch(text) else 0


def _row_blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    marked = "|" in lines[1].text and bool(_DELIMITERS.fullmatch(lines[1].text))
    rows = [lines[0], *lines[2:]] if marked else lines
    separator = _PIPE if marked or "\t" not in lines[0].text else _TAB
    found = [_cells(line, separator) for line in rows]
    filled = {sum(start < end for start, end in cells) for cells in found}
    if separator is _TAB and len(filled) == 1 and filled != {max(map(len, found))}:
        found = [_cells(line, _TABS) for line in rows]  # several tabs, to align what is below each other
    columns = max(map(len, found))
    for place, (line, cells) in enumerate(zip(rows, found, strict=True)):
        cells += [(line.end, line.end)] * (columns - len(cells))
        heads = place == 0
        yield Block("row", line.start, line.end, cells=tuple(cells), opens=heads, header=heads and marked)


def _cells(line: _Line, separator: re.Pattern[str]) -> list[Span]:
    """The spans of the cells without white space around them, and without pipes at the ends of the line."""
    cuts = [match.span() for match in separator.finditer(line.text)]
    starts, ends = [0, *(end for _, end in cuts)], [*(start for start, _ in cuts), len(line.text)]
    found = []
    for start, end in zip(starts, ends, strict=True):
        cell = line.text[start:end]
        first = line.start + start + len(cell) - len(cell.lstrip())
        found.append((first, first + len(cell.strip())) if cell.strip() else (line.start + end, line.start + end))
    if separator is _PIPE:
        found = found[line.text.startswith("|") : len(found) - line.text.endswith("|")]
    return found
