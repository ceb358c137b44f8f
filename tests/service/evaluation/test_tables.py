"""Tables on the terminal and in Markdown."""

import pytest

from service.cli.evaluation_view import evaluation_tables
from service.cli.terminal import show
from service.evaluation.statistics import Interval
from service.evaluation.tables import Sheet, markdown_tables

VALUE, BARE = Interval(0.5, 0.25, 0.75, 8), Interval(1.0, None, None, 1)
FEW = Sheet("few", "Wenige", ("", "n", "Wert"), (("a|b", "8", VALUE), ("c", "1", BARE)))
MANY = Sheet("many", "Viele", ("", *"abcd"), (("x", VALUE, VALUE, VALUE, BARE),))
SIGNED = Sheet("signed", "Unterschiede", ("", "±"), (("x", Interval(-0.1, -0.2, 0.05, 8)),), signed=True)


def test_markdown_has_every_interval() -> None:
    """Pipes in cells are escaped; decimal comma in German, decimal point in English."""
    assert markdown_tables([FEW, MANY], "de") == (
        "**Wenige**\n\n|  | n | Wert |\n| --- | --- | --- |\n| a\\|b | 8 | 0,500 (0,250–0,750) |\n| c | 1 | 1,000 |\n\n"
        "**Viele**\n\n|  | a | b | c | d |\n| --- | --- | --- | --- | --- |\n"
        "| x | 0,500 (0,250–0,750) | 0,500 (0,250–0,750) | 0,500 (0,250–0,750) | 1,000 |\n"
    )
    assert "| x | −0.100 (−0.200 to +0.050) |" in markdown_tables([SIGNED], "en")


def test_a_terminal_shows_the_first_interval_of_many(capsys: pytest.CaptureFixture[str]) -> None:
    """With few figures it has every interval; numbers are right-aligned."""
    show(*evaluation_tables([FEW, MANY], "en"))
    assert capsys.readouterr().out == (
        "Wenige\n     n                Wert\na|b  8 0.500 (0.250–0.750)\nc    1               1.000\n\n"
        "Viele\n                     a     b     c     d\nx  0.500 (0.250–0.750) 0.500 0.500 1.000\n\n"
    )
