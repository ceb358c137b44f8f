"""Opinions in a file, whatever happens to the disk."""

import errno
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from service.api.feedback import Feedback
from tests.index.faults import Broken
from tests.service.conftest import serving

KILLED = """
import os, signal, sys
from pathlib import Path
from service.api.feedback import Feedback
real = os.write
def half(file, line):
    real(file, line[: len(line) // 2])
    os.kill(os.getpid(), signal.SIGKILL)
os.write = half
Feedback(Path(sys.argv[1])).add(True, ["b"])
"""


def shown(path: Path) -> list[list[str]]:
    """The measures of each line; every line is whole."""
    return [json.loads(line)["measures"] for line in path.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_disk_that_fails(tmp_path: Path, call: str, error: int) -> None:
    """What was there stays, half a line is taken back, and the next one follows."""
    feedback = Feedback(tmp_path / "opinions.jsonl")
    feedback.add(True, ["a"])
    whole = Broken()
    with whole.disk():
        feedback.add(True, ["a"])
    with Broken(whole.made.index(call) + 1, error).disk(), pytest.raises(OSError, match=os.strerror(error)):
        feedback.add(False, ["b"])
    assert shown(feedback.path) == [["a"], ["a"]]
    feedback.add(True, ["c"])
    assert shown(feedback.path) == [["a"], ["a"], ["c"]]


def test_a_process_that_is_killed(tmp_path: Path) -> None:
    """Half a line that it left goes with the next one."""
    feedback = Feedback(tmp_path / "opinions.jsonl")
    feedback.add(True, ["a"])
    done = subprocess.run([sys.executable, "-c", KILLED, str(feedback.path)], cwd=Path(__file__).parents[3])
    assert done.returncode == -signal.SIGKILL
    assert not feedback.path.read_bytes().endswith(b"\n")
    feedback.add(True, ["c"])
    assert shown(feedback.path) == [["a"], ["c"]]


def test_a_file_without_a_whole_line(tmp_path: Path) -> None:
    """However long what is left in it is."""
    feedback = Feedback(tmp_path / "opinions.jsonl")
    feedback.path.write_bytes(b"x" * 200_000)
    feedback.add(True, ["c"])
    assert shown(feedback.path) == [["c"]]


def test_it_is_said(built_index: Path) -> None:
    """As a problem that says why, not where."""
    with serving(built_index, feedback=Path("/dev/full")) as client:
        answer = client.post("/api/feedback", json={"helpful": True, "measures": []})
    assert answer.status_code == 507
    assert answer.json()["type"] == "urn:massnahmenlotse:problem:not-written"
    assert answer.json()["detail"] == "Das ließ sich nicht speichern: No space left on device"
    assert "/dev" not in answer.text
