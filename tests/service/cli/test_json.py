"""Results for programs: each command prints one line of JSON, and what it remarks stands on stderr."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from service.cli.main import main
from service.wire.chat import ChatResponse


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> Any:
    """What a command prints."""
    assert main([*arguments, "--json"]) == status
    (line,) = capsys.readouterr().out.splitlines()
    return json.loads(line)


def test_an_index_its_backup_and_what_is_restored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder, index, archive = tmp_path / "own", str(tmp_path / "index"), str(tmp_path / "a.tar")
    folder.mkdir()
    (folder / "haus.md").write_text("# Haus der Chancen\n\nZielgruppe: Alle Familien\n\nDauer: 6 Monate\n", "utf-8")
    built = printed(capsys, "index", str(folder), "--index", index)
    assert {name: built[name] for name in ("documents", "measures", "unread", "change")} == {
        "documents": 1, "measures": 1, "unread": [], "change": None,
    }  # fmt: skip
    (folder / "leer.txt").write_text("")
    again = printed(capsys, "index", str(folder), "--index", index, status=1)
    assert [each["file"] for each in again["unread"]] == ["leer.txt"]
    assert (again["change"]["measures_now"], again["change"]["gone"]) == (1, 0)
    assert printed(capsys, "verify", "--index", index)["serves"] == again["generation"]
    saved = printed(capsys, "backup", archive, str(folder), "--index", index)
    assert (saved["archive"], saved["generation"], saved["documents"]) == (
        archive, again["generation"], ["documents/1-own"],
    )  # fmt: skip
    restored = printed(capsys, "restore", archive, str(tmp_path / "new"))
    assert restored["index"]["serves"] == again["generation"]
    assert Path(restored["settings"]).is_file()
    assert restored["files"] == saved["files"]


def test_keys(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    index = ("--index", str(tmp_path))
    added = printed(capsys, "keys", "add", "intranet", *index)
    assert (added["name"], added["state"], len(added["key"]) > 20) == ("intranet", "valid", True)
    assert printed(capsys, "keys", "add", "all", "--user", "*", *index)["key"] is None
    assert printed(capsys, "keys", "revoke", "intranet", *index) == {"name": "intranet", "state": "revoked"}
    assert [each["state"] for each in printed(capsys, "keys", "list", *index)] == ["revoked", "valid"]


def test_a_conversation(built_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A line an answer; what is no answer doesn't come between."""
    monkeypatch.setattr("sys.stdin", io.StringIO("Was macht JUMITA?\n/quelle 1\nwas kostet das?\n/neu\n"))
    assert main(["chat", "--json", "--index", str(built_index)]) == 0
    told = capsys.readouterr()
    answers = [ChatResponse.model_validate_json(line) for line in told.out.splitlines()]
    assert [answer.standalone_question for answer in answers] == ["Was macht JUMITA?", "JUMITA: was kostet das?"]
    assert "117.335,04 €" in answers[1].answer
    assert [line[:7] for line in told.err.splitlines()] == ["lotse: ", "lotse: "]
