"""Quality of rankings by group of questions, and the machine on which speed was measured."""

import os
import platform
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from service.evaluation.metrics import MAIN, values
from service.evaluation.statistics import Interval, interval

GROUPS = ("all", "de", "en", "typo")


def ndcg(questions: Sequence[dict[str, Any]], ranked: Mapping[str, Sequence[str]]) -> dict[str, float]:
    """nDCG@10 by question; what is borderline is left out of its ranking. Questions without a ranking count 0."""
    judged = {entry["id"]: entry["judgements"] for entry in questions}
    counted = {entry["id"]: [id for id in ranked[entry["id"]] if id not in entry["borderline"]] for entry in questions}
    return {id: found[MAIN] for id, found in values(judged, counted).items()}


def by_group(questions: Sequence[dict[str, Any]], found: Mapping[str, float]) -> dict[str, Interval]:
    """Mean and 95 % interval by group; typos are in their language's group too. Paired questions are drawn together."""
    result = {}
    for group in GROUPS:
        own = [entry for entry in questions if group in ("all", entry["language"], entry["style"])]
        if own:
            result[group] = interval([found[entry["id"]] for entry in own], [_cluster(entry) for entry in own])
    return result


def difference(questions: Sequence[dict[str, Any]], mine: Mapping[str, float], other: Mapping[str, float]) -> Interval:
    """Mean of the differences by question, with its interval."""
    return interval(
        [mine[each["id"]] - other[each["id"]] for each in questions], [_cluster(each) for each in questions]
    )


def _cluster(entry: Mapping[str, Any]) -> str:
    return str(entry.get("pair") or entry["id"])


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
