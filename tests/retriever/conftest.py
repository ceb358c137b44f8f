"""The shipped corpus, its index and a retriever, for all tests that search."""

from pathlib import Path

import pytest

from index.encoder import Encoder, load_encoder
from index.store import Index
from retriever.retriever import Retriever


@pytest.fixture(scope="session")
def encoder() -> Encoder:
    """The shipped encoder."""
    return load_encoder()


@pytest.fixture(scope="session")
def index(built_index: Path, encoder: Encoder) -> Index:
    """The index of the shipped corpus."""
    return Index.load(built_index, encoder)


@pytest.fixture(scope="session")
def retriever(index: Index, encoder: Encoder) -> Retriever:
    """Searches the shipped corpus."""
    return Retriever(index, encoder)
