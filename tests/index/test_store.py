"""The index: loaded as it was built, refused by name where it is damaged."""

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.collection import Corpus
from index import analyser
from index.build import build_index
from index.chunks import chunks
from index.encoders.load import load_encoder
from index.files import unsealed
from index.generations import POINTER
from index.manifest import NAME, Manifest, hashes
from index.store import Index, IndexUnavailable
from tests.index.conftest import FakeEncoder, flip, generation

pytestmark = pytest.mark.usefixtures("few_concepts")

FILES = [
    "chunks.json",
    "concepts.json",
    "documents.json",
    "example_passages.faiss",
    "example_questions.faiss",
    "facets.json",
    "fact_question_rows.npy",
    "fact_question_vectors.npy",
    "fact_questions.json",
    "fact_standing.npy",
    "known_need_rows.npy",
    "known_need_vectors.npy",
    "known_needs.json",
    "known_question_rows.npy",
    "known_question_vectors.npy",
    "known_questions.json",
    "known_words.tsv",
    "labels.json",
    "manifest.json",
    "measure_vectors.faiss",
    "measures.json",
    "named.json",
    "limits.json",
    "figures.json",
    "familiarity.npz",
    "sentence_types.npy",
    "stems.txt",
    "sentence_vectors.npy",
    "sentences.json",
    "vectors.faiss",
    "vocabulary.txt",
    "words/data.csc.index.npy",
    "words/vocab.index.json",
    "measure_words/indptr.csc.index.npy",
    "sentence_words/data.csc.index.npy",
]


def rehash(folder: Path) -> None:
    """Make the manifest match the files."""
    manifest = Manifest(**unsealed((folder / NAME).read_bytes()))
    replace(manifest, files=hashes(folder)).save(folder)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def test_what_is_built_is_what_is_loaded(built_index: Path) -> None:
    """All records of the shipped corpus, its vectors and its words."""
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
    """Index and question need the same one."""
    monkeypatch.setattr("index.store.ANALYSER_VERSION", analyser.ANALYSER_VERSION + 1)
    with pytest.raises(IndexUnavailable, match="was built by another version of the analyser"):
        Index.load(root, FakeEncoder())


def test_the_files_of_a_generation_are_known(once: Path) -> None:
    """So that the tests below cover each of them."""
    folder = generation(once)
    found = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert {name for name in found if "words/" not in name} == {name for name in FILES if "words/" not in name}
    assert set(FILES) <= found


@pytest.mark.parametrize("damage", [flip, truncate, Path.unlink], ids=["bit", "end", "gone"])
@pytest.mark.parametrize("file", FILES)
def test_a_damaged_file_is_refused_by_name(root: Path, file: str, damage: Callable[[Path], None]) -> None:
    """For one bit, one byte or the whole file: the message names generation and file, and says what to do."""
    folder = generation(root)
    damage(folder / file)
    with pytest.raises(IndexUnavailable) as refused:
        Index.load(root, FakeEncoder())
    assert f"{folder.name}/{file}" in str(refused.value) or file == NAME
    assert folder.name in str(refused.value)
    assert "lotse index" in str(refused.value)


def test_the_last_good_generation_serves_and_says_why(folder: Path, tmp_path: Path) -> None:
    """If the current one is damaged, the one before it is loaded; `degraded` names generation and file."""
    root = tmp_path / "index"
    good = build_index(Corpus.from_folder(folder), FakeEncoder(), root)
    bad = build_index(Corpus.from_folder(folder), FakeEncoder(), root)
    flip(root / "generations" / bad.generation / "chunks.json")
    index = Index.load(root, FakeEncoder())
    assert index.generation == good.generation
    assert index.degraded == (f"{bad.generation}/chunks.json doesn't match its hash in the manifest",)
    assert index.measures == good.measures


def test_records_that_another_version_wrote_are_refused(root: Path, folder: Path) -> None:
    """If hashes match but a field is missing, loading names the generation and the next build replaces it."""
    old = generation(root)
    chunk, *others = json.loads((old / "chunks.json").read_text("utf-8"))
    del chunk["section"]
    (old / "chunks.json").write_text(json.dumps([chunk, *others]), "utf-8")
    rehash(old)
    with pytest.raises(IndexUnavailable, match=f"{old.name} was built by another version"):
        Index.load(root, FakeEncoder())
    assert build_index(Corpus.from_folder(folder), FakeEncoder(), root).degraded == ()


def test_vectors_that_faiss_does_not_know_are_refused(root: Path, folder: Path) -> None:
    """If hashes match but the content is different, loading names the generation and the next build replaces it."""
    old = generation(root)
    (old / "measure_vectors.faiss").write_bytes(b"vectors of another program")
    rehash(old)
    with pytest.raises(IndexUnavailable, match=f"{old.name} was built by another version"):
        Index.load(root, FakeEncoder())
    assert build_index(Corpus.from_folder(folder), FakeEncoder(), root).degraded == ()


@pytest.mark.parametrize(
    ("file", "reason"),
    [
        ("facets.json", "has 0 facets where 1 are expected"),
        ("limits.json", "has 0 limits where 1 are expected"),
        ("sentences.json", r"has [1-9]\d* sentence_vectors where 0 are expected"),
        ("chunks.json", r"has [1-9]\d* vectors where 0 are expected"),
    ],
)
def test_parts_that_do_not_belong_together_are_refused(root: Path, file: str, reason: str) -> None:
    """Each can be read by itself, and matches its hash; a search would mix up rows."""
    folder = generation(root)
    (folder / file).write_text("[]", "utf-8")
    rehash(folder)
    with pytest.raises(IndexUnavailable) as refused:
        Index.load(root, FakeEncoder())
    (found,) = refused.value.reasons
    assert re.fullmatch(f"{folder.name} {reason}", found)


@pytest.mark.parametrize(
    ("file", "content"),
    [
        ("familiarity.npz", b""),
        ("familiarity.npz", b"PK\x05\x06"),
        ("sentence_types.npy", b""),
        ("words/params.index.json", b"{}"),
        ("words/params.index.json", b"[]"),
    ],
)
def test_whatever_a_reader_says_of_other_content_is_explained(root: Path, file: str, content: bytes) -> None:
    """An empty archive, an empty array, a file without its key: none of them ends a load without a name."""
    folder = generation(root)
    (folder / file).write_bytes(content)
    rehash(folder)
    with pytest.raises(IndexUnavailable, match=f"{folder.name} was built by another version"):
        Index.load(root, FakeEncoder())


def test_a_file_that_goes_while_it_is_loaded_is_no_other_version(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's error is passed on, without the path of the machine."""
    old = generation(root)
    monkeypatch.setattr(Manifest, "load", lambda folder: checked)
    checked = Manifest(**unsealed((old / NAME).read_bytes()))
    (old / "vocabulary.txt").unlink()
    with pytest.raises(IndexUnavailable) as refused:
        Index.load(root, FakeEncoder())
    assert refused.value.reasons == (f"{old.name} can't be read: No such file or directory",)


def test_a_lost_pointer_is_said(root: Path) -> None:
    """The newest generation is loaded, and `degraded` says that the pointer names none."""
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
