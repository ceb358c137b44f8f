"""Asks 10,000 questions with a marker word and looks for traces of it: `python -m tests.benchmarks.privacy`.

A server process at log level DEBUG, with an unreachable model, receives valid and invalid questions on every route, and
commands ask on the terminal; it is administered, its figures are read, it is backed up, and it ends by a crash. Then
everything they wrote is searched: logs, both output streams, figures, audit log, opinions, backup, index, home,
temporary folders, and what a crash leaves. Fails if the marker is found.
"""

import argparse
import json
import os
import signal
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
_KEY = "schluessel-der-verwaltung"


def main() -> int:
    """Ask, search and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=int, default=10_000, metavar="N", help="how many (default: 10000)")
    questions = parser.parse_args().questions
    with tempfile.TemporaryDirectory() as folder:
        statuses, found, searched = leave_traces(Path(folder), questions)
    print(f"{sum(statuses.values())} questions with the marker, by status {_by_status(statuses)}")
    print(f"{searched} files searched, {len(found)} contain it")
    print("\n".join(map(str, found)))
    return 1 if found else 0


def leave_traces(root: Path, questions: int) -> tuple[dict[int, int], list[Path], int]:
    """Requests by status, the files below `root` that contain the marker, and the number of files searched."""
    with _server(root) as (client, environment):
        statuses: dict[int, int] = {}
        for method, path, body in islice(_requests(), questions):
            status = client.request(method, path, **body).status_code
            statuses[status] = statuses.get(status, 0) + 1
        for command in ("ask", "search") * (_COMMANDS // 2):
            _run(command, f"Wer hilft bei {MARKER}?", root=root, environment=environment)
        _administer(client, root)
        _run("backup", str(root / "backup.tar"), root=root, environment=environment)
    files = [path for path in root.rglob("*") if path.is_file()]
    return statuses, [path for path in files if MARKER.encode().lower() in path.read_bytes().lower()], len(files)


def _administer(client: httpx.Client, root: Path) -> None:
    """Add a document, and read the figures."""
    client.headers["Authorization"] = f"Bearer {_KEY}"
    document = b"## Abends lernen\nZielgruppe: Besch\xc3\xa4ftigte\nDauer: 6 Monate\n"
    client.put("/api/admin/documents/evenings.md", content=document).raise_for_status()
    (root / "figures").write_bytes(client.get("/metrics").raise_for_status().content)


def _requests() -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Requests without end, one in ten of them invalid."""
    question = f"Wer hilft bei {MARKER} in Göttingen?"
    said = [{"role": "user", "content": question}]
    talk = {
        "messages": [*said, {"role": "assistant", "content": MARKER}, {"role": "user", "content": "was kostet das?"}]
    }
    call = {"jsonrpc": "2.0", "id": 1, "method": "tools/call"}
    tool = {**call, "params": {"name": "search_measures", "arguments": {"question": question}}}
    completion = {"model": "massnahmenlotse", "messages": said}
    valid: list[tuple[str, dict[str, Any]]] = [
        ("/api/search", {"json": {"question": question, "limit": 3}}),
        ("/api/search", {"json": {"question": question, "filters": {"state": [MARKER]}, "without": [MARKER]}}),
        ("/api/chat", {"json": {"messages": said}}),
        ("/api/chat", {"json": {**talk, "stream": True}}),
        ("/v1/responses", {"json": {"model": "massnahmenlotse", "input": said, "stream": True}}),
        ("/v1/chat/completions", {"json": completion}),
        ("/v1/chat/completions", {"json": {**completion, "stream": True}}),
        ("/api/search", {"json": {"question": f"Was kostet JUMITA, {MARKER}?"}}),
        ("/mcp", {"json": tool}),
        ("/mcp", {"json": {**call, "params": {"name": "answer_question", "arguments": {"messages": said}}}}),
        ("/api/feedback", {"json": {"helpful": True, "measures": ["jumita-junge-muetter-in-teilzeit"]}}),
        ("/api/export", {"json": {"measures": [MARKER], "format": "csv"}}),
    ]
    invalid: list[tuple[str, dict[str, Any]]] = [
        ("/api/search", {"json": {"question": MARKER, "limit": MARKER}}),
        ("/api/search", {"content": f'{{"question": "{MARKER}'.encode(), "headers": JSON}),
        ("/v1/responses", {"json": {"model": "massnahmenlotse", "input": said, "tool_choice": MARKER}}),
        ("/api/chat", {"json": {"messages": MARKER, MARKER: 1}}),
        ("/v1/chat/completions", {"json": {"model": MARKER, "messages": said}}),
        ("/mcp", {"json": {**call, "method": MARKER, "params": {MARKER: MARKER}}}),
        ("/mcp", {"json": {**call, "params": {"name": MARKER, "arguments": {MARKER: MARKER}}}}),
        ("/mcp", {"content": f'{{"question": "{MARKER}'.encode(), "headers": JSON}),
        (f"/api/measures/{MARKER}?{MARKER}", {}),
        ("/api/search", {"json": {"question": MARKER * 400}}),
    ]
    invalid_requests = cycle(invalid)
    for number, (path, body) in enumerate(cycle(valid)):
        yield ("POST", path, body)
        if number % len(valid) == len(valid) - 1:
            path, body = next(invalid_requests)
            yield ("POST" if body else "GET", path, body)


@contextmanager
def _server(root: Path) -> Iterator[tuple[httpx.Client, dict[str, str]]]:
    """A server that writes all its files and output below `root`."""
    with socket.create_server(("127.0.0.1", 0)) as one, socket.create_server(("127.0.0.1", 0)) as other:
        port, nobody = one.getsockname()[1], other.getsockname()[1]
    home = {name: str(root / name.lower()) for name in ("HOME", "TMPDIR", "XDG_DATA_HOME", "XDG_CACHE_HOME")}
    for folder in home.values():
        Path(folder).mkdir()
    environment = {**os.environ, **home, "LOTSE_LOG_LEVEL": "debug", "LOTSE_PORT": str(port), "LOTSE_HOST": "127.0.0.1"}
    environment |= {"LOTSE_LLM_URL": f"http://127.0.0.1:{nobody}/v1", "LOTSE_LLM_MODEL": "m", "PYTHONDEVMODE": "1"}
    environment |= {"LOTSE_ADMIN_KEY": _KEY, "LOTSE_METRICS": "true", "LOTSE_LOG_FORMAT": "json"}
    environment |= {"LOTSE_DOCUMENTS": f"bundled:{root / 'documents'}", "LOTSE_FEEDBACK": str(root / "opinions.jsonl")}
    (root / "documents").mkdir()
    (root / "documents" / "mornings.md").write_text("## Morgens lernen\nDauer: 2 Monate\nKosten: keine\n", "utf-8")
    _run("index", root=root, environment=environment)
    with (root / "stdout").open("wb") as out, (root / "stderr").open("wb") as err:
        server = subprocess.Popen([LOTSE, "serve"], env=environment, stdout=out, stderr=err, cwd=root)
        try:
            wait_for(f"http://127.0.0.1:{port}/readyz")
            with httpx.Client(base_url=f"http://127.0.0.1:{port}", trust_env=False, timeout=PATIENCE) as client:
                yield client, environment
        finally:
            server.send_signal(signal.SIGABRT)
            server.wait(PATIENCE)


def _run(*arguments: str, root: Path, environment: dict[str, str]) -> None:
    """Run a command and keep its stderr; its stdout may repeat the question."""
    done = subprocess.run([LOTSE, *arguments], env=environment, capture_output=True, check=True)
    with (root / "stderr-of-commands").open("ab") as kept:
        kept.write(done.stderr)


def _by_status(statuses: dict[int, int]) -> str:
    return json.dumps(dict(sorted(statuses.items())))


if __name__ == "__main__":
    sys.exit(main())
