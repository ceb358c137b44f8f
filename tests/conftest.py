"""An index of the shipped corpus, built once for all tests that search it."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from index.encoder import load_encoder
from index.store import Index


@pytest.fixture(scope="session")
def built_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an index of the shipped corpus. Nobody may write to it."""
    root = tmp_path_factory.mktemp("built-index")
    Index.build(Corpus.shipped(), load_encoder(), root)
    return root
