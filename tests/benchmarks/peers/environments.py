"""A virtual environment for each peer, in a cache folder outside of the repository."""

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
"""Every known telemetry switch, off; tests/benchmarks/peers/guard.py blocks what gets past them."""
_FIRST = "torch==2.13.0"  # an unpinned torch is a CUDA build of several gigabytes


def cache() -> Path:
    """The default folder of environments, indexes and results."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "massnahmenlotse-peers"


def is_installed(name: str, folder: Path) -> bool:
    """Whether the peer's environment exists and matches its current requirements."""
    mark = folder / name / "requirements.sha256"
    return mark.exists() and mark.read_text("ascii") == _digest(name)


def interpreter(name: str, folder: Path) -> Path:
    """The Python executable of a peer's environment."""
    return folder / name / "bin" / "python"


def install_environment(name: str, folder: Path) -> None:
    """Create or update the peer's environment. Raises CalledProcessError."""
    if is_installed(name, folder):
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
