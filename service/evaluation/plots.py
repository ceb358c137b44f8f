"""Pictures of figures as plain numbers: where each dot, line and bar stands. The template draws them as SVG."""

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.text.language import Language
from service.evaluation.statistics import Interval
from service.evaluation.tables import decimal
from service.texts import Texts

WIDTH = 720
LEFT, RIGHT = 300, 640
_ROW, _TOP = 26, 12
_BIN = 34.0
_BAR = 72
_GAP = 34


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across the picture with what stands below it."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Dot:
    """A figure: its name, how high it stands, where, from where to where its interval goes, and its value in words."""

    label: str
    y: float
    at: float
    low: float | None
    high: float | None
    value: str


@dataclass(frozen=True, slots=True)
class Dots:
    """Figures below each other on one scale; `zero` is where nothing would differ."""

    height: float
    bottom: float
    ticks: tuple[Tick, ...]
    dots: tuple[Dot, ...]
    zero: float | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar from its top to the series' ground."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Series:
    """Bars of one kind of question on their own ground."""

    label: str
    ground: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Histogram:
    """Series below each other over one scale."""

    height: float
    bottom: float
    ticks: tuple[Tick, ...]
    series: tuple[Series, ...]


def dots(figures: Sequence[tuple[str, Interval]], language: Language, *, signed: bool = False) -> Dots:
    """Figures from 0 to 1, or differences around 0."""
    edge = _edge(figures) if signed else 1.0
    lowest = -edge if signed else 0.0

    def at(value: float) -> float:
        return round(LEFT + (value - lowest) / (edge - lowest) * (RIGHT - LEFT), 1)

    marks = (-edge, -edge / 2, 0.0, edge / 2, edge) if signed else (0.0, 0.25, 0.5, 0.75, 1.0)
    bottom = _TOP + _ROW * len(figures)
    drawn = tuple(
        Dot(
            label,
            _TOP + _ROW * (number + 0.5),
            at(value.mean),
            None if value.low is None else at(value.low),
            None if value.high is None else at(value.high),
            decimal(value.mean, language, signed=signed),
        )
        for number, (label, value) in enumerate(figures)
    )
    ticks = tuple(Tick(at(mark), _mark(mark, language, signed=signed)) for mark in marks)
    return Dots(bottom + 24, bottom, ticks, drawn, at(0.0) if signed else None)


def binned(values: Sequence[float], bins: int) -> list[int]:
    """How many values from 0 to 1 fall into each of so many equal parts; 1 belongs to the last."""
    counts = [0] * bins
    for value in values:
        counts[min(int(value * bins), bins - 1)] += 1
    return counts


def histogram(series: Sequence[tuple[str, Sequence[int]]], language: Language) -> Histogram:
    """Counts by part of the scale, each series in shares of its own highest bar."""
    drawn = []
    for number, (label, counts) in enumerate(series):
        ground = _TOP + (number + 1) * (_BAR + _GAP) - _GAP
        most = max(counts) or 1
        bars = tuple(
            Bar(LEFT + place * _BIN + 2, round(ground - tall, 1), _BIN - 4, round(tall, 1))
            for place, tall in enumerate(_BAR * count / most for count in counts)
        )
        drawn.append(Series(label, ground, bars))
    bottom = drawn[-1].ground
    ticks = tuple(Tick(LEFT + 10 * _BIN * mark, _mark(mark, language)) for mark in (0.0, 0.25, 0.5, 0.75, 1.0))
    return Histogram(bottom + 24, bottom, ticks, tuple(drawn))


def _edge(figures: Sequence[tuple[str, Interval]]) -> float:
    """The farthest end of an interval, as the next tenth."""
    ends = [abs(end) for _, value in figures for end in (value.mean, value.low, value.high) if end is not None]
    return max(0.1, -(-round(max(ends, default=0.0) * 100) // 10) / 10)


def _mark(value: float, language: Language, *, signed: bool = False) -> str:
    return Texts.in_language(language).decimal(value, 2, signed=bool(signed and value))
