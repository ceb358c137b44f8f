"""Letters of a PDF become strips of words, without what is struck out."""

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise, takewhile
from typing import NamedTuple
from unicodedata import is_normalized

from corpus.formats.content import tidy
from corpus.formats.pdf_drawings import Drawn
from corpus.formats.pdf_layers import Layer, Line, Rotation, Strip
from corpus.formats.pdf_letters import HYPHEN, LetterLook, Letters
from corpus.formats.pdf_unseen import unseen_stretches, without
from corpus.formats.pdf_words import Words, drawn_words
from corpus.formats.pdfium import Box
from corpus.formats.unseen import Unseen

_GAP, _BACK, _GLUED = 0.7, -0.4, 0.15  # distance of two words in ems: what ends a strip, and what needs no space
_DRIFT, _GROWTH = 0.12, 1.2  # of a baseline in ems, of the size
_SMALLEST, _SLANT = 0.1, 15.0  # points, degrees
_STRUCK_FROM, _STRUCK_TO, _STRUCK_SHARE = 0.14, 0.45, 0.6  # above the baseline in ems; share of a word's width
_SPECIAL = re.compile("[\x02\u00a8\u0300-\u036fﬀ-ﬆ¹²³⁰⁴-⁹]")
_LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"})
_ACCENT_APART = re.compile(r"(?<!\s)\s+(?=[\u0300-\u036f])")
_RAISED_DIGITS = re.compile(r"(?<=[\w.!?%)])(?<![kcdmµq]m)(?<!\bm)[¹²³⁰⁴-⁹]+")  # m² stays
_DOTS_BEFORE = re.compile("\u00a8 ?([AOUaou])")  # how older fonts of TeX draw ä, ö and ü


def layers_of(
    letters: Letters, page: Box, lines: Sequence[Box], drawn: Drawn, unseen: Unseen
) -> tuple[list[Layer], list[str]]:
    """The layers of a page, the one with most words first, and the texts that stand at another angle, as stamps do.

    Words that nobody sees are added to `unseen` instead.
    """
    words = drawn_words(letters)
    firsts = dict(zip(reversed(words.stretches), reversed(words.starts), strict=True))
    looks = {stretch: letters.look(start, stretch) for stretch, start in firsts.items()}
    everything = words
    words, hidden = without(words, unseen_stretches(looks, drawn.grounds, drawn.pictures))
    unseen.add(" ".join(letters.text[everything.starts[word] : everything.ends[word]] for word in hidden))
    looks = {stretch: looks[stretch] for stretch in words.stretches}
    quarters = {stretch: _quarters(look) for stretch, look in looks.items()}
    if set(quarters.values()) == {0}:
        return [_Reader(letters.text, looks, Rotation(0, page), lines).layer(words)], []
    turned = [quarters[stretch] for stretch in words.stretches]
    layers = [
        _Reader(letters.text, looks, Rotation(turn, page), lines).layer(words.chosen(_places(turned, turn)))
        for turn, _ in Counter(turned).most_common()
        if turn is not None
    ]
    slanted = groupby(_places(turned, None), key=lambda number: words.stretches[number])
    texts = [" ".join(letters.text[words.starts[word] : words.ends[word]] for word in group) for _, group in slanted]
    return layers, [_readable(text) for text in texts]


def _places(values: Sequence[int | None], wanted: int | None) -> list[int]:
    return [place for place, value in enumerate(values) if value == wanted]


def _quarters(look: LetterLook) -> int | None:
    if not math.isfinite(look.size + look.angle + look.x + look.y):
        return None  # a damaged matrix: the words are there, but nobody knows where
    turned = round(look.angle / 90)
    return turned % 4 if abs(look.angle - 90 * turned) <= _SLANT else None


class _Run(NamedTuple):
    """Words of one look with no gap between them: numbers `first` to before `end`."""

    first: int
    end: int
    left: float
    right: float
    baseline: float
    size: float
    bold: bool
    spaced: bool


class _Reader:
    """Reads the words of a page that stand in one direction, and the lines between them."""

    def __init__(self, text: str, looks: dict[int, LetterLook], turn: Rotation, lines: Iterable[Box]) -> None:
        self._text = text
        self._looks = looks
        self._turn = turn
        self._width, self._height = turn.size
        self._layer = Layer(turn, [], *turn.lines(lines))
        self._heights = [line.at for line in self._layer.across]

    def layer(self, words: Words) -> Layer:
        """All strips of these words, in the order in which they were drawn."""
        sides = self._sides(words)
        held: list[_Run] = []
        for first, end in pairwise(self._ends(words, *sides)):
            run = self._run(words, sides, first, end, held)
            if held and not self._goes_on(held[-1], run):
                self._close(held, words, sides)
                held = []
            held.append(run)
        if held:
            self._close(held, words, sides)
        return self._layer

    def _sides(self, words: Words) -> tuple[list[float], list[float]]:
        """Where each word begins and where it ends, in the direction of reading."""
        left, bottom, right, top = self._turn.page
        match self._turn.quarters:
            case 0:
                return [box[0] - left for box in words.firsts], [box[2] - left for box in words.lasts]
            case 1:
                return [box[3] - bottom for box in words.firsts], [box[1] - bottom for box in words.lasts]
            case 2:
                return [right - box[2] for box in words.firsts], [right - box[0] for box in words.lasts]
            case _:
                return [top - box[1] for box in words.firsts], [top - box[3] for box in words.lasts]

    def _ends(self, words: Words, lefts: Sequence[float], rights: Sequence[float]) -> list[int]:
        """The numbers of the words that begin a run, and the number after the last one."""
        stretches = words.stretches
        near = {stretch: (_BACK * look.size, _GAP * look.size) for stretch, look in self._looks.items()}
        pairs = zip(stretches, stretches[1:], rights, lefts[1:], strict=False)
        found = [
            number
            for number, (before, stretch, right, left) in enumerate(pairs, 1)
            if before != stretch or not near[stretch][0] < left - right < near[stretch][1]
        ]
        if self._layer.down:
            cut = (number for number in range(1, len(stretches)) if self._is_cut(words, number, lefts, rights))
            found = sorted({*found, *cut})
        return [0, *found, len(stretches)]

    def _is_cut(self, words: Words, number: int, lefts: Sequence[float], rights: Sequence[float]) -> bool:
        look = self._looks[words.stretches[number]]
        return self._layer.is_cut(rights[number - 1], lefts[number], self._baseline(look), look.size)

    def _baseline(self, look: LetterLook) -> float:
        return self._turn.box((look.x, look.y, look.x, look.y))[1]

    def _run(
        self, words: Words, sides: tuple[list[float], list[float]], first: int, end: int, held: Sequence[_Run]
    ) -> _Run:
        look = self._looks[words.stretches[first]]
        left, size = sides[0][first], max(look.size, _SMALLEST)
        spaced = not held or words.starts[first] > words.ends[first - 1] or left - held[-1].right > _GLUED * size
        return _Run(first, end, left, sides[1][end - 1], self._baseline(look), size, look.bold, spaced)

    def _goes_on(self, before: _Run, run: _Run) -> bool:
        """Whether a run stands on the line of the one before it, without a gap."""
        size = before.size
        return (
            _BACK * size < run.left - before.right < _GAP * size
            and abs(run.baseline - before.baseline) <= _DRIFT * size
            and size / _GROWTH < run.size < size * _GROWTH
            and not (self._layer.down and self._layer.is_cut(before.right, run.left, run.baseline, size))
        )

    def _close(self, held: Sequence[_Run], words: Words, sides: tuple[list[float], list[float]]) -> None:
        """Add the strips that runs on one line make, without the words that are struck out."""
        baseline, size = held[0].baseline, held[0].size
        first = bisect_left(self._heights, baseline - _STRUCK_TO * size)
        last = bisect_left(self._heights, baseline - _STRUCK_FROM * size, first)
        least, most = held[0].left - size, held[-1].right + size  # a longer line belongs to a table or a drawing
        strikes = [line for line in self._layer.across[first:last] if least < line.start and line.end < most]
        if not strikes:
            self._add(held, words)
            return
        single = [self._word(run, number, words, sides) for run in held for number in range(run.first, run.end)]
        for struck, group in groupby(single, key=lambda word: _is_struck(word, strikes)):
            if not struck:
                self._add(list(group), words)

    def _word(self, run: _Run, number: int, words: Words, sides: tuple[list[float], list[float]]) -> _Run:
        """One word of a run."""
        spaced = run.spaced if number == run.first else words.starts[number] > words.ends[number - 1]
        return run._replace(first=number, end=number + 1, left=sides[0][number], right=sides[1][number], spaced=spaced)

    def _add(self, held: Sequence[_Run], words: Words) -> None:
        left, right, baseline = held[0].left, held[-1].right, held[0].baseline
        if not (0 < left + right < 2 * self._width and 0 < baseline < self._height + held[0].size):
            return  # not on the part of the page that is shown
        text = _readable(self._together(held, words))
        if text:
            lead = self._lead(held, words, text) if held[0].bold else 0
            self._layer.strips.append(Strip(text, left, right, baseline, _usual_size(held, words), lead))

    def _lead(self, held: Sequence[_Run], words: Words, text: str) -> int:
        """How many characters of the text are bold at its start."""
        bold = list(takewhile(lambda run: run.bold, held))
        return len(text) if len(bold) == len(held) else len(_readable(self._together(bold, words)))

    def _together(self, held: Sequence[_Run], words: Words) -> str:
        texts = (self._text[words.starts[run.first] : words.ends[run.end - 1]] for run in held)
        return "".join(f" {text}" if run.spaced else text for run, text in zip(held, texts, strict=True))


def _is_struck(word: _Run, strikes: Iterable[Line]) -> bool:
    covered = (min(word.right, line.end) - max(word.left, line.start) for line in strikes)
    return max(covered) > _STRUCK_SHARE * (word.right - word.left)


def _usual_size(held: Sequence[_Run], words: Words) -> float:
    """The size of most letters of a strip: a name in another font may be smaller."""
    if len(held) == 1:
        return held[0].size
    counted: Counter[float] = Counter()
    for run in held:
        counted[run.size] += words.ends[run.end - 1] - words.starts[run.first]
    return max(counted, key=counted.__getitem__)


def _readable(text: str) -> str:
    """Text as people write it: no ligatures, composed letters, no marks of footnotes, a hyphen at the end."""
    if _SPECIAL.search(text):
        text = f"{text[:-1]}-" if text.endswith(HYPHEN) else text
        text = _ACCENT_APART.sub("", _DOTS_BEFORE.sub("\\1\u0308", text.replace(HYPHEN, "").translate(_LIGATURES)))
        text = _RAISED_DIGITS.sub("", text)
    text = " ".join(text.split())
    return text if text.isprintable() and is_normalized("NFC", text) else tidy(text)
