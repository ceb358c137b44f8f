"""Quality of rankings, with intervals, and the machine on which speed was measured."""

import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ir_measures
import numpy as np
from ir_measures import Qrel, ScoredDoc, nDCG

GROUPS = ("all", "de", "en", "typo")
_SAMPLES = 2_000
_SEED = 20261126


def ndcg(questions: Sequence[dict[str, Any]], ranked: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """nDCG@10 by question; what is borderline is left out of its ranking. Questions without a ranking count 0."""
    qrels = [Qrel(entry["id"], id, grade) for entry in questions for id, grade in entry["judgements"].items()]
    run = [
        ScoredDoc(entry["id"], id, -float(place))
        for entry in questions
        for place, id in enumerate(id for id in ranked[entry["id"]] if id not in entry["borderline"])
    ]
    found = {metric.query_id: metric.value for metric in ir_measures.iter_calc([nDCG @ 10], qrels, run)}
    return {entry["id"]: found.get(entry["id"], 0.0) for entry in questions}


def by_group(questions: Sequence[dict[str, Any]], values: Mapping[str, float]) -> dict[str, tuple[float, float, float]]:
    """Mean and bootstrap 95 % interval by group; typos are in their language's group too."""
    result = {}
    for group in GROUPS:
        own = [values[entry["id"]] for entry in questions if group in ("all", entry["language"], entry["style"])]
        result[group] = interval(own)
    return result


def interval(values: Sequence[float]) -> tuple[float, float, float]:
    """Mean, and the 2.5th and 97.5th percentile of the means of resampled questions (Efron 1979), seeded."""
    array = np.asarray(values)
    rows = np.random.default_rng(_SEED).integers(len(array), size=(_SAMPLES, len(array)))
    low, high = np.percentile(array[rows].mean(axis=1), (2.5, 97.5))
    return float(array.mean()), float(low), float(high)


def difference(mine: Mapping[str, float], other: Mapping[str, float]) -> tuple[float, float, float]:
    """Mean of the differences by question, with its interval."""
    return interval([mine[id] - other[id] for id in mine])


def machine() -> str:
    """The machine in words, as figures of speed need it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    model = next(named, platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    )
