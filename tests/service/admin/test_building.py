"""The process that builds: what it prints when the disk fails, and that a killed service isn't outlived."""

import errno
import json
from pathlib import Path

import pytest

from index.generations import Generations
from service.admin.building import run_build
from tests.index.faults import Broken

TEXT = "## {title}\nZielgruppe: Alleinerziehende\nDauer: 16 Wochen\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT.format(title="Vormittags"), "utf-8")
    return folder


def told(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


@pytest.fixture
def root(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """An index of the folder."""
    run_build(str(tmp_path / "index"), json.dumps([str(folder)]), "", "none")
    assert told(capsys)[-1] == {
        "generation": Generations(tmp_path / "index").current(),
        "waiting": False,
        "problems": [],
    }
    return tmp_path / "index"


def test_a_full_disk_is_the_failure(folder: Path, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In words, and the last generation stays."""
    before = Generations(root).names()
    for number in (2, 40):
        with Broken(number, errno.ENOSPC).disk():
            run_build(str(root), json.dumps([str(folder)]), "", "none")
        assert told(capsys)[-1] == {"failure": f"no space left in {root}"}
        assert Generations(root).names() == before


def test_what_changes_is_told_before_anything_is_built(
    folder: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """As soon as they are read; the shipped documents among them bring 36 measures more."""
    run_build(str(root), json.dumps([str(folder), None]), "", "none")
    *lines, last = told(capsys)
    steps = [line.get("step", "change") for line in lines]
    assert list(dict.fromkeys(steps)) == ["files", "entries", "change", "chunks", "vectors", "index"]
    change = lines[steps.index("change")]["change"]
    assert isinstance(change, dict)
    assert (change["measures_now"], change["measures_then"], change["gone"], change["new"]) == (1, 37, 0, 36)
    assert last["generation"] == Generations(root).current()
    run_build(str(root), json.dumps([str(folder)]), "", "none")
    fewer = told(capsys)[-1]
    assert (fewer["waiting"], fewer["generation"]) == (True, Generations(root).waiting())
    run_build(str(root), json.dumps([str(folder)]), "", "some")
    assert told(capsys)[-1]["waiting"] is True
    assert Generations(root).current() == last["generation"]
    run_build(str(root), json.dumps([str(folder)]), "", "any")
    assert told(capsys)[-1]["generation"] == Generations(root).current() != last["generation"]
