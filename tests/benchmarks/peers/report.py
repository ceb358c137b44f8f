"""The results as JSON and as tables in Markdown."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.benchmarks.peers.figures import GROUPS, by_group, difference, machine, ndcg
from tests.benchmarks.peers.material import by_best_chunk

FRAMEWORKS = ("haystack", "txtai", "langchain", "llamaindex")
_NAMES = {
    "lotse": "Maßnahmenlotse",
    "bm25s": "bm25s",
    "sentence_transformers_faiss": "sentence-transformers + FAISS",
    "haystack": "Haystack",
    "txtai": "txtai",
    "langchain": "LangChain",
    "llamaindex": "LlamaIndex",
}
_MODELS = {"own": "ours", "minilm": "all-MiniLM-L6-v2", "none": "–"}


def write(runs: Sequence[dict[str, Any]], material: dict[str, Any], output: Path) -> str:
    """Write `peers.json` and `peers.md`, and return the latter."""
    for run in runs:
        ranked = {id: by_best_chunk(material, rows) for id, rows in run.pop("ranked").items()}
        run["ndcg"] = ndcg(material["questions"], ranked)
        own = run.pop("own")
        if own:
            run["own_ndcg"] = ndcg(material["questions"], own)
    tables = markdown(runs, material)
    facts = {"machine": machine(), "split": material["split"], "runs": runs}
    (output / "peers.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1), "utf-8")
    (output / "peers.md").write_text(tables, "utf-8")
    return tables


def markdown(runs: Sequence[dict[str, Any]], material: dict[str, Any]) -> str:
    questions = material["questions"]
    order = list(_NAMES)
    runs = sorted(runs, key=lambda run: (order.index(run["name"]), run["model"] != "own"))
    mine = next((run for run in runs if (run["name"], run["model"]) == ("lotse", "own")), None)
    size = f"{len(material['chunks'])} chunks, {len(questions)} questions of the split `{material['split']}`"
    lines = [
        f"{size}. {machine()}.",
        "",
        "nDCG@10 of measures with 95 % intervals:",
        "",
        "| system | model | all | German | English | typos | ours minus it |",
        "|---|---|---|---|---|---|---|",
    ]
    for run in runs:
        for key, what in (("own_ndcg", ""), ("ndcg", ", best chunk first" if "own_ndcg" in run else "")):
            if key in run:
                lines.append(_quality(run, key, what, questions, mine))
    lines += [
        "",
        "Speed; × is how many times ours:",
        "",
        "| system | model | first answer | question p50 | p99 | index | memory |",
        "|---|---|---|---|---|---|---|",
        *(_speed(run, mine) for run in runs),
        "",
        *_verdict(runs, mine),
    ]
    return "\n".join(lines) + "\n"


def _quality(run: dict[str, Any], key: str, what: str, questions: Any, mine: dict[str, Any] | None) -> str:
    groups = by_group(questions, run[key])
    cells = [f"{groups[name][0]:.3f} ({groups[name][1]:.3f}–{groups[name][2]:.3f})" for name in GROUPS]
    against = "–"
    if mine and run[key] is not mine["own_ndcg"]:
        mean, low, high = difference(mine["own_ndcg"], run[key])
        against = f"{mean:+.3f} ({low:+.3f} to {high:+.3f})"
    return f"| {_NAMES[run['name']]}{what} | {_MODELS[run['model']]} | {' | '.join(cells)} | {against} |"


def _speed(run: dict[str, Any], mine: dict[str, Any] | None) -> str:
    def cell(key: str, unit: str, digits: int) -> str:
        times = f" (×{run[key] / mine[key]:.1f})" if mine and run is not mine else ""
        return f"{run[key]:.{digits}f} {unit}{times}"

    cells = [
        cell("first_answer_seconds", "s", 2),
        cell("p50_ms", "ms", 1),
        cell("p99_ms", "ms", 1),
        cell("index_seconds", "s", 1),
        cell("memory_mb", "MB", 0),
    ]
    return f"| {_NAMES[run['name']]} | {_MODELS[run['model']]} | {' | '.join(cells)} |"


def _verdict(runs: Sequence[dict[str, Any]], mine: dict[str, Any] | None) -> list[str]:
    """Ours against the best framework in each respect, whatever model that one has."""
    others = [run for run in runs if run["name"] in FRAMEWORKS]
    if not mine or not others:
        return []
    lines = []
    for key, what in (("p50_ms", "question"), ("first_answer_seconds", "first answer from process start")):
        best = min(others, key=lambda run: float(run[key]))
        name = f"{_NAMES[best['name']]} with {'our model' if best['model'] == 'own' else 'all-MiniLM-L6-v2'}"
        lines.append(f"- {what}: {best[key] / mine[key]:.2f} times as fast as the fastest framework ({name})")
    refused = sum(len(run["refused_connections"]) for run in runs)
    return [*lines, f"- connections that were tried beyond loopback, and refused: {refused}"]
