"""A chat over the shipped corpus."""

import pytest

from retriever.retriever import Retriever
from service.chat.assistant import Chat


@pytest.fixture(scope="session")
def chat(retriever: Retriever) -> Chat:
    """Talks about the shipped corpus."""
    return Chat(retriever)
