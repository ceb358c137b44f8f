"""The positions of dots and bars."""

from service.evaluation.plots import LEFT, RIGHT, Dot, count_bins, dot_plot, histogram
from service.evaluation.statistics import Interval


def test_figures_are_plotted_from_0_to_1() -> None:
    """0.5 is in the middle; without an interval there is no line."""
    middle = (LEFT + RIGHT) / 2
    drawn = dot_plot([("a", Interval(0.5, 0.0, 1.0, 9)), ("b", Interval(1.0, None, None, 1))], "de")
    assert drawn.dots == (
        Dot("a", 25.0, middle, LEFT, RIGHT, "0,500"),
        Dot("b", 51.0, RIGHT, None, None, "1,000"),
    )
    assert [tick.label for tick in drawn.ticks] == ["0,00", "0,25", "0,50", "0,75", "1,00"]
    assert (drawn.zero, drawn.bottom) == (None, 64)


def test_differences_are_plotted_around_0() -> None:
    """The scale ends at the next tenth beyond the largest value, on both sides."""
    drawn = dot_plot([("a", Interval(-0.1, -0.31, 0.02, 9))], "en", signed=True)
    assert [tick.label for tick in drawn.ticks] == ["−0.40", "−0.20", "0.00", "+0.20", "+0.40"]
    assert drawn.zero == (LEFT + RIGHT) / 2
    assert drawn.dots[0].value == "−0.100"
    assert drawn.dots[0].at == drawn.zero - (RIGHT - LEFT) / 8


def test_values_are_counted_by_bin() -> None:
    """The last bin includes 1; each series is scaled to its highest bar."""
    assert count_bins([0.0, 0.05, 0.1, 0.99, 1.0], 10) == [2, 1, 0, 0, 0, 0, 0, 0, 0, 2]
    drawn = histogram([("a", [2, 1]), ("b", [0, 0])], "de")
    tall, half = drawn.series[0].bars
    assert (tall.height, half.height, tall.y) == (72, 36, drawn.series[0].ground - 72)
    assert [bar.height for bar in drawn.series[1].bars] == [0, 0]
    assert drawn.series[1].ground == drawn.bottom
