"""A chat over the shipped corpus."""

from pathlib import Path

import pytest

from index.encoder import load_encoder
from index.store import Index
from retriever.retriever import Retriever
from service.chat.chat import Chat


@pytest.fixture(scope="session")
def retriever(built_index: Path) -> Retriever:
    """Searches the shipped corpus."""
    encoder = load_encoder()
    return Retriever(Index.load(built_index, encoder), encoder)


@pytest.fixture(scope="session")
def chat(retriever: Retriever) -> Chat:
    """Talks about the shipped corpus."""
    return Chat(retriever)
