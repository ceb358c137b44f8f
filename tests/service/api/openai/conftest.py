"""OpenAI's client for a service of the shipped corpus."""

from collections.abc import Iterator

import httpx
import pytest
from openai import OpenAI

from tests.service.api.openai.speaking import speaking


@pytest.fixture(scope="module")
def spoken(client: httpx.Client) -> Iterator[OpenAI]:
    """OpenAI's client, which believes that the service is a model."""
    with speaking(client) as spoken:
        yield spoken
