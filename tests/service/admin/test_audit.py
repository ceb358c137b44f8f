"""The log of the administration."""

import json
from pathlib import Path

import pytest

from index.files import NotWritten
from service.admin.audit import AuditLog
from service.api.problems import ProblemError


def lines(log: AuditLog) -> list[dict[str, str]]:
    return [json.loads(line) for line in log.path.read_text("utf-8").splitlines()]


def test_a_line_for_each_act(tmp_path: Path) -> None:
    """With how it ended; whatever a document is called, it stays one line."""
    log = AuditLog(tmp_path / "new" / "audit.jsonl")
    with log.act("erika", "upload", 'a\n"b".md'):
        pass
    with pytest.raises(ProblemError), log.act("erika", "rebuild"):
        raise ProblemError("rebuild-running")
    with pytest.raises(KeyError), log.act("max", "remove", "x.md"):
        raise KeyError("x.md")
    found = [(line["who"], line["what"], line["which"], line["outcome"]) for line in lines(log)]
    assert found == [
        ("erika", "upload", 'a\n"b".md', "done"),
        ("erika", "rebuild", None, "rebuild-running"),
        ("max", "remove", "x.md", "KeyError"),
    ]
    assert log.path.stat().st_mode & 0o777 == 0o600


def test_nothing_is_done_without_a_log(tmp_path: Path) -> None:
    """Before the act, if there can't be one."""
    (tmp_path / "file").write_text("")
    done = []
    with pytest.raises(NotWritten, match="can't be written to"), AuditLog(tmp_path / "file" / "x").act("a", "b"):
        done.append(1)
    assert done == []
