"""10,000 questions with a marker word, and where it is found afterwards: `python -m tests.benchmarks.privacy`.

A server in a process of its own, at log level DEBUG, with a model that isn't there, answers questions good and bad by
every route; commands ask in the terminal. Then everything that they wrote is searched: logs, both output streams,
index, home, temporary folders. Fails if the marker is anywhere.
"""

import argparse
import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import httpx

from tests.benchmarks.ready import PATIENCE, wait_for

LOTSE = str(Path(sys.executable).with_name("lotse"))
JSON = {"Content-Type": "application/json"}
MARKER = "Zwiebelfischgeheimnis"
_COMMANDS = 4


def main() -> int:
    """Ask, look, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000, metavar="N", help="how many (default: 10000)")
    questions = parser.parse_args().questions
    with tempfile.TemporaryDirectory() as folder:
        asked, found, searched = marked(Path(folder), questions)
    print(f"{sum(asked.values())} questions with the marker, by status {_told(asked)}")
    print(f"{searched} files searched, {len(found)} hold it")
    print("\n".join(map(str, found)))
    return 1 if found else 0


def marked(root: Path, questions: int) -> tuple[dict[int, int], list[Path], int]:
    """How many requests ended with which status; files below `root` that hold the marker; how many were searched."""
    with _server(root) as (client, environment):
        statuses: dict[int, int] = {}
        for method, path, body in islice(_requests(), questions):
            status = client.request(method, path, **body).status_code
            statuses[status] = statuses.get(status, 0) + 1
        for command in ("ask", "search") * (_COMMANDS // 2):
            _run(command, f"Wer hilft bei {MARKER}?", root=root, environment=environment)
    files = [path for path in root.rglob("*") if path.is_file()]
    return statuses, [path for path in files if MARKER.encode().lower() in path.read_bytes().lower()], len(files)


def _requests() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Requests for ever, one of ten of them wrong."""
    question = f"Wer hilft bei {MARKER} in Göttingen?"
    said = [{"role": "user", "content": question}]
    talk = {
        "messages": [*said, {"role": "assistant", "content": MARKER}, {"role": "user", "content": "was kostet das?"}]
    }
    completion = {"model": "massnahmenlotse", "messages": said}
    good: list[tuple[str, dict[str, Any]]] = [
        ("/api/search", {"json": {"question": question, "limit": 3}}),
        ("/api/search", {"json": {"question": question, "filters": {"state": [MARKER]}, "without": [MARKER]}}),
        ("/api/chat", {"json": {"messages": said}}),
        ("/api/chat", {"json": {**talk, "stream": True}}),
        ("/v1/chat/completions", {"json": completion}),
        ("/v1/chat/completions", {"json": {**completion, "stream": True}}),
        ("/api/search", {"json": {"question": f"Was kostet JUMITA, {MARKER}?"}}),
        ("/api/feedback", {"json": {"helpful": True, "measures": [MARKER]}}),
        ("/api/export", {"json": {"measures": [MARKER], "format": "csv"}}),
    ]
    bad: list[tuple[str, dict[str, Any]]] = [
        ("/api/search", {"json": {"question": MARKER, "limit": MARKER}}),
        ("/api/search", {"content": f'{{"question": "{MARKER}'.encode(), "headers": JSON}),
        ("/api/chat", {"json": {"messages": MARKER, MARKER: 1}}),
        ("/v1/chat/completions", {"json": {"model": MARKER, "messages": said}}),
        (f"/api/measures/{MARKER}?{MARKER}", {}),
        ("/api/search", {"json": {"question": MARKER * 400}}),
    ]
    wrong = cycle(bad)
    for number, (path, body) in enumerate(cycle(good)):
        yield ("POST", path, body)
        if number % len(good) == len(good) - 1:
            path, body = next(wrong)
            yield ("POST" if body else "GET", path, body)


@contextmanager
def _server(root: Path) -> Iterator[tuple[httpx.Client, dict[str, str]]]:
    """A server whose every file and word lies below `root`."""
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        port, nobody = one.getsockname()[1], other.getsockname()[1]
    home = {name: str(root / name.lower()) for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    for folder in home.values():
        Path(folder).mkdir()
    environment = {**os.environ, **home, "LOTSE_LOG_LEVEL": "debug", "LOTSE_PORT": str(port), "LOTSE_HOST": "127.0.0.1"}
    environment |= {"LOTSE_LLM_URL": f"http://127.0.0.1:{nobody}/v1", "LOTSE_LLM_MODEL": "m", "PYTHONDEVMODE": "1"}
    _run("index", root=root, environment=environment)
    with (root / "stdout").open("wb") as out, (root / "stderr").open("wb") as err:
        server = subprocess.Popen([LOTSE, "serve"], env=environment, stdout=out, stderr=err)
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz")
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=PATIENCE) as client:
                yield client, environment
        finally:
            server.terminate()
            server.wait(PATIENCE)


def _run(*arguments: str, root: Path, environment: dict[str, str]) -> None:
    """A command, whose errors are kept; what it answers may repeat the question."""
    done = subprocess.run([LOTSE, *arguments], env=environment, capture_output=True, check=True)
    with (root / "stderr-of-commands").open("ab") as kept:
        kept.write(done.stderr)


def _told(statuses: dict[int, int]) -> str:
    return json.dumps(dict(sorted(statuses.items())))


if __name__ == "__main__":
    sys.exit(main())
