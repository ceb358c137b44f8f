"""The conversation in the terminal."""

import io
import json
from pathlib import Path

import pytest

from service.cli.main import main
from tests.service.llm import servers
from tests.service.llm.servers import serving_model


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


def test_what_was_understood_is_taken_back(
    built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last question again, as it was typed."""
    text = talked(built_index, monkeypatch, capsys, "Was macht JUMITA?", "und in Bayern?", "/wörtlich")
    assert text.count("Verstanden als") == 1
    assert "Verstanden als" not in text.split("Verstanden als")[1].partition("Quellen")[2]


def test_a_local_model(built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Its sentence is shown as it holds, with the sources below; what doesn't hold is said, and answered by quotes."""
    said = servers.says("JUMITA kostet 117.335,04 € für 16 Teilnehmerinnen und 11 Monate [1].")
    with serving_model(said) as server:
        monkeypatch.setenv("LOTSE_LLM_URL", server.url)
        monkeypatch.setenv("LOTSE_LLM_MODEL", "m")
        text = talked(built_index, monkeypatch, capsys, "Was kostet JUMITA?", "/quelle 1")
        assert "JUMITA kostet 117.335,04 € für 16 Teilnehmerinnen und 11 Monate. [1]" in text
        assert "»117.335,04 €" not in text
        assert "[1] JUMITA" in text.replace("  ", " ")
        assert "Laufzeit: 01.10.2012 – 31.08.2013" in text
        server.handler = servers.says("JUMITA kostet 99 € [1].")
        text = talked(built_index, monkeypatch, capsys, "Was kostet JUMITA?")
        assert "nicht ausreichend belegt" in text
        assert "»117.335,04 € für 11 Monate und 16 Teilnehmerinnen« [1]" in text
        assert main(["ask", "--json", "--index", str(built_index), "Was kostet JUMITA?"]) == 0
        assert json.loads(capsys.readouterr().out)["answered_by"] == "extract"


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
    assert "höchstens 4.000 Zeichen" in text
    assert "Guten Tag!" in text
