"""Tests that need a server are left out where there is none."""

from collections.abc import Iterator

import pytest

from tests.index.conftest import knowing_little
from tests.postgres import THERE

collect_ignore_glob = [] if THERE else ["test_*.py"]


@pytest.fixture(scope="module")
def few_concepts() -> Iterator[None]:
    """Builds know few concepts; nothing here needs the shipped index, which must not be built meanwhile."""
    with knowing_little():
        yield
