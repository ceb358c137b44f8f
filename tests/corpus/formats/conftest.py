"""Files to read, and the reasons that broken ones are refused with."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.formats.extraction import ExtractionError, ReadLimits, extract

Made = Callable[[str, bytes | str], Path]


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """Writes a file and gives its path."""

    def write(name: str, data: bytes | str) -> Path:
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return path

    return write


def reason(path: Path, **limits: Any) -> str:
    """Why a file can't be read; fails if it can."""
    with pytest.raises(ExtractionError) as caught:
        extract(path, limits=ReadLimits(**limits))
    assert caught.value.path == path
    assert str(caught.value) == f"{path}: {caught.value.reason}"
    return caught.value.reason
