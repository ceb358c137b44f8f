"""Answers as Markdown."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.chat.answer import Answer, Cell, Fit, Item, Quoted, Table
from service.chat.markdown import escaped, markdown, quoted

PLAIN = Answer("measures", "de", "Frage", False, True, ("Eine Maßnahme passt:",))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
        ("[x](javascript:alert(1))", r"\[x\](javascript:alert(1))"),
        ("a | b", r"a \| b"),
        ("**fett** _kursiv_ `code` ~weg~ # Titel", r"\*\*fett\*\* \_kursiv\_ \`code\` \~weg\~ \# Titel"),
        ("1. Punkt", r"1\. Punkt"),
        ("- Punkt", r"\- Punkt"),
        ("<= 300 €", r"\<= 300 €"),
        ("zwei\n\nZeilen", "zwei Zeilen"),
    ],
)
def test_text_stays_text(text: str, shown: str) -> None:
    """Nothing that a document holds becomes markup."""
    assert escaped(text) == shown


@given(st.text())
def test_escaping_loses_nothing_but_white_space(text: str) -> None:
    """Taking the backslashes away that were added gives the text again."""
    rest = iter(escaped(text))
    assert "".join(next(rest) if letter == "\\" else letter for letter in rest) == " ".join(text.split())


def test_a_cut_quote_says_so_outside_of_its_marks() -> None:
    """What is within the marks stands in the source."""
    assert quoted(Quoted("• Ein Satz, der", 3, cut=True)) == "»Ein Satz, der« … [3]"


def test_measures_are_a_numbered_list() -> None:
    """With how they fit, by group; a passage outside of measures stands before it."""
    report = Item("r", "Bericht", "", (Quoted("Vorweg.", 1),), numbered=False)
    first = Item("a", "Eins", "Jobcenter X – Bayern", (Quoted("Ja.", 2),))
    second = Item("b", "Zwei", "", (Quoted("Auch.", 4),))
    answer = Answer("measures", "de", "Frage", False, True, ("Zwei passen:",), (report, first, second))
    assert markdown(answer) == (
        "Zwei passen:\n\n**Bericht**: »Vorweg.« [1]\n\n"
        "1. **Eins** (Jobcenter X – Bayern): »Ja.« [2]\n2. **Zwei**: »Auch.« [4]"
    )
    met, open_one = Fit("met", "24", Quoted("bis 30", 5)), Fit("unstated", "Schulden")
    fitting = replace(first, fits=(met, Fit("met", "Kinder", Quoted("Mütter", 6)), open_one), group="best")
    against = replace(second, fits=(Fit("against", "24", Quoted("ab 25", 7)), open_one), group="against")
    grouped = replace(answer, items=(report, fitting, against))
    assert markdown(grouped) == (
        "Zwei passen:\n\n**Bericht**: »Vorweg.« [1]\n\n**Passt am besten:**\n\n"
        "1. **Eins** (Jobcenter X – Bayern): »Ja.« [2] **Passt:** 24 »bis 30« [5]; Kinder »Mütter« [6]"
        " **Nicht genannt:** Schulden\n\n**Dagegen spricht etwas:**\n\n"
        "2. **Zwei**: »Auch.« [4] **Dagegen:** 24 »ab 25« [7] **Nicht genannt:** Schulden"
    )
    assert "**Passt am besten:**" not in markdown(replace(answer, items=(fitting,)))


def test_a_value_comes_before_its_measure() -> None:
    """And the remark last."""
    item = Item("a", "Eins", "", (Quoted("10 €", 1),), label="Mittelvolumen")
    answer = Answer("value", "de", "Frage", False, True, (), (item,), remarks=("Angaben von 2013.",))
    assert markdown(answer) == "»10 €« [1]\n\nMittelvolumen, **Eins**\n\nAngaben von 2013."


def test_a_table() -> None:
    """Head, rule, rows; a bar in a cell is no border."""
    table = Table(("", "A|B"), ((Cell(text="Ziel"), Cell((Quoted("x", 1),))),))
    answer = Answer("comparison", "en", "Question", False, True, (), table=table)
    assert markdown(answer) == "|  | A\\|B |\n| --- | --- |\n| Ziel | »x« [1] |"
