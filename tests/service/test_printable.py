"""Text that commands no terminal."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.printable import printable, printable_json, printable_lines

COMMANDS = {
    "clears the screen": "\x1b[2J",
    "sets the title": "\x1b]0;owned\x07",
    "the same with one character": "\x9b2J",
    "goes back": "\rx\x08y",
    "turns the direction": "\u202egpj.exe\u2066",
    "half a character": "\ud800",
    "deletes": "\x7f",
}


@pytest.mark.parametrize("text", COMMANDS.values(), ids=list(COMMANDS))
def test_commands_are_shown(text: str) -> None:
    """As a replacement character each; the rest stays."""
    for shown in (printable(f"a{text}b"), printable_lines(f"a{text}b")):
        assert shown.startswith("a")
        assert shown.endswith("b")
        assert shown.isprintable()
        assert len(shown) == len(text) + 2


def test_lines_and_tabs() -> None:
    """Stay where there may be several lines, and are blanks where there is one."""
    assert printable_lines("a\tb\nc") == "a\tb\nc"
    assert printable("a\tb\nc") == "a b c"
    assert printable("Maßnahme „Ü50“ – 5 € 😀") == "Maßnahme „Ü50“ – 5 € 😀"


@given(st.text())
def test_json_says_the_same(text: str) -> None:
    """Escaped as JSON may be."""
    written = json.dumps({text: [text]}, ensure_ascii=False, indent=1)
    shown = printable_json(written)
    assert json.loads(shown) == {text: [text]}
    assert not any(letter < " " or "\x7f" <= letter <= "\x9f" for letter in shown.replace("\n", ""))
