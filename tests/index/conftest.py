"""Small indexes of small documents, to build and to damage."""

import hashlib
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import Corpus
from corpus.reference import practice
from corpus.reference.thesaurus import Thesaurus
from index import assembly
from index.build import build_index
from index.generations import Generations
from index.vectors import FloatArray

FORM = """**Bezeichnung der Maßnahme:** {title}

**Ansprechpartner:** Jobcenter Stadt Jena

Zielgruppe

{group}

Beschreibung der Maßnahme

Beratung und Begleitung über sechs Monate.
"""


class FakeEncoder:
    """Vectors drawn from a text's hash; remembers what it embedded."""

    dimension = 8

    def __init__(self, id: str = "fake@1") -> None:
        self.id = id
        self.embedded: list[str] = []

    def encode_questions(self, texts: Sequence[str]) -> FloatArray:
        return np.array([self._vector(text) for text in texts], dtype=np.float32).reshape(-1, self.dimension)

    def encode_passages(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> FloatArray:
        self.embedded += texts
        if progress is not None:
            progress(len(texts))
        return self.encode_questions(texts)

    def _vector(self, text: str) -> FloatArray:
        seed = int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:4], "big")
        drawn = np.random.default_rng(seed).normal(size=self.dimension)
        vector: FloatArray = (drawn / np.linalg.norm(drawn)).astype(np.float32)
        return vector


@pytest.fixture(scope="module")
def few_concepts(built_index: Path) -> Iterator[None]:
    """Builds know three dozen concepts only, to be quick; the shipped index is built before."""
    assert built_index.is_dir()
    with knowing_little():
        yield


@contextmanager
def knowing_little() -> Iterator[None]:
    """Let builds know three dozen concepts only."""
    concepts = Thesaurus.shipped().concepts[::120]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Thesaurus, "shipped", lambda: Thesaurus(concepts))
        patch.setattr(practice, "practice_texts", lambda: ())
        patch.setattr(assembly, "sayings", lambda: ())  # which name concepts that aren't among them
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents with a measure each."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text(FORM.format(title="Wegweiser", group="Alleinerziehende"), "utf-8")
    (tmp_path / "documents" / "b.txt").write_text(FORM.format(title="Rückenwind", group="Ältere ab 50"), "utf-8")
    return tmp_path / "documents"


@pytest.fixture(scope="module")
def once(few_concepts: None, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of one document with one generation; copied, never written to."""
    folder = tmp_path_factory.mktemp("documents")
    (folder / "a.txt").write_text(FORM.format(title="Wegweiser", group="Alleinerziehende"), "utf-8")
    root = tmp_path_factory.mktemp("index")
    build_index(Corpus.from_folder(folder), FakeEncoder(), root)
    return root


@pytest.fixture
def root(once: Path, tmp_path: Path) -> Path:
    """A copy of that index to damage."""
    return Path(shutil.copytree(once, tmp_path / "index"))


def generation(root: Path) -> Path:
    """The folder of the current generation."""
    name = Generations(root).current()
    assert name is not None
    return root / "generations" / name


def flip(path: Path) -> None:
    """Turn one bit in the middle."""
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
