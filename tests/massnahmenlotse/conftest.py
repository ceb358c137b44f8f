"""A service and an index opened in this process, which hold the same."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from massnahmenlotse import Client, LocalIndex, open_index
from tests.service.conftest import serving, wait_until


@pytest.fixture(scope="session")
def url(built_index: Path) -> Iterator[str]:
    """The address of a service that is ready."""
    with serving(built_index) as http:
        wait_until(http, lambda answer: answer.status_code == 200)
        yield str(http.base_url)


@pytest.fixture(scope="session")
def remote(url: str) -> Iterator[Client]:
    with Client(url) as client:
        yield client


@pytest.fixture(scope="session")
def local(built_index: Path, url: str) -> LocalIndex:
    return open_index(built_index, page=url)
