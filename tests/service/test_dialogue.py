"""The conversation in the terminal."""

import io
from pathlib import Path

import pytest

from service.cli import main


def talked(built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], *lines: str) -> str:
    """What is printed when these lines come through a pipe."""
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in lines)))
    monkeypatch.setenv("COLUMNS", "200")
    assert main(["chat", "--index", str(built_index)]) == 0
    return capsys.readouterr().out


def test_a_conversation(built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A follow-up is understood and said to be, a source shown in its context."""
    text = talked(
        built_index, monkeypatch, capsys, "Was macht JUMITA?", "was kostet das?", "/quelle 1", "/ende", "mehr"
    )
    assert "Verstanden als: JUMITA: was kostet das?" in text
    assert "»117.335,04 € für 11 Monate und 16 Teilnehmerinnen« [1]" in text
    assert "Laufzeit: 01.10.2012 – 31.08.2013" in text.split("Angaben von 2013")[-1]


def test_a_new_conversation_knows_nothing_of_the_last(
    built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """After /neu there is nothing that `das` could be, and no source."""
    text = talked(built_index, monkeypatch, capsys, "Was kostet JUMITA?", "/neu", "/quelle 1", "wie lange?", "/hilfe")
    assert "Neues Gespräch." in text
    assert "Diese Quelle gibt es nicht. Vorhanden: keine" in text
    assert "Verstanden als" not in text
    assert text.count("/quelle 2 zeigt eine Quelle") == 2


def test_too_long_a_message(
    built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is refused, and the conversation goes on."""
    text = talked(built_index, monkeypatch, capsys, "x" * 4_001, "Hallo")
    assert "höchstens 4000 Zeichen" in text
    assert "Guten Tag!" in text
