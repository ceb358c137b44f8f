"""What produced a figure: program, index, encoder, settings."""

import shutil
import subprocess
from collections.abc import Mapping
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from corpus.text.language import Language
from service.evaluation import metrics, statistics
from service.evaluation.searchers import DEPTH, State
from service.evaluation.texts import say

KEYWORDS = "keywords"
"""What is asked if it is the keyword index."""
_SECONDS = 10


def provenance(state: State, asked: str, split: str) -> dict[str, Any]:
    """Everything that tells this run from another; `asked` names what was asked."""
    return {
        "asked": asked,
        "split": split,
        "asked_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "version": _version(),
        "commit": commit(Path(__file__).parent),
        "generation": state.generation,
        "encoder": state.encoder,
        "settings": dict(state.settings),
        "depth": DEPTH,
        "ir_measures": metrics.version(),
        "bootstrap": {"samples": statistics.SAMPLES, "seed": statistics.SEED},
    }


def told(run: Mapping[str, Any], language: Language) -> str:
    """What produced a figure, in a sentence."""
    names = ("generation", "encoder", "commit", "asked_at")
    return say("made", language, **{name: run[name] or "?" for name in names})


def purpose(run: Mapping[str, Any], language: Language) -> str:
    """What the questions that were asked are good for."""
    if run["asked"] == KEYWORDS:
        return say("keyword-note", language)
    return say("all-split" if run["split"] == "all" else run["split"], language)


def commit(folder: Path) -> str | None:
    """The commit of the git tree that holds `folder`, with `+` behind it if files differ; None where there is none."""
    git = shutil.which("git")
    if git is None:
        return None
    head = _said([git, "-C", str(folder), "rev-parse", "HEAD"])
    if not head or _said([git, "-C", str(folder), "ls-files", "--", "."]) in (None, ""):
        return None
    changed = _said([git, "-C", str(folder), "status", "--porcelain", "--untracked-files=no"])
    return head + ("+" if changed else "")


def _said(command: list[str]) -> str | None:
    try:
        ended = subprocess.run(command, capture_output=True, text=True, timeout=_SECONDS, check=True)
    except (OSError, subprocess.SubprocessError):  # no git tree: then there is no commit to tell
        return None
    return ended.stdout.strip()


def _version() -> str | None:
    try:
        return version("massnahmenlotse")
    except PackageNotFoundError:
        return None
