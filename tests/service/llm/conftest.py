"""One service for all tests with a model, whose model and limits a test chooses."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.service.llm.talk import Talk, talking


@pytest.fixture(scope="session")
def one_talk(built_index: Path) -> Iterator[Talk]:
    """The service."""
    with talking(built_index) as talk:
        yield talk


@pytest.fixture
def talk(one_talk: Talk) -> Talk:
    """The service, with nothing left of what its model was before."""
    one_talk.reset()
    return one_talk
