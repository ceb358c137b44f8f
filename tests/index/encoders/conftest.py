"""A model to damage or to change."""

import shutil
from pathlib import Path

import pytest

from index.encoders.static import SHIPPED_MODEL


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the shipped model that a test may damage."""
    return Path(shutil.copytree(SHIPPED_MODEL, tmp_path / "model"))
