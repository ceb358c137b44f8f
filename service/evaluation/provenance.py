"""What produced the figures: program version, index, encoder, settings."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from corpus.text.language import Language
from service.evaluation.metrics import ir_measures_version
from service.evaluation.searchers import DEPTH, SearcherState
from service.evaluation.statistics import SAMPLES, SEED
from service.evaluation.texts import say

KEYWORDS = "keywords"
"""The name of the question set made of the keyword index."""
_TIMEOUT_SECONDS = 10


def collect_provenance(state: SearcherState, questions: str, split: str) -> dict[str, Any]:
    """Everything that distinguishes this run from another; `questions` is the name of the question set."""
    return {
        "asked": questions,
        "split": split,
        "asked_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": _package_version(),
        "commit": git_commit(Path(__file__).parent),
        "generation": state.generation,
        "encoder": state.encoder,
        "settings": dict(state.settings),
        "depth": DEPTH,
        "ir_measures": ir_measures_version(),
        "bootstrap": {"samples": SAMPLES, "seed": SEED},
    }


def describe_run(run: Mapping[str, Any], language: Language) -> str:
    """The provenance in a sentence."""
    names = ("generation", "encoder", "commit", "asked_at")
    return say("made", language, **{name: run[name] or "?" for name in names})


def describe_split(run: Mapping[str, Any], language: Language) -> str:
    """What the questions of the run may be used for."""
    if run["asked"] == KEYWORDS:
        return say("keyword-note", language)
    return say("all-split" if run["split"] == "all" else run["split"], language)


def git_commit(folder: Path) -> str | None:
    """The commit of the git tree that tracks `folder`, with `+` appended if files differ; None outside of one."""
    git = shutil.which("git")
    if git is None:
        return None
    head = _output([git, "-C", str(folder), "rev-parse", "HEAD"])
    if not head or _output([git, "-C", str(folder), "ls-files", "--", "."]) in (None, ""):
        return None
    changed = _output([git, "-C", str(folder), "status", "--porcelain", "--untracked-files=no"])
    return head + ("+" if changed else "")


def _output(command: list[str]) -> str | None:
    """What a command prints; None if it fails, as git does outside of a git tree."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_TIMEOUT_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _package_version() -> str | None:
    try:
        return version("massnahmenlotse")
    except PackageNotFoundError:
        return None
