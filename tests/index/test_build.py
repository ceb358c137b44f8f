"""Building: what is embedded again and what is reused, and what a failure leaves behind."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import Corpus
from index import analyser
from index.build import build_index
from index.encoders.encoder import Encoder
from index.encoders.load import load_encoder
from index.generations import Generations, IndexBusy
from index.manifest import IndexDamaged, hashes
from index.store import Index
from tests.index.conftest import FORM, FakeEncoder, flip, generation

pytestmark = pytest.mark.usefixtures("few_concepts")

ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from pathlib import Path
from corpus.collection import Corpus
from index.build import build_index
from index.encoders.encoder import Encoder
from index.encoders.load import load_encoder

def progress(step, done, total):
    if step == "vectors":
        os.kill(os.getpid(), signal.SIGKILL)

build_index(Corpus.from_folder(Path(sys.argv[1])), load_encoder(), Path(sys.argv[2]), progress)
"""


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
    """Every file has the same content, so nothing depends on the order of sets."""
    corpus = Corpus.from_folder(folder)
    found = [build_index(corpus, FakeEncoder(), tmp_path / name).manifest for name in ("one", "two")]
    same = [name for name in found[0].files if not name.endswith("vocab.index.json")]
    assert {name: found[0].files[name] for name in same} == {name: found[1].files[name] for name in same}
    assert found[0].documents == {document.id: document.sha256 for document in corpus.documents}
    assert (found[0].encoder, found[0].analyser) == ("fake@1", analyser.ANALYSER_VERSION)


def test_unchanged_documents_are_not_embedded_again(folder: Path, tmp_path: Path) -> None:
    """A second build embeds nothing; after a change in one field, only its chunk, measure and sentence are embedded."""
    build_index(Corpus.from_folder(folder), FakeEncoder(), tmp_path / "index")
    again, changed = FakeEncoder(), FakeEncoder()
    build_index(Corpus.from_folder(folder), again, tmp_path / "index")
    assert again.embedded == []
    (folder / "b.txt").write_text(FORM.format(title="Rückenwind", group="Frauen über 50"), "utf-8")
    index = build_index(Corpus.from_folder(folder), changed, tmp_path / "index")
    assert changed.embedded == [
        "Rückenwind – Zielgruppe: Frauen über 50",
        "Rückenwind. Frauen über 50",
        "Frauen über 50",
    ]
    expected = FakeEncoder().encode_passages([chunk.embedded for chunk in index.chunks])
    found = [index.vectors.search(vector, 1)[0][0] for vector in expected]
    assert [index.chunks[row].embedded for row in found] == [chunk.embedded for chunk in index.chunks]
    cores = FakeEncoder().encode_passages(["Wegweiser. Alleinerziehende", "Rückenwind. Frauen über 50"])
    assert [index.measure_vectors.search(vector, 1)[0][0] for vector in cores] == [0, 1]


def test_progress_is_reported(folder: Path, tmp_path: Path) -> None:
    """By step, from zero to the total; only new texts count as work."""
    told: list[tuple[str, int, int]] = []
    for _ in range(2):
        told.append(("build", 0, 0))
        build_index(Corpus.from_folder(folder), FakeEncoder(), tmp_path / "index", lambda *step: told.append(step))
    first, second = told[: told.index(("build", 0, 0), 1)], told[told.index(("build", 0, 0), 1) :]
    assert [step for step in first if step[0] == "chunks"] == [("chunks", 0, 2), ("chunks", 1, 2), ("chunks", 2, 2)]
    assert [step for step in first if step[0] == "vectors"] == [("vectors", 0, 14), ("vectors", 14, 14)]
    assert first[-2:] == [("index", 0, 0), ("index", 6, 6)]
    assert [step for step in second if step[0] == "vectors"] == [("vectors", 0, 0)]


def test_nothing_to_index_is_refused_and_changes_nothing(root: Path) -> None:
    """An empty folder of documents doesn't replace the current generation."""
    before = Generations(root).current()
    with pytest.raises(ValueError, match="nothing to index"):
        build_index(Corpus(()), FakeEncoder(), root)
    assert Generations(root).names() == [before]


def test_documents_without_measures_are_an_index_too(tmp_path: Path) -> None:
    """It has passages but no measures."""
    (tmp_path / "bericht.txt").write_text("Das Jobcenter berät alle, die Arbeit suchen. Es hilft sofort.\n", "utf-8")
    index = build_index(Corpus.from_folder(tmp_path), FakeEncoder(), tmp_path / "index")
    assert (index.measures, index.facets, len(index.measure_vectors)) == ((), (), 1)
    assert [chunk.text for chunk in index.chunks] == ["Das Jobcenter berät alle, die Arbeit suchen. Es hilft sofort."]


def test_one_builder_at_a_time(root: Path) -> None:
    """The second one fails and writes nothing."""
    with Generations(root).writing() as draft:
        (draft / "x").touch()
        with pytest.raises(IndexBusy):
            build_index(Corpus.shipped(), FakeEncoder(), root)


def test_a_killed_build_leaves_the_current_generation(folder: Path, tmp_path: Path) -> None:
    """SIGKILL while embedding: the current generation stays in use, and the next build clears the draft."""
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


def test_a_damaged_generation_is_no_source_of_vectors(root: Path, tmp_path: Path) -> None:
    """The next build embeds everything again and repairs the index."""
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text(FORM.format(title="Wegweiser", group="Alleinerziehende"), "utf-8")
    flip(generation(root) / "vectors.faiss")
    encoder = FakeEncoder()
    index = build_index(Corpus.from_folder(folder), encoder, root)
    assert len({chunk.embedded for chunk in index.chunks} & set(encoder.embedded)) == len(index.chunks) == 3
    assert index.degraded == ()


def test_a_whole_generation_outlives_damaged_ones(folder: Path, tmp_path: Path) -> None:
    """However many damaged ones come after it: what is removed is worse than what stays."""
    corpus, root = Corpus.from_folder(folder), tmp_path / "index"
    good = build_index(corpus, FakeEncoder(), root).generation
    damaged = [build_index(corpus, FakeEncoder(), root).generation for _ in range(2)]
    for name in damaged:
        flip(root / "generations" / name / "sentence_vectors.npy")
    last = build_index(corpus, FakeEncoder(), root).generation
    assert Generations(root).names() == [last, damaged[1], good]
    flip(root / "generations" / last / "words" / "data.csc.index.npy")
    assert Index.load(root, FakeEncoder()).generation == good
    newest = build_index(corpus, FakeEncoder(), root).generation
    assert Generations(root).names() == [newest, last, good]


def test_the_one_that_serves_is_kept_though_it_is_damaged(folder: Path, tmp_path: Path) -> None:
    """Who pointed at it may know more; it is the pointer that decides."""
    corpus, root = Corpus.from_folder(folder), tmp_path / "index"
    names = [build_index(corpus, FakeEncoder(), root).generation for _ in range(3)]
    flip(root / "generations" / names[2] / "chunks.json")
    with Generations(root).writing() as draft:
        (draft / "file").touch()
    assert Generations(root).names() == [Generations(root).current(), names[1], names[0]]


def test_what_is_mapped_is_never_written_to(folder: Path, tmp_path: Path) -> None:
    """Builds leave the files of a generation as they are, and who serves it reads on when it was removed."""
    corpus, root = Corpus.from_folder(folder), tmp_path / "index"
    served = build_index(corpus, FakeEncoder(), root)
    files = [path for path in Generations(root).path(served.generation).rglob("*") if path.is_file()]
    kept = [(path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_size) for path in files]
    held = {term: served.words.scores({term: 1.0}) for term in ("beratung", "wegweiser")}
    vectors, sentences = served.vectors.vectors().copy(), np.array(served.sentences.vectors)
    build_index(corpus, FakeEncoder(), root)
    assert [(path.stat().st_ino, path.stat().st_mtime_ns, path.stat().st_size) for path in files] == kept
    for _ in range(2):
        build_index(corpus, FakeEncoder(), root)
    assert not any(path.exists() for path in files)
    assert all(np.array_equal(served.words.scores({term: 1.0}), scores) for term, scores in held.items())
    assert np.array_equal(served.vectors.vectors(), vectors)
    assert np.array_equal(served.sentences.vectors, sentences)


@pytest.mark.parametrize(
    ("file", "said"),
    [("chunks.json", "has .* vectors where 0 are expected"), ("known_words.tsv", "built by another version")],
)
def test_what_cannot_be_loaded_is_not_published(
    root: Path, folder: Path, file: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that isn't what it should be, though every write went well: the draft goes, the last generation stays."""
    before = Generations(root).names()
    monkeypatch.setattr("index.store.hashes", lambda draft: [(draft / file).write_bytes(b"[]"), hashes(draft)][1])
    with pytest.raises(IndexDamaged, match=said):
        build_index(Corpus.from_folder(folder), FakeEncoder(), root)
    assert Generations(root).names() == before
    assert list((root / "generations").glob(".draft-*")) == []


def test_what_cannot_be_searched_is_not_published(root: Path, folder: Path) -> None:
    """The probe decides."""
    before = Generations(root).names()

    def probe(index: Index, encoder: Encoder) -> None:
        assert (index.generation[:2], encoder.id) == ("20", "fake@1")
        raise IndexDamaged(f"{index.generation} can't be searched: KeyError")

    with pytest.raises(IndexDamaged, match=r"\d{8}T\d{6}-[0-9a-f]{8} can't be searched: KeyError"):
        build_index(Corpus.from_folder(folder), FakeEncoder(), root, probe=probe)
    assert Generations(root).names() == before


def test_what_is_returned_is_what_serves(root: Path, folder: Path) -> None:
    """Under the name that it has on the disk, to the last file."""
    built = build_index(Corpus.from_folder(folder), FakeEncoder(), root)
    loaded = Index.load(root, FakeEncoder())
    assert (built.generation, built.manifest, built.chunks) == (loaded.generation, loaded.manifest, loaded.chunks)
    assert built.generation == Generations(root).current()
