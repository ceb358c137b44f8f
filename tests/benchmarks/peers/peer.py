"""One peer with one model in its own environment: `python -m tests.benchmarks.peers.peer NAME MODEL MATERIAL FOLDER`.

With `--build` it indexes; without, it loads what was indexed, answers, and is timed. One line of JSON on stdout.
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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name")
    parser.add_argument("model")
    parser.add_argument("material", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--build", action="store_true")
    parser.add_argument("--started", type=float, help="wall clock at which the caller started this process")
    parser.add_argument("--first", action="store_true", help="stop after the first answer")
    options = parser.parse_args()
    guard.install()
    material = json.loads(options.material.read_text("utf-8"))
    texts = [chunk["text"] for chunk in material["chunks"]]
    system, seconds = _made(options, texts)
    found: dict[str, Any] = {"index_seconds": seconds} if options.build else _asked(options, system, material)
    with_memory = found | {"memory_mb": _memory()}
    sys.stdout.write(json.dumps(with_memory | {"refused_connections": guard.refused}) + "\n")


def _made(options: argparse.Namespace, texts: list[str]) -> tuple[Any, float]:
    """The system, and the seconds its index took without imports and the model's loading."""
    from tests.benchmarks.peers.encoders import MODELS
    from tests.benchmarks.peers.systems import SYSTEMS

    lazy = options.name == "lotse" and options.model == "own"  # it loads its own encoder
    model = MODELS[options.model]() if options.model in MODELS and not lazy else None
    if options.build and model:
        model.encode(["warm", "up"])
    start = time.perf_counter()
    system = SYSTEMS[options.name](options.folder, texts, model, options.build)
    return system, time.perf_counter() - start


def _memory() -> float:
    """Megabytes that this process held at most; what `getrusage` says counts the caller's before exec too."""
    status = Path("/proc/self/status").read_text("ascii")
    found = re.search(r"VmHWM:\s+(\d+)", status)
    return int(found[1]) / 1024 if found else float("nan")


def _asked(options: argparse.Namespace, system: Any, material: dict[str, Any]) -> dict[str, Any]:
    questions = material["questions"]
    system.search(questions[0]["text"], SHOWN)
    first = time.time() - (options.started or time.time())
    if options.first:
        return {"first_answer_seconds": first}
    limit = min(RANKED, len(material["chunks"]))
    ranked = {entry["id"]: system.search(entry["text"], limit) for entry in questions}
    own = {}
    if hasattr(system, "measures"):
        own = {entry["id"]: system.measures(entry["text"], limit) for entry in questions}
    times = []
    for entry in questions:
        start = time.perf_counter()
        system.search(entry["text"], SHOWN)
        times.append(1000 * (time.perf_counter() - start))
    cuts = statistics.quantiles(times, n=100)
    return {"first_answer_seconds": first, "p50_ms": cuts[49], "p99_ms": cuts[98], "ranked": ranked, "own": own}


if __name__ == "__main__":
    main()
