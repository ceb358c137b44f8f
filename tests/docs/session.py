"""A reader who follows a page: a copy of the project, a shell whose variables last, a service when one is needed."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

from tests.docs.commands import programs
from tests.docs.markdown import ROOT

_SERVICE = "127.0.0.1:8000"
_PATIENCE = 300.0
_ANYTHING = "..."


class Session:
    """A copy of the project's files in `folder`, with an index of the bundled documents."""

    def __init__(self, folder: Path, index: Path) -> None:
        self.folder = folder / "massnahmenlotse"
        self._log = folder / "service.log"
        self._kept = folder / "variables"
        self._service: subprocess.Popen[bytes] | None = None
        with socket.create_server(("127.0.0.1", 0)) as free:
            self._port = str(free.getsockname()[1])
        _copy_project(self.folder)
        shutil.copytree(index, folder / "data" / "massnahmenlotse")
        self._variables = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")} | {
            "COLUMNS": "80",
            "LOTSE_PORT": self._port,
            "PATH": os.pathsep.join((str(self.folder / ".venv" / "bin"), os.environ["PATH"])),
            "XDG_DATA_HOME": str(folder / "data"),
            "no_proxy": "127.0.0.1",
        }

    def write(self, name: str, text: str) -> None:
        """Save a file as the page asks to."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")

    def run(self, command: str) -> str:
        """What a command prints. It must succeed; its variables last. One that serves goes on in the background."""
        if any(Path(words[0]).name in ("lotse", "make") and "serve" in words[1:2] for words in programs(command)):
            self._serve(command)
            return ""
        if _SERVICE in command and self._service is None:
            self._serve(".venv/bin/lotse serve")
        script = f"set -aeuo pipefail\n{self._here(command)}\nenv -0 > '{self._kept}'"
        done = self._finished(["bash", "-c", script], command)
        pairs = self._kept.read_text("utf-8").rstrip("\0").split("\0")
        self._variables = dict(pair.split("=", 1) for pair in pairs)
        return done

    def run_python(self, program: str) -> str:
        """What a program prints; it must end well."""
        if _SERVICE in program and self._service is None:
            self._serve(".venv/bin/lotse serve")
        return self._finished([".venv/bin/python", "-c", self._here(program)], program)

    def close(self) -> None:
        """End the service."""
        if self._service is not None:
            os.killpg(self._service.pid, signal.SIGTERM)
            self._service.wait(_PATIENCE)
            self._service = None

    def _finished(self, arguments: list[str], shown: str) -> str:
        done = subprocess.run(
            arguments,
            cwd=self.folder,
            env=self._variables,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            timeout=_PATIENCE,
        )
        assert done.returncode == 0, f"{shown}\nended with status {done.returncode}\n{done.stdout}{done.stderr}"
        return done.stdout

    def _serve(self, command: str) -> None:
        self.close()
        with self._log.open("wb") as log:
            self._service = subprocess.Popen(
                ["bash", "-c", self._here(command)],
                cwd=self.folder,
                env=self._variables,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = monotonic() + _PATIENCE
        while not self._is_ready():
            assert self._service.poll() is None, f"{command}\n{self._log.read_text('utf-8')}"
            assert monotonic() < deadline, f"{command}\n{self._log.read_text('utf-8')}"
            sleep(0.1)

    def _is_ready(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self._port}/readyz", timeout=_PATIENCE):
                return True
        except (URLError, OSError):
            return False

    def _here(self, command: str) -> str:
        return command.replace(_SERVICE, f"127.0.0.1:{self._port}")


def _copy_project(folder: Path) -> None:
    """The files that git would commit, and the environment of the tests, which make takes for up to date."""
    listed = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listed, cwd=ROOT, capture_output=True, check=True, encoding="utf-8").stdout
    for name in names.rstrip("\0").split("\0"):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    (folder / ".venv").symlink_to(sys.prefix)
    for name in ("pyproject.toml", "constraints.txt"):
        os.utime(folder / name, (0, 0))


def shows(expected: str, printed: str) -> bool:
    """Whether a program printed what a page shows. `...` stands for anything, on a line of its own for any lines."""
    lines = [_pattern(line) for line in expected.splitlines()]
    actual = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
    return re.fullmatch("".join(lines), actual) is not None


def _pattern(line: str) -> str:
    if line == _ANYTHING:
        return r"(?:.*\n)*?"
    return re.escape(line.rstrip()).replace(re.escape(_ANYTHING), ".*?") + r"\n"
