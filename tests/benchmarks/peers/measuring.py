"""Measuring pairs of a peer and a model, each phase in a process of its own, what failed kept with its reason."""

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
class Pair:
    """A peer with a model and a catalogue of some size, and where its results and its index are kept."""

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

    def found(self) -> dict[str, Any]:
        """What has been measured so far."""
        if not self._file.exists():
            return {"name": self.name, "model": self.model, "times": self.times, "refused_connections": []}
        kept: dict[str, Any] = json.loads(self._file.read_text("utf-8"))
        return kept

    def keep(self, more: dict[str, Any]) -> None:
        """Add to it."""
        self._file.parent.mkdir(parents=True, exist_ok=True)
        self._file.write_text(json.dumps(self.found() | more, ensure_ascii=False), "utf-8")

    def open(self, key: str) -> bool:
        """Whether the phase that gives `key` is still to be measured."""
        found = self.found()
        return "error" not in found and key not in found


def measure(pairs: list[Pair], *, http: bool = True) -> None:
    """All phases of all pairs. Starts are measured in rounds, so that what else the machine does meets all alike."""
    for pair in pairs:
        if pair.open("index_seconds"):
            _kept(pair, _build)
    for _ in range(_STARTS):
        for pair in pairs:
            if len(pair.found().get("firsts", ())) < _STARTS and pair.open("first_answer_seconds"):
                _kept(pair, _start)
    for pair in pairs:
        if pair.open("p50_ms"):
            _kept(pair, _ask)
    for pair in pairs if http else ():
        if pair.open("http"):
            _kept(pair, _load)
            if (pair.name, pair.model) == ("lotse", "own"):
                _kept(pair, _load_service)


def _kept(pair: Pair, phase: Any) -> None:
    """One phase, told on stderr; if it fails, the pair keeps the reason."""
    began = time.monotonic()
    try:
        pair.keep(phase(pair))
    except (PeerFailed, subprocess.TimeoutExpired, OSError, ValueError) as error:
        pair.keep({"error": f"{phase.__name__.strip('_')}: {error}"})
    state = pair.found().get("error", f"{time.monotonic() - began:.1f} s")
    sys.stderr.write(f"{pair.id} {phase.__name__.strip('_')}: {state}\n")


def _build(pair: Pair) -> dict[str, Any]:
    shutil.rmtree(pair.index, ignore_errors=True)
    pair.index.mkdir(parents=True)
    built = _run(pair, "build")
    return {key: built[key] for key in ("index_seconds", "parsing_seconds", "refused_connections")}


def _start(pair: Pair) -> dict[str, Any]:
    """One more first answer. The memory is that of a fresh process after it."""
    first = _run(pair, "first")
    firsts = [*pair.found().get("firsts", ()), first["first_answer_seconds"]]
    done = {"first_answer_seconds": statistics.median(firsts)} if len(firsts) == _STARTS else {}
    return {"firsts": firsts, "memory_mb": first["memory_mb"], **done}


def _ask(pair: Pair) -> dict[str, Any]:
    asked = _run(pair, "ask")
    refused = [*pair.found()["refused_connections"], *asked["refused_connections"]]
    return asked | {"refused_connections": refused, "memory_mb": pair.found().get("memory_mb", asked["memory_mb"])}


def _load(pair: Pair) -> dict[str, Any]:
    command = _command(pair, "serve")
    server = subprocess.Popen(
        command, env=_quiet(), cwd=environments.ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    with _ended(server):
        line = server.stdout.readline() if server.stdout else b""
        if not line:
            raise PeerFailed("the server didn't start")
        return {"http": _loads(pair, json.loads(line)["port"], "/")}


def _load_service(pair: Pair) -> dict[str, Any]:
    """The same with the project's own service, which sends whole answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "service.cli.main", "serve", "--port", str(port), "--index", str(pair.index)]
    server = subprocess.Popen(
        command, env=_quiet(), cwd=environments.ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    with _ended(server):
        end = time.monotonic() + _EACH * 3
        while time.monotonic() < end:
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
                break
            time.sleep(0.05)
        load.put(port, "/api/search", _questions(pair), 1, 2)
        return {"http_service": _loads(pair, port, "/api/search")}


def _loads(pair: Pair, port: int, path: str) -> list[dict[str, Any]]:
    return [load.put(port, path, _questions(pair), users, _EACH) for users in USERS]


def _questions(pair: Pair) -> list[str]:
    return [entry["text"] for entry in json.loads(pair.material.read_text("utf-8"))["questions"]]


@contextmanager
def _ended(server: "subprocess.Popen[bytes]") -> Iterator[None]:
    """End the server with the block."""
    try:
        yield
    finally:
        server.kill()
        server.wait()
        if server.stdout:
            server.stdout.close()


def _command(pair: Pair, phase: str) -> list[str]:
    python = environments.interpreter(pair.name, environments.cache() / "env")
    module = "tests.benchmarks.peers.peer"
    return [str(python), "-m", module, phase, pair.name, pair.model, str(pair.material), str(pair.index)]


def _run(pair: Pair, phase: str) -> dict[str, Any]:
    """What a phase prints. Raises PeerFailed with the last lines of what it said instead."""
    done = subprocess.run(
        [*_command(pair, phase), "--started", repr(time.time())],
        env=_quiet(),
        cwd=environments.ROOT,
        capture_output=True,
        text=True,
        timeout=_LONGEST,
    )
    if done.returncode:
        raise PeerFailed(reason(done.returncode, done.stderr))
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def reason(status: int, said: str) -> str:
    """Why a process failed, in one line: the last it said, or its signal."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1][:200] if lines else f"ended with status {status}"


def _quiet() -> dict[str, str]:
    return os.environ | environments.QUIET
