"""Reasons in the language of whoever asks."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.admin.reasons import reason_text
from service.texts import Texts

ROOT = Path(__file__).parents[3]
GERMAN, ENGLISH = map(Texts.in_language, ("de", "en"))
RAISED = ("Unreadable", "WithoutText", "UploadRefused")


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("empty", "leer"),
        ("65.5 MiB; the limit is 64 MiB", "65.5 MiB; höchstens sind 64 MiB erlaubt"),
        ("took longer than 60 s to read", "das Lesen dauerte länger als 60 s"),
        ("labels: 'Ziel' is given 'ziel'; allowed: title", "labels: 'Ziel' bekommt 'ziel'; erlaubt sind title"),
        ("Invalid value (at line 3, column 5)", "Zeile 3, Spalte 5: ungültiger Wert"),
        (
            "nothing to index: there is no document that can be read",
            "nichts zu durchsuchen: Es ist kein lesbares Dokument da",
        ),
        ("empty\ntitel: unknown; allowed: name", "leer\ntitel: unbekannt; erlaubt sind name"),
        ("something that nobody has written down", "something that nobody has written down"),
    ],
)  # fmt: skip
def test_a_reason_is_said_in_german(reason: str, said: str) -> None:
    """With what varies in it, line by line; what is unknown stays as it is. English stays English."""
    assert reason_text(reason, GERMAN) == said
    assert reason_text(reason, ENGLISH) == reason


def test_every_reason_of_the_readers_is_known() -> None:
    """Each that is raised word for word, with something in place of what varies."""
    raised = list(_raised())
    assert len(raised) > 30
    assert [reason for reason in raised if reason_text(reason, GERMAN) == reason] == []


def _raised() -> Iterator[str]:
    """What is raised with literal words."""
    for path in (*(ROOT / "corpus" / "formats").glob("*.py"), ROOT / "service" / "admin" / "library.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in RAISED and node.args:
                match node.args[0]:
                    case ast.Constant(value=str(text)):
                        yield text
                    case ast.JoinedStr(values=pieces):
                        yield "".join(str(each.value) if isinstance(each, ast.Constant) else "7" for each in pieces)
