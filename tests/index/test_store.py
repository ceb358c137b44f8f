"""The index: built into generations, loaded as it was, refused by name where it is damaged."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import Corpus
from corpus.reference import practice
from corpus.reference.thesaurus import Thesaurus
from index import analyser
from index.build import build_index
from index.chunks import chunks
from index.encoders.load import load_encoder
from index.generations import NAME, POINTER, Generations, IndexBusy, Manifest, hashes
from index.store import Index, IndexUnavailable
from index.vectors import FloatArray

ROOT = Path(__file__).parents[2]
FILES = [
    "chunks.json",
    "concepts.json",
    "documents.json",
    "example_passages.faiss",
    "example_questions.faiss",
    "facets.json",
    "known_words.tsv",
    "labels.json",
    "manifest.json",
    "measure_vectors.faiss",
    "measures.json",
    "named.json",
    "limits.json",
    "domain.npz",
    "vectors.faiss",
    "vocabulary.txt",
    "words/data.csc.index.npy",
    "words/vocab.index.json",
    "measure_words/indptr.csc.index.npy",
]
FORM = """**Bezeichnung der Maßnahme:** {title}

**Ansprechpartner:** Jobcenter Stadt Jena

Zielgruppe

{group}

Beschreibung der Maßnahme

Beratung und Begleitung über sechs Monate.
"""
KILLED = """
import os, signal, sys
from pathlib import Path
from corpus.collection import Corpus
from index.build import build_index
from index.encoders.load import load_encoder

def progress(step, done, total):
    if step == "vectors":
        os.kill(os.getpid(), signal.SIGKILL)

build_index(Corpus.from_folder(Path(sys.argv[1])), load_encoder(), Path(sys.argv[2]), progress)
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


@pytest.fixture(autouse=True, scope="module")
def few_concepts(built_index: Path) -> Iterator[None]:
    """Builds of these tests know three dozen concepts, to be quick; the shipped index is built before."""
    assert built_index.is_dir()
    concepts = Thesaurus.shipped().concepts[::120]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Thesaurus, "shipped", lambda: Thesaurus(concepts))
        patch.setattr(practice, "practice_texts", lambda: ())
        yield


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents with a measure each."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text(FORM.format(title="Wegweiser", group="Alleinerziehende"), "utf-8")
    (tmp_path / "documents" / "b.txt").write_text(FORM.format(title="Rückenwind", group="Ältere ab 50"), "utf-8")
    return tmp_path / "documents"


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory) -> Path:
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


def rehash(folder: Path) -> None:
    """Make the manifest fit the files that are there."""
    manifest = Manifest(**json.loads((folder / NAME).read_text("utf-8")))
    replace(manifest, files=hashes(folder)).save(folder)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def test_what_is_built_is_what_is_loaded(built_index: Path) -> None:
    """All records of the shipped corpus, its vectors, and the scores of its words."""
    encoder = load_encoder()
    corpus = Corpus.shipped()
    index = Index.load(built_index, encoder)
    assert tuple(index.documents.values()) == corpus.documents
    assert index.measures == corpus.measures
    assert index.chunks == tuple(chunk for parsed in corpus.parsed for chunk in chunks(parsed))
    assert (len(index.vectors), len(index.words)) == (len(index.chunks), len(index.chunks))
    assert len(index.measure_vectors) == len(index.measure_words) == len(index.measures) == len(index.facets) == 36
    assert [entry.document for entry in index.mentions] == [document.id for document in corpus.documents]
    assert index.degraded == ()
    texts = [document.text for document in corpus.documents]
    assert analyser.vocabulary(texts) <= index.analyser.vocabulary
    rows, scores = index.vectors.search(encoder.encode_passages([index.chunks[7].embedded])[0], 1)
    assert index.chunks[rows[0]].embedded == index.chunks[7].embedded
    assert scores[0] == pytest.approx(1.0, abs=1e-3)


def test_parts_can_be_left_out(tmp_path: Path) -> None:
    """Without compounds a word stays whole, without titles the context is the field."""
    (tmp_path / "a.txt").write_text(FORM.format(title="Wegweiser", group="Hilfe Schulden Schuldenhilfe"), "utf-8")
    corpus = Corpus.from_folder(tmp_path)
    whole = build_index(corpus, FakeEncoder(), tmp_path / "whole")
    assert len(whole.analyser.terms("Schuldenhilfe")) == 3
    less = build_index(corpus, FakeEncoder(), tmp_path / "less", compounds=False, titled=False)
    assert len(less.analyser.terms("Schuldenhilfe")) == 1
    (group,) = [chunk for chunk in less.chunks if chunk.field == "target_group"]
    assert group.context == "Zielgruppe"


def test_two_builds_of_one_corpus_are_the_same(folder: Path, tmp_path: Path) -> None:
    """But for the time, every file has the same content: nothing depends on the order of sets."""
    corpus = Corpus.from_folder(folder)
    found = [build_index(corpus, FakeEncoder(), tmp_path / name).manifest for name in ("one", "two")]
    same = [name for name in found[0].files if not name.endswith("vocab.index.json")]
    assert {name: found[0].files[name] for name in same} == {name: found[1].files[name] for name in same}
    assert found[0].documents == {document.id: document.sha256 for document in corpus.documents}
    assert (found[0].encoder, found[0].analyser) == ("fake@1", analyser.ANALYSER_VERSION)


def test_unchanged_documents_are_not_embedded_again(folder: Path, tmp_path: Path) -> None:
    """A second build embeds nothing; after a change in one field only its chunk and what stands for its measure."""
    build_index(Corpus.from_folder(folder), FakeEncoder(), tmp_path / "index")
    again, changed = FakeEncoder(), FakeEncoder()
    build_index(Corpus.from_folder(folder), again, tmp_path / "index")
    assert again.embedded == []
    (folder / "b.txt").write_text(FORM.format(title="Rückenwind", group="Frauen über 50"), "utf-8")
    index = build_index(Corpus.from_folder(folder), changed, tmp_path / "index")
    assert changed.embedded == ["Rückenwind – Zielgruppe: Frauen über 50", "Rückenwind. Frauen über 50"]
    expected = FakeEncoder().encode_passages([chunk.embedded for chunk in index.chunks])
    found = [index.vectors.search(vector, 1)[0][0] for vector in expected]
    assert [index.chunks[row].embedded for row in found] == [chunk.embedded for chunk in index.chunks]
    cores = FakeEncoder().encode_passages(["Wegweiser. Alleinerziehende", "Rückenwind. Frauen über 50"])
    assert [index.measure_vectors.search(vector, 1)[0][0] for vector in cores] == [0, 1]


def test_progress_is_told(folder: Path, tmp_path: Path) -> None:
    """By step, from nothing to all, and only what is new counts as work."""
    told: list[tuple[str, int, int]] = []
    for _ in range(2):
        told.append(("build", 0, 0))
        build_index(Corpus.from_folder(folder), FakeEncoder(), tmp_path / "index", lambda *step: told.append(step))
    first, second = told[: told.index(("build", 0, 0), 1)], told[told.index(("build", 0, 0), 1) :]
    assert [step for step in first if step[0] == "chunks"] == [("chunks", 0, 2), ("chunks", 1, 2), ("chunks", 2, 2)]
    assert [step for step in first if step[0] == "vectors"] == [("vectors", 0, 8), ("vectors", 8, 8)]
    assert [step for step in second if step[0] == "vectors"] == [("vectors", 0, 0)]


def test_another_encoder_embeds_all_and_refuses_the_old_generation(folder: Path, tmp_path: Path) -> None:
    """Vectors of two models are never mixed; the message names both."""
    corpus = Corpus.from_folder(folder)
    old = build_index(corpus, FakeEncoder("fake@1"), tmp_path / "index")
    other = FakeEncoder("fake@2")
    with pytest.raises(IndexUnavailable) as refused:
        Index.load(tmp_path / "index", other)
    assert f"{old.generation} was built with encoder fake@1, not fake@2" in str(refused.value)
    assert build_index(corpus, other, tmp_path / "index").manifest.encoder == "fake@2"
    assert len({chunk.embedded for chunk in old.chunks} & set(other.embedded)) == len(old.chunks) == 6


def test_another_analyser_refuses_the_generation(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Index and question must go through the same one."""
    monkeypatch.setattr("index.store.ANALYSER_VERSION", analyser.ANALYSER_VERSION + 1)
    with pytest.raises(IndexUnavailable, match="was built by another version of the analyser"):
        Index.load(root, FakeEncoder())


def test_the_files_of_a_generation_are_known(once: Path) -> None:
    """So that none of them is left out of the tests below."""
    folder = generation(once)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {name for name in found if "words/" not in name} == {name for name in FILES if "words/" not in name}
    assert set(FILES) <= found


@pytest.mark.parametrize("damage", [flip, truncate, Path.unlink], ids=["bit", "end", "gone"])
@pytest.mark.parametrize("file", FILES)
def test_a_damaged_file_is_refused_by_name(root: Path, file: str, damage: Callable[[Path], None]) -> None:
    """One bit, one byte or the whole: generation and file are named, with what to do."""
    folder = generation(root)
    damage(folder / file)
    with pytest.raises(IndexUnavailable) as refused:
        Index.load(root, FakeEncoder())
    assert f"{folder.name}/{file}" in str(refused.value) or file == NAME
    assert folder.name in str(refused.value)
    assert "lotse index" in str(refused.value)


def test_the_last_good_generation_serves_and_says_why(folder: Path, tmp_path: Path) -> None:
    """The current one is damaged: the one before serves, `degraded` names generation and file."""
    root = tmp_path / "index"
    good = build_index(Corpus.from_folder(folder), FakeEncoder(), root)
    bad = build_index(Corpus.from_folder(folder), FakeEncoder(), root)
    flip(root / "generations" / bad.generation / "chunks.json")
    index = Index.load(root, FakeEncoder())
    assert index.generation == good.generation
    assert index.degraded == (f"{bad.generation}/chunks.json doesn't match its hash in the manifest",)
    assert index.measures == good.measures


def test_a_damaged_generation_is_no_source_of_vectors(root: Path, tmp_path: Path) -> None:
    """The next build embeds all again, and mends the index."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text(FORM.format(title="Wegweiser", group="Alleinerziehende"), "utf-8")
    flip(generation(root) / "vectors.faiss")
    encoder = FakeEncoder()
    index = build_index(Corpus.from_folder(folder), encoder, root)
    assert len({chunk.embedded for chunk in index.chunks} & set(encoder.embedded)) == len(index.chunks) == 3
    assert index.degraded == ()


def test_records_that_another_version_wrote_are_refused(root: Path, folder: Path) -> None:
    """Hashes are right, but a field that is needed isn't there: neither loading nor building fails over it."""
    old = generation(root)
    chunk, *others = json.loads((old / "chunks.json").read_text("utf-8"))
    del chunk["section"]
    (old / "chunks.json").write_text(json.dumps([chunk, *others]), "utf-8")
    rehash(old)
    with pytest.raises(IndexUnavailable, match=f"{old.name} was built by another version"):
        Index.load(root, FakeEncoder())
    assert build_index(Corpus.from_folder(folder), FakeEncoder(), root).degraded == ()


def test_vectors_that_faiss_does_not_know_are_refused(root: Path, folder: Path) -> None:
    """Hashes are right, the file holds something else: the generation is named, and the next build mends it."""
    old = generation(root)
    (old / "measure_vectors.faiss").write_bytes(b"vectors of another program")
    rehash(old)
    with pytest.raises(IndexUnavailable, match=f"{old.name} was built by another version"):
        Index.load(root, FakeEncoder())
    assert build_index(Corpus.from_folder(folder), FakeEncoder(), root).degraded == ()


def test_a_file_that_goes_while_it_is_loaded_is_no_other_version(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the disk says is passed on, without the path of the machine."""
    old = generation(root)
    monkeypatch.setattr(Manifest, "load", lambda folder: checked)
    checked = Manifest(**json.loads((old / NAME).read_text("utf-8")))
    (old / "vocabulary.txt").unlink()
    with pytest.raises(IndexUnavailable) as refused:
        Index.load(root, FakeEncoder())
    assert refused.value.reasons == (f"{old.name} can't be read: No such file or directory",)


def test_a_lost_pointer_is_said(root: Path) -> None:
    """The newest generation serves, and `degraded` tells that the pointer names none."""
    expected = generation(root).name
    (root / POINTER).write_text("nichts\n", "utf-8")
    index = Index.load(root, FakeEncoder())
    assert index.generation == expected
    assert len(index.degraded) == 1
    assert POINTER in index.degraded[0]


@pytest.mark.parametrize("there", [True, False])
def test_without_any_index_the_message_says_what_to_do(tmp_path: Path, there: bool) -> None:
    """An empty folder, or none at all."""
    root = tmp_path / "index"
    if there:
        root.mkdir()
    with pytest.raises(IndexUnavailable, match=r"no index in .*index. Run `lotse index` to build one."):
        Index.load(root, FakeEncoder())


def test_nothing_to_index_is_refused_and_changes_nothing(root: Path) -> None:
    """An empty folder of documents doesn't replace what serves."""
    before = Generations(root).current()
    with pytest.raises(ValueError, match="nothing to index"):
        build_index(Corpus(()), FakeEncoder(), root)
    assert Generations(root).names() == [before]


def test_documents_without_measures_are_an_index_too(tmp_path: Path) -> None:
    """Passages are found, measures are none."""
    (tmp_path / "bericht.txt").write_text("Das Jobcenter berät alle, die Arbeit suchen. Es hilft sofort.\n", "utf-8")
    index = build_index(Corpus.from_folder(tmp_path), FakeEncoder(), tmp_path / "index")
    assert (index.measures, index.facets, len(index.measure_vectors)) == ((), (), 1)
    assert [chunk.text for chunk in index.chunks] == ["Das Jobcenter berät alle, die Arbeit suchen. Es hilft sofort."]


def test_one_builder_at_a_time(root: Path) -> None:
    """The second is told so and writes nothing."""
    with Generations(root).writing() as draft:
        (draft / "x").touch()
        with pytest.raises(IndexBusy):
            build_index(Corpus.shipped(), FakeEncoder(), root)


def test_a_killed_build_leaves_what_serves(folder: Path, tmp_path: Path) -> None:
    """SIGKILL while vectors are made: the current generation serves undisturbed, the next build clears the draft."""
    root, encoder = tmp_path / "index", load_encoder()
    served = build_index(Corpus.from_folder(folder), encoder, root)
    (folder / "c.txt").write_text(FORM.format(title="Neustart", group="Jugendliche"), "utf-8")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(folder), str(root)], cwd=ROOT, check=False)
    assert killed.returncode == -9
    assert len(list((root / "generations").glob(".draft-*"))) == 1
    index = Index.load(root, encoder)
    assert (index.generation, index.degraded) == (served.generation, ())
    rebuilt = build_index(Corpus.from_folder(folder), encoder, root)
    assert list((root / "generations").glob(".draft-*")) == []
    assert [measure.title for measure in rebuilt.measures] == ["Wegweiser", "Rückenwind", "Neustart"]
