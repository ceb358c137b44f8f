"""The cost of faults of a language model: `python -m tests.benchmarks.faults` prints the table of docs/model.md.

Then it counts open files and threads before and after 1,000 quick faults in a row (`--many N`); fails if any leak.
"""

import argparse
import itertools
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder
from tests.service.llm import servers
from tests.service.llm.faults import FAULTS, LIMITS
from tests.service.llm.talk import QUESTION, Always, Talk, talking

_WARMED = 50
_SPARE = 3


def main() -> int:
    """Print the table and the leaks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--many", type=int, default=1_000, metavar="N", help="faults in a row (default: 1000)")
    many = parser.parse_args().many
    with tempfile.TemporaryDirectory() as folder:
        build_index(Corpus.shipped(), load_encoder(), Path(folder))
        with talking(Path(folder)) as talk:
            print("\n".join(fault_table(talk)))
            return leaks(talk, many)


def fault_table(talk: Talk) -> Iterator[str]:
    """The lines of the table in Markdown."""
    alone = median(talk.times()[0] for _ in range(9))
    limits = ", ".join(f"{name} {value}" for name, value in LIMITS.items())
    yield f"Passages without a model come after {alone * 1000:.0f} ms. Limits: {limits}."
    yield ""
    yield "| what is wrong | passages after | answer after | answered by | reason given |"
    yield "|---|---|---|---|---|"
    for fault in FAULTS:
        talk.model(fault.behaviour(), Always())
        passages, whole, _ = talk.times()
        talk.model(fault.behaviour(), Always())
        yield _row(fault.name, passages, whole, talk.answer())
    talk.model(servers.says(""), url=_closed())
    yield _row("nobody there", *talk.times()[:2], talk.answer())
    talk.answer()
    yield _row("paused", *talk.times()[:2], talk.answer())
    talk.model(servers.drips(itertools.repeat(servers.chunk("JUMITA ")), 0.02), total_seconds=60.0)
    with talk.client.stream("POST", "/api/chat", json={**QUESTION, "stream": True}) as stream:
        lines = stream.iter_lines()  # a dropped iterator would close the stream
        next(lines)
        talk.server.reached.wait(10.0)
    left = perf_counter()
    talk.server.gone.wait(10.0)
    closed = 1000 * (perf_counter() - left)
    yield f"| client gone | – | – | – | the model's connection is closed {closed:.0f} ms after |"


def _row(name: str, passages: float, whole: float, answer: dict[str, Any]) -> str:
    reason = answer["notes"][0].partition("(")[2].rpartition(")")[0]
    return f"| {name} | {passages * 1000:.0f} ms | {whole:.2f} s | {answer['answered_by']} | {reason} |"


def leaks(talk: Talk, many: int) -> int:
    """Print open files and threads before and after `many` faults; 1 if there are more after."""
    quick = itertools.cycle([fault for fault in FAULTS if fault.quick])
    talk.model(servers.says(""), Always())

    def fail(times: int) -> tuple[int, int]:
        for fault in itertools.islice(quick, times):
            talk.server.handler = fault.behaviour()
            assert talk.answer()["answered_by"] == "extract", fault.name
        return len(list(Path("/proc/self/fd").iterdir())), threading.active_count()

    files, threads = fail(_WARMED)
    files_after, threads_after = fail(many)
    print(
        f"\n{many} faults in a row: open files {files} before, {files_after} after; threads {threads}, {threads_after}."
    )
    return 0 if files_after <= files + _SPARE and threads_after <= threads + _SPARE else 1


def _closed() -> str:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return f"http://127.0.0.1:{listening.getsockname()[1]}/v1"


if __name__ == "__main__":
    sys.exit(main())
