"""Speed and memory of index, search and service: `python -m tests.benchmarks.speed`."""

import json
import os
import re
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import httpx

from retriever.query import Question
from retriever.retriever import Retriever
from tests.benchmarks.questions import load_questions, shipped_encoder, shipped_index

_PORT = 8766
_STARTS = 5
_QUESTION = "measures for single parents with childcare issues"


def main() -> None:
    """Print every figure with its unit."""
    with tempfile.TemporaryDirectory(prefix="lotse-speed-") as folder:
        environment = os.environ | {"LOTSE_INDEX": folder}
        lotse = [sys.executable, "-m", "service.cli.main"]
        print(f"index: {_seconds([*lotse, 'index'], environment):.2f} s from process start")
        starts = [_seconds([*lotse, "search", _QUESTION], environment) for _ in range(_STARTS)]
        print(f"first answer: {statistics.median(starts):.2f} s from process start (median of {_STARTS})")
        _in_process()
        _served(lotse, environment)


def _seconds(command: list[str], environment: dict[str, str]) -> float:
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


def _in_process() -> None:
    retriever = Retriever(shipped_index(), shipped_encoder())
    asked = [Question(entry["text"]) for split in ("dev", "test") for entry in load_questions("questions", split)]
    for question in asked:
        retriever.search(question)
    times = []
    for question in asked:
        start = time.perf_counter()
        retriever.search(question)
        times.append(1000 * (time.perf_counter() - start))
    cuts = statistics.quantiles(times, n=100)
    print(f"search in-process: median {cuts[49]:.1f} ms, 99 % under {cuts[98]:.1f} ms, {len(asked)} questions")


def _served(lotse: list[str], environment: dict[str, str]) -> None:
    start = time.perf_counter()
    command = [*lotse, "serve", "--port", str(_PORT)]
    server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{_PORT}", trust_env=False) as client:
            _until_answered(client)
            print(f"service: first answer {time.perf_counter() - start:.2f} s after its start")
            for split in ("dev", "test"):
                for entry in load_questions("questions", split):
                    client.post("/api/search", json={"question": entry["text"]}).raise_for_status()
            status = Path(f"/proc/{server.pid}/status").read_text("ascii")
            for name, meaning in (("VmRSS", "now"), ("VmHWM", "at most")):
                kibibytes = int(re.search(rf"{name}:\s+(\d+)", status)[1])  # type: ignore[index]
                print(f"memory of the service {meaning}: {kibibytes / 1024:.0f} MB")
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=10)


def _until_answered(client: httpx.Client) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(httpx.TransportError):
            answer = client.post("/api/search", json={"question": _QUESTION})
            if answer.status_code == 200:
                assert json.loads(answer.text)["measures"]
                return
        time.sleep(0.01)
    raise SystemExit("the service didn't answer within a minute")


if __name__ == "__main__":
    main()
