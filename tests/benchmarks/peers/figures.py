"""Figures of the comparison: quality by group of questions, growth with size, and the machine measured on."""

import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from service.evaluation.metrics import MAIN, metric_values
from service.evaluation.statistics import Interval, mean_interval

GROUPS = ("all", "de", "en", "typo")


def ndcg(questions: Sequence[dict[str, Any]], ranked: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """nDCG@10 by question with borderline measures left out of the ranking; 0 for an empty ranking."""
    judged = {entry["id"]: entry["judgements"] for entry in questions}
    counted = {entry["id"]: [id for id in ranked[entry["id"]] if id not in entry["borderline"]] for entry in questions}
    return {id: found[MAIN] for id, found in metric_values(judged, counted).items()}


def by_group(questions: Sequence[dict[str, Any]], found: Mapping[str, float]) -> dict[str, Interval]:
    """Means by group; typos count in the group of their language too. Paired questions are drawn together."""
    result = {}
    for group in GROUPS:
        own = [entry for entry in questions if group in ("all", entry["language"], entry["style"])]
        if own:
            result[group] = mean_interval([found[entry["id"]] for entry in own], [_cluster(entry) for entry in own])
    return result


def difference(questions: Sequence[dict[str, Any]], mine: Mapping[str, float], other: Mapping[str, float]) -> Interval:
    """The mean difference by question with its interval."""
    return mean_interval(
        [mine[each["id"]] - other[each["id"]] for each in questions], [_cluster(each) for each in questions]
    )


def _cluster(entry: Mapping[str, Any]) -> str:
    return str(entry.get("pair") or entry["id"])


def growth_exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The exponent `b` of `values = a * sizes ** b` by least squares of the logarithms: 1 is linear, 0 constant.

    Raises ValueError for fewer than two different sizes, or a number that isn't positive.
    """
    if len(sizes) != len(values) or len(set(sizes)) < 2 or min(*sizes, *values) <= 0:
        raise ValueError(f"cannot fit growth through {list(zip(sizes, values, strict=False))}")
    slope, _ = np.polyfit(np.log(sizes), np.log(values), 1)
    return float(slope)


def machine() -> str:
    """The hardware and Python version, to be printed with figures of speed."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.exists() else []
    named = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    model = next(named, platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return (
        f"{os.cpu_count()} cores of {model}, {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    )
