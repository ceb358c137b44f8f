"""An index of the shipped corpus and a retriever over it, created once for all tests that search."""

import fcntl
import os
from pathlib import Path

import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.encoder import Encoder
from index.encoders.load import load_encoder
from index.generations import Generations
from index.store import Index
from retriever.retriever import Retriever
from tests.postgres import database_url, postgres  # noqa: F401  # for those that need a server


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the shipped corpus, built once for all workers. Nobody may write to it."""
    folder = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent  # that of the whole run; each worker has a folder of its own below it
    root = folder / "built-index"
    with (folder / "built-index.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if Generations(root).current() is None:
            build_index(Corpus.shipped(), load_encoder(), root)
    return root


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
