"""One phase of one peer with one model, run in the peer's environment. Prints one line of JSON.

`build` indexes and saves the index in FOLDER; the others load it. `first` answers one question, `ask` ranks and times
all questions, `serve` answers over HTTP until it is killed.
"""

import argparse
import json
import re
import statistics
import sys
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.peers import guard

SHOWN = 10
RANKED = 100
_TIMED_SECONDS = 20.0


def main() -> None:
    """Run one phase."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("phase", choices=("build", "first", "ask", "serve"))
    parser.add_argument("name")
    parser.add_argument("model")
    parser.add_argument("material", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--started", type=float, help="wall-clock time at which this process was started")
    options = parser.parse_args()
    guard.block_connections()
    material = json.loads(options.material.read_text("utf-8"))
    system, found = _load_system(options, material)
    if options.phase == "serve":
        from tests.benchmarks.peers.serving import serve_peer

        system.search(material["questions"][0]["text"], SHOWN)
        serve_peer(system, SHOWN)
    elif options.phase != "build":
        found = _first(system, material, options.started) if options.phase == "first" else _asked(system, material)
    sys.stdout.write(json.dumps(found | {"memory_mb": _memory(), "refused_connections": guard.refused}) + "\n")


def _load_system(options: argparse.Namespace, material: dict[str, Any]) -> tuple[Any, dict[str, Any]]:
    """The system, and the seconds to build its index, without imports and loading of the model."""
    from tests.benchmarks.peers.encoders import MODELS
    from tests.benchmarks.peers.systems import SYSTEMS

    fresh = options.phase == "build"
    texts = [chunk["text"] for chunk in material["chunks"]]
    lazy = options.name == "lotse"  # it loads its own encoder
    model = MODELS[options.model]() if options.model in MODELS and not (lazy and options.model == "own") else None
    if fresh and model:
        model.encode(["warm", "up"])
    start = time.perf_counter()
    system = SYSTEMS[options.name](options.folder, texts, model, fresh)
    seconds = time.perf_counter() - start
    parsing = getattr(system, "parsing_seconds", 0.0)  # the peers receive texts already read and cut
    return system, {"index_seconds": seconds - parsing, "parsing_seconds": parsing}


def _memory() -> float:
    """Peak memory of this process in megabytes; `getrusage` would include the caller's before exec."""
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else float("nan")


def _first(system: Any, material: dict[str, Any], started: float | None) -> dict[str, Any]:
    system.search(material["questions"][0]["text"], SHOWN)
    now = time.time()
    return {"first_answer_seconds": now - (started or now)}


def _asked(system: Any, material: dict[str, Any]) -> dict[str, Any]:
    """Rank all questions, which also warms caches, then time them at both depths; both are limited in time."""
    questions = [(entry["id"], entry["text"]) for entry in material["questions"]]
    limit = min(RANKED, len(material["chunks"]))
    end = time.perf_counter() + 6 * _TIMED_SECONDS
    ranked, own = {}, {}
    for id, text in questions:
        ranked[id] = system.search(text, limit)
        if hasattr(system, "measures"):
            own[id] = system.measures(text, limit)
        if time.perf_counter() > end:
            break
    found: dict[str, Any] = {"ranked": ranked, "own": own}
    for depth in (SHOWN, limit):
        times = _times(system, [text for id, text in questions if id in ranked], depth)
        cuts = statistics.quantiles(times, n=100)
        at = "" if depth == SHOWN else "_deep"
        found |= {f"p50{at}_ms": cuts[49], f"p99{at}_ms": cuts[98], f"timed{at}": len(times)}
    return found


def _times(system: Any, questions: list[str], limit: int) -> list[float]:
    """Milliseconds of each question, asked one after the other."""
    times: list[float] = []
    end = time.perf_counter() + _TIMED_SECONDS
    for text in questions:
        start = time.perf_counter()
        system.search(text, limit)
        times.append(1000 * (time.perf_counter() - start))
        if time.perf_counter() > end and len(times) > 1:
            break
    return times


if __name__ == "__main__":
    main()
