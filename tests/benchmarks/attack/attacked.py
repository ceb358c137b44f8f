"""The service as a process that is attacked, and what can be seen of it from outside."""

import json
import os
import resource
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import httpx

from tests.benchmarks.ready import wait_for

ROOT = Path(__file__).parents[3]
PATIENCE = 120.0
JSON = {"Content-Type": "application/json"}


@dataclass(frozen=True)
class Outcome:
    """How often something was tried, how often the service survived it as it should, and what was seen."""

    tried: int
    survived: int
    seen: str

    @classmethod
    def of(cls, survived: list[bool], seen: str) -> "Outcome":
        """The outcome of several tries."""
        return cls(len(survived), sum(survived), seen)


@dataclass(frozen=True)
class Place:
    """Where the attacked code is, and its index."""

    tree: Path
    index: Path

    def environment(self, **settings: Any) -> dict[str, str]:
        """The environment of its processes."""
        own = {name: value for name, value in os.environ.items() if not name.startswith("LOTSE_")}
        named = {f"LOTSE_{name.upper()}": str(value) for name, value in settings.items()}
        return {**own, "PYTHONPATH": str(self.tree), "LOTSE_INDEX": str(self.index), **named}

    def lotse(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run a command."""
        command = [sys.executable, "-m", "service.cli.main", *arguments]
        return subprocess.run(command, cwd=self.tree, env=self.environment(), capture_output=True, check=True)

    @contextmanager
    def serving(self, *, files: int | None = None, **settings: Any) -> Iterator["Attacked"]:
        """The service, with the limit of open files that a system may set it."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        with tempfile.NamedTemporaryFile() as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "service.cli.main", "serve"],
                cwd=self.tree,
                env=self.environment(port=port, **settings),
                stderr=log,
                preexec_fn=None
                if files is None
                else lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files)),
            )
            attacked = Attacked(process, port, Path(log.name))
            try:
                wait_for(f"{attacked.url}/readyz")
                attacked.warm()
                yield attacked
            finally:
                process.kill()
                process.wait()


class Attacked:
    """A process of the service."""

    def __init__(self, process: subprocess.Popen[bytes], port: int, log: Path) -> None:
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self._process = process
        self._log = log

    def warm(self) -> None:
        """Have everything loaded that a first question loads."""
        for question in ("Was kostet JUMITA?", "measures for single parents", "Kunde, 27, Schulden") * 3:
            self.post("/api/search", {"question": question})

    def post(self, path: str, body: Any, headers: Mapping[str, str] = JSON) -> httpx.Response:
        """Post JSON, or bytes as they are."""
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        return httpx.post(f"{self.url}{path}", content=content, headers=headers, timeout=PATIENCE, trust_env=False)

    def connect(self, number: int = 0) -> socket.socket:
        """A connection, from one of several addresses."""
        source = (f"127.0.0.{2 + number % 32}", 0)
        return socket.create_connection(("127.0.0.1", self.port), timeout=10, source_address=source)

    @property
    def memory(self) -> float:
        """What the process holds at the moment, in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) / 1000

    @property
    def most_memory(self) -> float:
        """The most that the process has held, in MB."""
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return int(status.partition("VmHWM:")[2].split()[0]) / 1000

    @property
    def log_size(self) -> int:
        """Bytes that the log has."""
        return self._log.stat().st_size

    def terminated(self, most: float) -> float:
        """Seconds from SIGTERM to the end of the process, or `most` if it takes longer."""
        began = monotonic()
        self._process.send_signal(signal.SIGTERM)
        while self._process.poll() is None and monotonic() - began < most:
            sleep(0.05)
        return min(most, monotonic() - began)

    @contextmanager
    def probed(self, seconds: float) -> Iterator[list[float]]:
        """Ask for /healthz twenty times a second, from a process of its own; then the latencies in milliseconds.

        One that failed counts as 10 seconds.
        """
        command = [sys.executable, "-m", "tests.benchmarks.attack.load", str(self.port), "20", str(seconds), "--health"]
        latencies: list[float] = []
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as probe:
            sleep(0.5)
            yield latencies
            answers = json.loads(probe.communicate()[0])
        for status, found in answers.items():
            latencies.extend(found if status == "200" else [10_000.0] * len(found))


def quantile(values: list[float], share: float) -> float:
    """The value that this share of the values doesn't exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else float("nan")
