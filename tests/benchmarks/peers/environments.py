"""An environment for each peer, below a cache folder outside of the repository."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

REQUIREMENTS = Path(__file__).parent / "requirements"
ROOT = Path(__file__).parents[3]
QUIET = {
    "ANONYMIZED_TELEMETRY": "False",
    "DO_NOT_TRACK": "1",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "HF_DATASETS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_OFFLINE": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "LLAMA_INDEX_DISABLE_TELEMETRY": "1",
    "OTEL_SDK_DISABLED": "true",
    "TOKENIZERS_PARALLELISM": "false",
    "TRANSFORMERS_OFFLINE": "1",
}
"""Every switch there is; tests/benchmarks/peers/guard.py refuses what would get past them."""
_FIRST = "torch==2.13.0"  # a bare torch, which the others ask for, is a CUDA build of several gigabytes


def cache() -> Path:
    """Where environments, indexes and results lie unless a folder is named."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "massnahmenlotse-peers"


def installed(name: str, folder: Path) -> bool:
    """Whether the peer's environment is there, from the requirements as they are now."""
    mark = folder / name / "requirements.sha256"
    return mark.exists() and mark.read_text("ascii") == _digest(name)


def interpreter(name: str, folder: Path) -> Path:
    return folder / name / "bin" / "python"


def install(name: str, folder: Path) -> None:
    """Make the peer's environment, or bring it to its requirements. Raises CalledProcessError."""
    if installed(name, folder):
        return
    python = interpreter(name, folder)
    subprocess.run([sys.executable, "-m", "venv", folder / name], check=True)
    pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    requirements = REQUIREMENTS / f"{name}.txt"
    if _FIRST in requirements.read_text("ascii"):
        subprocess.run([*pip, _FIRST], check=True)
    subprocess.run([*pip, "--requirement", requirements], check=True)
    (folder / name / "requirements.sha256").write_text(_digest(name), "ascii")


def _digest(name: str) -> str:
    return hashlib.sha256((REQUIREMENTS / f"{name}.txt").read_bytes()).hexdigest()
