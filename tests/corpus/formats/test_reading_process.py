"""The reading process that is kept for many files: the same answers, and nothing left behind."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.formats import reading_process
from corpus.formats.content import MEBIBYTE
from corpus.formats.extraction import extract
from corpus.formats.readers import IN_PROCESS
from corpus.formats.reading_process import ReadingProcess, kept_processes
from tests.corpus.formats.conftest import Made, reason

ROOT = Path(__file__).parents[3]


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[ReadingProcess]:
    """Every process that is started."""
    found: list[ReadingProcess] = []

    class Noted(ReadingProcess):
        def __init__(self, command: tuple[str, ...]) -> None:
            super().__init__(command)
            found.append(self)

    monkeypatch.setattr(reading_process, "ReadingProcess", Noted)
    return found


def long(text: str) -> str:
    """JSON too long to be read in this process."""
    return text + " " * max(IN_PROCESS.values())


def is_running(process: ReadingProcess) -> bool:
    return Path(f"/proc/{process._process.pid}").exists()


def test_one_process_reads_all_files_of_a_format(made: Made, started: list[ReadingProcess]) -> None:
    """Broken ones among them; each format has a process of its own, and none is left running."""
    with kept_processes():
        for number in range(5):
            assert (
                extract(made("a.json", long(f'{{"titel": "Kurs {number}", "dauer": "1"}}'))).title == f"Kurs {number}"
            )
            assert reason(made("b.json", long("{"))).startswith("not valid JSON in line 1")
            assert extract(made("c.html", f"<p>Seite {number}")).text == f"Seite {number}"
        assert len(started) == 2
        assert all(map(is_running, started))
    assert not any(map(is_running, started))


def test_without_being_asked_to_no_process_is_kept(made: Made, started: list[ReadingProcess]) -> None:
    """A single file leaves nothing behind."""
    for _ in range(2):
        extract(made("a.json", long('{"titel": "Kurs", "dauer": "1"}')))
    assert len(started) == 2
    assert not any(map(is_running, started))


def test_limits_hold_for_each_file(made: Made, started: list[ReadingProcess]) -> None:
    """After a file that takes too long or needs too much memory, the next one is read as if nothing had been."""
    good = made("gut.html", "<p>Hallo")
    deep = made("tief.html", b"<div>" * 100_000 + b"x")
    large = made("gross.html", b"<p>x</p>" * 4_000_000)
    with kept_processes():
        assert extract(good).text == "Hallo"
        assert reason(large, memory_bytes=192 * MEBIBYTE) == "reading it needs more than 192 MiB of memory"
        assert extract(good).text == "Hallo"
        assert len(started) == 1
        assert reason(deep, seconds=0.5) == "took longer than 0.5 s to read"
        assert not is_running(started[0])
        assert extract(good).text == "Hallo"
        assert len(started) == 2


def test_a_file_that_ends_its_process_ends_no_other(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that crashes over one file is a fork of the process that reads the next one."""
    reader = tmp_path / "reader.py"
    reader.write_text(
        "import os, sys\nfrom corpus.formats import child, objects\n"
        "read = objects.read\n"
        "objects.read = lambda data, options: os.abort() if b'crash' in data else read(data, options)\n"
        "child.serve('objects')\n"
    )
    start = f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); exec(open({str(reader)!r}).read())"
    monkeypatch.setattr("corpus.formats.extraction._START", start)
    with kept_processes():
        for _ in range(2):
            assert extract(made("a.json", long('{"titel": "Kurs", "dauer": "1"}'))).title == "Kurs"
            assert reason(made("b.json", long('{"crash": "1"}'))).startswith("the reader crashed (SIGABRT)")


def test_the_environment_and_files_of_this_process_arent_passed_on(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fork has its file, the pipe of its answer, and the null device."""
    monkeypatch.setenv("LOTSE_SECRET", "geheim")
    reader = tmp_path / "reader.py"
    reader.write_text(
        "import os\nfrom corpus.formats import child, objects\nfrom corpus.formats.content import Extracted\n"
        "def read(data, options):\n"
        "    links = [os.readlink(f'/proc/self/fd/{fd}') for fd in os.listdir('/proc/self/fd') if fd != '0'\n"
        "        and os.path.lexists(f'/proc/self/fd/{fd}')]\n"
        "    return Extracted(' '.join([*os.environ, *sorted({link.split(':')[0] for link in links})]))\n"
        "objects.read = read\nchild.serve('objects')\n"
    )
    start = f"import json, sys; sys.path[:] = json.loads(sys.argv[1]); exec(open({str(reader)!r}).read())"
    monkeypatch.setattr("corpus.formats.extraction._START", start)
    with (tmp_path / "secret").open("w") as secret:
        os.set_inheritable(secret.fileno(), True)
        path = made("a.json", long("{}"))
        told = set(extract(path).text.split()) - {"LC_CTYPE", "LD_LIBRARY_PATH"}
    assert {each for each in told if not each.startswith("/proc")} <= {"/dev/null", "pipe", "socket", str(path)}


ORPHANS = """
import os, sys, time
from corpus.formats.extraction import _command
from corpus.formats.reading_process import ReadingProcess
process = ReadingProcess(_command(sys.argv[1]))
print(process._process.pid, flush=True)
request = {"suffix": sys.argv[1], "limits": {}, "options": {}}
process.answer(request, os.open(sys.argv[2], os.O_RDWR), 1, time.monotonic() + 60)
"""


def _ended(pid: int) -> bool:
    """Whether a process is gone, or only waits to be asked how it ended."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] in "ZX"
    except OSError:
        return True


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the limit of time ends them")
@pytest.mark.parametrize("suffix", [".html", ".pdf", ".docx"])
def test_no_reader_outlives_a_process_that_is_killed(tmp_path: Path, suffix: str) -> None:
    """Neither the process that waits for files nor its fork, which hangs over a file that never ends."""
    os.mkfifo(tmp_path / "endless")
    script = [sys.executable, "-c", ORPHANS, suffix, str(tmp_path / "endless")]
    with subprocess.Popen(script, cwd=ROOT, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        server = int(parent.stdout.readline())
        children = Path(f"/proc/{server}/task/{server}/children")
        deadline = time.monotonic() + 30
        while not (forks := children.read_text("utf-8").split()):
            assert time.monotonic() < deadline
            time.sleep(0.01)
        parent.kill()
    while not all(map(_ended, (server, *map(int, forks)))):
        assert time.monotonic() < deadline, "it goes on"
        time.sleep(0.01)
