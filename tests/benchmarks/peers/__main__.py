"""Compares the project with its peers: `python -m tests.benchmarks.peers [--install] [--output FOLDER]`.

Results are saved as they come, so an interrupted run continues where it stopped; `--fresh` starts over. A peer that
fails is listed in the tables with its reason and doesn't stop the others.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.benchmarks.peers import environments, report
from tests.benchmarks.peers.material import export_material
from tests.benchmarks.peers.measuring import PeerRun, measure_peers

PAIRS = (
    ("lotse", "own"),
    ("lotse", "minilm"),
    ("bm25s", "none"),
    *((name, model) for name in ("sentence_transformers_faiss", *report.FRAMEWORKS) for model in ("own", "minilm")),
)
QUICK = (("lotse", "own"), ("bm25s", "none"), ("langchain", "own"))
"""Takes five minutes and loads no torch."""


def main() -> None:
    """Measure the chosen peers and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.peers", description=__doc__)
    parser.add_argument("--output", type=Path, default=environments.cache() / "results", help="folder of the results")
    parser.add_argument("--split", choices=("dev", "test"), default="test")
    parser.add_argument("--install", action="store_true", help="create missing environments (about 9 GB)")
    parser.add_argument("--fresh", action="store_true", help="discard earlier results")
    parser.add_argument("--quick", action="store_true", help="only ours, bm25s and LangChain, at 1x and 10x")
    parser.add_argument("--only", nargs="*", metavar="NAME", help="names of peers")
    parser.add_argument("--sizes", nargs="*", type=int, metavar="TIMES", help="further sizes (10 100)")
    options = parser.parse_args()
    if options.fresh:
        _forget(options.output)
    wanted = [pair for pair in (QUICK if options.quick else PAIRS) if options.only is None or pair[0] in options.only]
    chosen = [pair for pair in wanted if _available(pair[0], install=options.install)]
    if not chosen:
        raise SystemExit("no peer has an environment; create them with --install")
    materials = {1: _measured(chosen, 1, options, http=True)}
    followed = (("lotse", "own"), ("bm25s", "none"), _fastest(options.output, chosen))
    sizes = options.sizes if options.sizes is not None else [10] if options.quick else [10, 100]
    for times in sizes:
        materials[times] = _measured([pair for pair in chosen if pair in followed], times, options, http=False)
    print(report.write_comparison(options.output, materials))


def _forget(output: Path) -> None:
    """Remove the results of earlier runs, and nothing else."""
    for folder in ("runs", "indexes"):
        shutil.rmtree(output / folder, ignore_errors=True)
    for file in output.glob("material-*x.json"):
        file.unlink()


def _available(name: str, *, install: bool) -> bool:
    """Whether the peer's environment exists; reports what can't be installed."""
    folder = environments.cache() / "env"
    if install:
        try:
            environments.install_environment(name, folder)
        except subprocess.CalledProcessError as error:
            sys.stderr.write(f"{name}: {error}\n")
    if not environments.is_installed(name, folder):
        sys.stderr.write(f"{name}: no environment, skipped\n")
        return False
    return True


def _measured(pairs: list[tuple[str, str]], times: int, options: argparse.Namespace, *, http: bool) -> dict[str, Any]:
    """Measure pairs at one size; returns their material."""
    path = options.output / f"material-{times}x.json"
    material = export_material(path, options.split, times)
    measure_peers([PeerRun(name, model, times, path, options.output) for name, model in pairs], http=http)
    return material


def _fastest(output: Path, chosen: list[tuple[str, str]]) -> tuple[str, str]:
    """The framework and model with the lowest median latency."""
    found = {(run["name"], run["model"]): run for run in report.load_runs(output) if run["times"] == 1}
    times = {pair: float(found[pair]["p50_ms"]) for pair in chosen if "p50_ms" in found.get(pair, ())}
    frameworks = (pair for pair in times if pair[0] in report.FRAMEWORKS)
    return min(frameworks, key=lambda pair: times[pair], default=("", ""))


if __name__ == "__main__":
    main()
