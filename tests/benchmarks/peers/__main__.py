"""The project beside its peers, in one run: `python -m tests.benchmarks.peers [--install] [--output FOLDER]`.

Every result is kept as soon as it is there, so that a run that was cut off goes on where it was; `--fresh` starts anew.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.peers import environments, report
from tests.benchmarks.peers.material import export

RUNS = [
    ("lotse", "own"),
    ("lotse", "minilm"),
    ("bm25s", "none"),
    *(
        (name, model)
        for name in ("sentence_transformers_faiss", "haystack", "txtai", "langchain", "llamaindex")
        for model in ("own", "minilm")
    ),
]
_STARTS = 5
_LONGEST = 900


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.peers", description=__doc__)
    parser.add_argument("--output", type=Path, default=environments.cache() / "results", help="where results go")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--install", action="store_true", help="make the environments that aren't there (about 9 GB)")
    parser.add_argument("--fresh", action="store_true", help="measure again what was measured before")
    parser.add_argument("--only", nargs="*", help="names of peers")
    options = parser.parse_args()
    if options.fresh:
        shutil.rmtree(options.output / "runs", ignore_errors=True)
    path = options.output / "material.json"
    material = export(path, options.split)
    for name, model in RUNS:
        if options.only is None or name in options.only:
            _kept(name, model, path, options)
    runs = [json.loads(file.read_text("utf-8")) for file in sorted((options.output / "runs").glob("*.json"))]
    if not runs:
        raise SystemExit("no peer's environment is there; --install makes them")
    print(report.write(runs, material, options.output))


def _kept(name: str, model: str, material: Path, options: argparse.Namespace) -> None:
    """Measure one pair, unless it was measured or its environment isn't there."""
    target = options.output / "runs" / f"{name}-{model}.json"
    folder = environments.cache() / "env"
    if target.exists():
        return
    if options.install:
        environments.install(name, folder)
    if not environments.installed(name, folder):
        print(f"{name}: no environment, left out", file=sys.stderr)
        return
    print(f"{name} with {model}", file=sys.stderr)
    found = _measured(environments.interpreter(name, folder), name, model, material, options.output)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(found, ensure_ascii=False), "utf-8")


def _measured(python: Path, name: str, model: str, material: Path, output: Path) -> dict[str, Any]:
    folder = output / "indexes" / f"{name}-{model}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    command = [str(python), "-m", "tests.benchmarks.peers.peer", name, model, str(material), str(folder)]
    built = _run([*command, "--build"])
    firsts = [_run([*command, "--first"])["first_answer_seconds"] for _ in range(_STARTS)]
    asked = _run(command)
    refused = [*built["refused_connections"], *asked["refused_connections"]]
    return asked | {
        "name": name,
        "model": model,
        "index_seconds": built["index_seconds"],
        "index_memory_mb": built["memory_mb"],
        "first_answer_seconds": statistics.median(firsts),
        "refused_connections": refused,
    }


def _run(command: list[str]) -> dict[str, Any]:
    environment = os.environ | environments.QUIET
    done = subprocess.run(
        [*command, "--started", repr(time.time())],
        env=environment,
        cwd=environments.ROOT,
        capture_output=True,
        text=True,
        timeout=_LONGEST,
    )
    if done.returncode:
        raise SystemExit(f"{' '.join(command[3:5])} failed:\n{done.stderr[-3000:]}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


if __name__ == "__main__":
    main()
