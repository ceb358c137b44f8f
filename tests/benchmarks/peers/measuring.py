"""Measures peers, each phase in a process of its own; a phase that fails is recorded with its reason."""

import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.benchmarks.peers import environments, load

USERS = (8, 32)
_STARTS = 3
_EACH = 8
_LONGEST = 600.0


class PeerFailed(Exception):
    """A phase of a peer failed; the message says how."""


@dataclass(frozen=True, slots=True)
class PeerRun:
    """A peer with a model and a catalogue `times` as large, and the folder of its results and its index."""

    name: str
    model: str
    times: int
    material: Path
    output: Path

    @property
    def id(self) -> str:
        return f"{self.name}-{self.model}-{self.times}x"

    @property
    def index(self) -> Path:
        return self.output / "indexes" / self.id

    @property
    def _file(self) -> Path:
        return self.output / "runs" / f"{self.id}.json"

    def results(self) -> dict[str, Any]:
        """The results so far."""
        if not self._file.exists():
            return {"name": self.name, "model": self.model, "times": self.times, "refused_connections": []}
        kept: dict[str, Any] = json.loads(self._file.read_text("utf-8"))
        return kept

    def save(self, more: dict[str, Any]) -> None:
        """Add results."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(self.results() | more, ensure_ascii=False), "utf-8")

    def pending(self, key: str) -> bool:
        """Whether the phase that yields `key` is still to be measured."""
        found = self.results()
        return "error" not in found and key not in found


def measure_peers(runs: list[PeerRun], *, http: bool = True) -> None:
    """Measure all phases of all runs; starts in rounds, so that other load on the machine affects all runs alike."""
    for run in runs:
        if run.pending("index_seconds"):
            _measure(run, _build)
    for _ in range(_STARTS):
        for run in runs:
            if len(run.results().get("firsts", ())) < _STARTS and run.pending("first_answer_seconds"):
                _measure(run, _start)
    for run in runs:
        if run.pending("p50_ms"):
            _measure(run, _ask)
    for run in runs if http else ():
        if run.pending("http"):
            _measure(run, _load)
            if (run.name, run.model) == ("lotse", "own"):
                _measure(run, _load_service)


def _measure(run: PeerRun, phase: Any) -> None:
    """Measure one phase and report it on stderr; if it fails, save the reason."""
    began = time.monotonic()
    try:
        run.save(phase(run))
    except (PeerFailed, subprocess.TimeoutExpired, OSError, ValueError) as error:
        run.save({"error": f"{phase.__name__.strip('_')}: {error}"})
    state = run.results().get("error", f"{time.monotonic() - began:.1f} s")
    sys.stderr.write(f"{run.id} {phase.__name__.strip('_')}: {state}\n")


def _build(run: PeerRun) -> dict[str, Any]:
    shutil.rmtree(run.index, ignore_errors=True)
    run.index.mkdir(parents=True)
    built = _run(run, "build")
    return {key: built[key] for key in ("index_seconds", "parsing_seconds", "refused_connections")}


def _start(run: PeerRun) -> dict[str, Any]:
    """One more first answer, with the memory of the fresh process after it."""
    first = _run(run, "first")
    firsts = [*run.results().get("firsts", ()), first["first_answer_seconds"]]
    done = {"first_answer_seconds": statistics.median(firsts)} if len(firsts) == _STARTS else {}
    return {"firsts": firsts, "memory_mb": first["memory_mb"], **done}


def _ask(run: PeerRun) -> dict[str, Any]:
    asked = _run(run, "ask")
    refused = [*run.results()["refused_connections"], *asked["refused_connections"]]
    return asked | {"refused_connections": refused, "memory_mb": run.results().get("memory_mb", asked["memory_mb"])}


def _load(run: PeerRun) -> dict[str, Any]:
    command = _command(run, "serve")
    server = subprocess.Popen(
        command, env=_quiet(), cwd=environments.ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with _ended(server):
        line = server.stdout.readline() if server.stdout else b""
        if not line:
            raise PeerFailed("the server didn't start")
        return {"http": _loads(run, json.loads(line)["port"], "/")}


def _load_service(run: PeerRun) -> dict[str, Any]:
    """The same load on the project's own service, which sends complete answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "service.cli.main", "serve", "--port", str(port), "--index", str(run.index)]
    server = subprocess.Popen(
        command, env=_quiet(), cwd=environments.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with _ended(server):
        end = time.monotonic() + _EACH * 3
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        load.apply_load(port, "/api/search", _questions(run), 1, 2)
        return {"http_service": _loads(run, port, "/api/search")}


def _loads(run: PeerRun, port: int, path: str) -> list[dict[str, Any]]:
    return [load.apply_load(port, path, _questions(run), users, _EACH) for users in USERS]


def _questions(run: PeerRun) -> list[str]:
    return [entry["text"] for entry in json.loads(run.material.read_text("utf-8"))["questions"]]


@contextmanager
def _ended(server: "subprocess.Popen[bytes]") -> Iterator[None]:
    """Kill the server at the end of the block."""
    try:
        yield
    finally:
        server.kill()
        server.wait()
        if server.stdout:
            server.stdout.close()


def _command(run: PeerRun, phase: str) -> list[str]:
    python = environments.interpreter(run.name, environments.cache() / "env")
    module = "tests.benchmarks.peers.peer"
    return [str(python), "-m", module, phase, run.name, run.model, str(run.material), str(run.index)]


def _run(run: PeerRun, phase: str) -> dict[str, Any]:
    """The result that a phase prints. Raises PeerFailed with the last line of its stderr."""
    done = subprocess.run(
        [*_command(run, phase), "--started", repr(time.time())],
        env=_quiet(),
        cwd=environments.ROOT,
        capture_output=True,
        text=True,
        timeout=_LONGEST,
    )
    if done.returncode:
        raise PeerFailed(failure_reason(done.returncode, done.stderr))
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def failure_reason(status: int, stderr: str) -> str:
    """Why a process failed: the last line of its stderr, or its exit status."""
    lines = [line.strip() for line in stderr.splitlines() if line.strip()]
    return lines[-1][:200] if lines else f"ended with status {status}"


def _quiet() -> dict[str, str]:
    return os.environ | environments.QUIET
