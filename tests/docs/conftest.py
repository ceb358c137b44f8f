"""A reader's session."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.session import Session


@pytest.fixture
def session(tmp_path: Path, built_index: Path) -> Iterator[Session]:
    """A copy of the project that a test may change, with an index of the bundled documents."""
    session = Session(tmp_path, built_index)
    yield session
    session.close()
