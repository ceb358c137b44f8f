"""Tables within a text, by their tabs."""

import pytest

from corpus.text.tab_rows import tab_tables

TEXT = "Davor steht ein Satz.\nZeitraum\tbeendet\tin Arbeit\n2010\t15\t1\n2011\t16\nDanach\tallein\n\nEnde."


@pytest.mark.parametrize(
    ("text", "tables"),
    [
        (
            TEXT,
            [[["Zeitraum", "beendet", "in Arbeit"], ["2010", "15", "1"], ["2011", "16", ""], ["Danach", "allein", ""]]],
        ),
        ("a\tb\n\nc\td\n", []),
        ("a\tb\nc\td", [[["a", "b"], ["c", "d"]]]),
        ("kein Satz hat\nTabellen", []),
        ("", []),
    ],
)
def test_rows_that_follow_each_other_are_a_table(text: str, tables: list[list[list[str]]]) -> None:
    """One row alone is none; missing cells at the end of a row are empty."""
    found = [[[text[slice(*cell)] for cell in row] for row in rows] for rows in tab_tables(text, 0, len(text))]
    assert found == tables


def test_only_what_lies_in_the_span() -> None:
    """A row that the span cuts is cut."""
    (rows,) = tab_tables(TEXT, TEXT.index("2010"), TEXT.index("\nDanach"))
    assert [[TEXT[slice(*cell)] for cell in row] for row in rows] == [["2010", "15", "1"], ["2011", "16", ""]]
