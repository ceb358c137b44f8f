"""The results of the comparison as JSON and as tables in Markdown."""

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from service.evaluation.statistics import Interval
from tests.benchmarks.peers.figures import GROUPS, by_group, difference, growth_exponent, machine, ndcg
from tests.benchmarks.peers.material import by_best_chunk

FRAMEWORKS = ("haystack", "txtai", "langchain", "llamaindex")
NAMES = {
    "lotse": "Maßnahmenlotse",
    "bm25s": "bm25s",
    "sentence_transformers_faiss": "sentence-transformers + FAISS",
    "haystack": "Haystack",
    "txtai": "txtai",
    "langchain": "LangChain",
    "llamaindex": "LlamaIndex",
}
_MODELS = {"own": "ours", "minilm": "all-MiniLM-L6-v2", "none": "–"}
_OWN = ("lotse", "own")
_COLUMNS = (
    *("nDCG@10", "ours minus it", "first answer", "question p50", "p99", "p50, 100 deep"),
    *("index", "memory"),
)
_GROWING = {"p50_ms": "question p50", "first_answer_seconds": "first answer", "index_seconds": "index"}

Run = dict[str, Any]


def load_runs(output: Path) -> list[Run]:
    """The saved results by size, ours first, each peer with our model before the other."""
    found = [json.loads(file.read_text("utf-8")) for file in (output / "runs").glob("*.json")]
    order = list(NAMES)
    return sorted(found, key=lambda run: (run["times"], order.index(run["name"]), run["model"] != "own"))


def write_comparison(output: Path, materials: Mapping[int, dict[str, Any]]) -> str:
    """Write `peers.json` and `peers.md`; returns the text of the latter."""
    measured = [with_quality(run, materials[run["times"]]) for run in load_runs(output) if run["times"] in materials]
    tables = comparison_tables(measured, materials)
    facts = {"machine": machine(), "split": materials[1]["split"], "runs": measured}
    (output / "peers.json").write_text(json.dumps(facts, ensure_ascii=False, indent=1), "utf-8")
    (output / "peers.md").write_text(tables, "utf-8")
    return tables


def with_quality(run: Run, material: dict[str, Any]) -> Run:
    """A run with nDCG@10 by question in place of its rankings, left out if questions are missing."""
    rest = {key: value for key, value in run.items() if key not in ("ranked", "own")}
    rest["chunks"] = len(material["chunks"])
    questions = material["questions"]
    if len(run.get("ranked", ())) < len(questions):
        return rest
    best = {id: by_best_chunk(material, rows) for id, rows in run["ranked"].items()}
    own = {"own_ndcg": ndcg(questions, run["own"])} if run["own"] else {}
    return rest | {"ndcg": ndcg(questions, best)} | own


def comparison_tables(measured: Sequence[Run], materials: Mapping[int, dict[str, Any]]) -> str:
    """All tables."""
    material = materials[1]
    size = (
        f"{len(material['chunks'])} chunks, {len(material['questions'])} questions of the split `{material['split']}`"
    )
    once = [run for run in measured if run["times"] == 1]
    mine = next((run for run in once if (run["name"], run["model"]) == _OWN), None)
    parts = [
        [f"{size}. {machine()}."],
        overview_table(once, material["questions"], mine),
        failures(measured),
        _by_group(once, material["questions"]),
        _loads(once),
        growth(measured),
        verdict(once, mine),
    ]
    return "\n\n".join("\n".join(lines) for lines in parts if lines) + "\n"


def overview_table(once: Sequence[Run], questions: Sequence[dict[str, Any]], mine: Run | None) -> list[str]:
    """Quality and speed in one table; × is the ratio to ours."""
    lines = [
        "Quality (nDCG@10 of measures, 95 % interval) and speed of single questions; × is the ratio to ours:",
        "",
        f"| system | model | {' | '.join(_COLUMNS)} |",
        "|---|---|---|---|---|---|---|---|---|---|",
    ]
    for run in once:
        name = f"| {NAMES[run['name']]} | {_MODELS[run['model']]} |"
        if "error" in run:
            lines.append(f"{name} failed: {escape_cell(run['error'])} | | | | | | | |")
        elif "p50_ms" in run:
            cells = [*_quality(run, questions, mine), *_speed(run, mine)]
            lines.append(f"{name} {' | '.join(cells)} |")
    return lines


def _quality(run: Run, questions: Sequence[dict[str, Any]], mine: Run | None) -> list[str]:
    key = "own_ndcg" if "own_ndcg" in run else "ndcg"
    if key not in run:
        return ["–", "–"]
    against = "–"
    if mine and run is not mine and "own_ndcg" in mine:
        against = _interval(difference(questions, mine["own_ndcg"], run[key]), signed=True)
    return [_interval(by_group(questions, run[key])["all"]), against]


def _interval(found: Interval, *, signed: bool = False) -> str:
    sign = "+" if signed else ""
    if found.low is None or found.high is None:
        return f"{found.mean:{sign}.3f}"
    return f"{found.mean:{sign}.3f} ({found.low:{sign}.3f} to {found.high:{sign}.3f})"


def _speed(run: Run, mine: Run | None) -> list[str]:
    def cell(key: str, unit: str, digits: int) -> str:
        times = f" (×{run[key] / mine[key]:.2g})" if mine and run is not mine and key in mine else ""
        return f"{run[key]:.{digits}f} {unit}{times}"

    parsed = f", {run['parsing_seconds']:.1f} s more to read" if run["parsing_seconds"] else ""
    return [
        cell("first_answer_seconds", "s", 2),
        cell("p50_ms", "ms", 1),
        cell("p99_ms", "ms", 1),
        cell("p50_deep_ms", "ms", 1),
        cell("index_seconds", "s", 2) + parsed,
        cell("memory_mb", "MB", 0),
    ]


def failures(measured: Sequence[Run]) -> list[str]:
    """The runs that failed, each with its reason."""
    failed = [run for run in measured if "error" in run]
    return [
        f"- {NAMES[run['name']]} with {_MODELS[run['model']]} at {run['times']}x failed: {escape_cell(run['error'])}"
        for run in failed
    ]


def escape_cell(text: str) -> str:
    """Escape text for a cell of a Markdown table."""
    return text.replace("|", r"\|").replace("\n", " ")


def _by_group(once: Sequence[Run], questions: Sequence[dict[str, Any]]) -> list[str]:
    lines = [
        "nDCG@10 by group; `best chunk first` orders measures by their best chunk, the only way for the peers:",
        "",
        "| system | model | all | German | English | typos |",
        "|---|---|---|---|---|---|",
    ]
    for run in once:
        for key, what in (("own_ndcg", ""), ("ndcg", ", best chunk first" if "own_ndcg" in run else "")):
            if key in run:
                groups = by_group(questions, run[key])
                cells = " | ".join(_interval(groups[name]) if name in groups else "–" for name in GROUPS)
                lines.append(f"| {NAMES[run['name']]}{what} | {_MODELS[run['model']]} | {cells} |")
    return lines


def _loads(once: Sequence[Run]) -> list[str]:
    rows = [
        (f"{NAMES[run['name']]}{what}", _MODELS[run["model"]], run[key])
        for run in once
        for key, what in (("http", ""), ("http_service", ", its own service"))
        if key in run
    ]
    if not rows:
        return []
    users = [found["users"] for found in rows[0][2]]
    heads = [f"{count} users: p50 | p99 | answered/s | failed" for count in users]
    lines = [
        "Over HTTP, one question per user and second, answered or not (latency from the scheduled time):",
        "",
        f"| system | model | {' | '.join(heads)} |",
        f"|---|---|{'---|' * 4 * len(heads)}",
    ]
    for name, model, found in rows:
        cells = [
            f"{each['p50_ms']:.0f} ms | {each['p99_ms']:.0f} ms | {each['answered_per_second']:.1f} | {each['failed']}"
            for each in found
        ]
        lines.append(f"| {name} | {model} | {' | '.join(cells)} |")
    return lines


def growth(measured: Sequence[Run]) -> list[str]:
    """Figures by size with the fitted exponent, for systems measured at several sizes."""
    lines = [
        "Growth with the catalogue (exponent `b` of `chunks^b`: 1 is linear, 0 constant):",
        "",
        "| system | model | figure | by size | b |",
        "|---|---|---|---|---|",
    ]
    pairs = dict.fromkeys((run["name"], run["model"]) for run in measured if run["times"] > 1)
    for name, model in pairs:
        own = [run for run in measured if (run["name"], run["model"]) == (name, model) and "error" not in run]
        for key, what in _GROWING.items():
            having = [run for run in own if key in run]
            if len({run["chunks"] for run in having}) > 1:
                unit, digits = ("ms", 1) if key.endswith("_ms") else ("s", 2)
                values = ", ".join(f"{run['chunks']:,}: {run[key]:.{digits}f} {unit}" for run in having)
                fitted = growth_exponent([run["chunks"] for run in having], [run[key] for run in having])
                lines.append(f"| {NAMES[name]} | {_MODELS[model]} | {what} | {values} | {fitted:.2f} |")
    return lines if pairs else []


def verdict(once: Sequence[Run], mine: Run | None) -> list[str]:
    """Ours against the fastest framework: among those as good as ours, with our model, with all-MiniLM-L6-v2."""
    others = [run for run in once if run["name"] in FRAMEWORKS and "error" not in run and "p50_ms" in run]
    if not mine or not others or "p50_ms" not in mine:
        return []
    as_good = [run for run in others if "ndcg" in run and "own_ndcg" in mine and _mean(run) >= _mean(mine)]
    lines = list(_fastest(as_good, "as good as ours", mine)) or ["- frameworks as good as ours: none"]
    for model in ("own", "minilm"):
        lines += _fastest([run for run in others if run["model"] == model], f"with model {_MODELS[model]}", mine)
    refused = sum(len(run["refused_connections"]) for run in once)
    return [*lines, f"- connections attempted beyond loopback, and refused: {refused}"]


def _mean(run: Run) -> float:
    values = run.get("own_ndcg", run["ndcg"]).values()
    return float(sum(values) / len(values))


def _fastest(chosen: Sequence[Run], which: str, mine: Run) -> Iterator[str]:
    for key, what in (("p50_ms", "question"), ("first_answer_seconds", "first answer from process start")):
        if chosen:
            best = min(chosen, key=lambda run: float(run[key]))
            ratio = best[key] / mine[key]
            yield f"- {what}: {ratio:.2f} times as fast as the fastest framework {which} ({NAMES[best['name']]})"
