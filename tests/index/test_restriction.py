"""What is left of an index when catalogues are taken out is what there would be without them."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.manifest import hashes
from index.restriction import restricted
from index.store import Index
from tests.index.conftest import FORM, FakeEncoder

pytestmark = pytest.mark.usefixtures("few_concepts")


@pytest.fixture(scope="module")
def offices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two folders: each with entries of its own, and one that both have word for word."""
    folder = tmp_path_factory.mktemp("offices")
    for name, title, group in (("Nord", "Nordwerk", "Alleinerziehende"), ("Süd", "Werkstattladen", "Ältere ab 50")):
        (folder / name).mkdir()
        (folder / name / "catalogue.toml").write_text(f'name = "{name}"\n', "utf-8")
        (folder / name / "own.txt").write_text(FORM.format(title=title, group=group), "utf-8")
        (folder / name / "both.txt").write_text(FORM.format(title="Wegweiser", group="Alle"), "utf-8")
        (folder / name / "about.md").write_text(f"# Leitbild\n\n## Vom Wert\n\nDas Büro {title} hilft.\n", "utf-8")
    return folder


def contents(index: Index, folder: Path) -> dict[str, str]:
    """The hash of every file that an index would be on disk; the order within one of bm25s' isn't defined."""
    folder.mkdir()
    index.save(folder)
    found = hashes(folder)
    return {name: found[name] for name in found if not name.endswith("vocab.index.json")}


@pytest.mark.parametrize("name", ["Nord", "Süd"])
def test_nothing_tells_of_the_others(offices: Path, tmp_path: Path, name: str) -> None:
    """Every part is that of an index of this catalogue alone, down to vocabulary, scores and calibration."""
    encoder = FakeEncoder()
    both = build_index(Corpus.from_catalogues([offices / "Nord", offices / "Süd"]), encoder, tmp_path / "both")
    alone = build_index(Corpus.from_catalogues([offices / name]), encoder, tmp_path / "alone")
    encoder.embedded.clear()
    found = restricted(both, {name}, encoder)
    assert found is not None
    assert contents(found, tmp_path / "found") == contents(alone, tmp_path / "expected")
    assert found.manifest.documents == alone.manifest.documents
    assert (found.generation, found.manifest.built_at) == (both.generation, both.manifest.built_at)
    assert [measure.catalogue for measure in found.measures] == [name, name]
    assert not [text for text in encoder.embedded if "Wegweiser" in text]  # vectors are taken over


def test_catalogues_that_are_not_there(offices: Path, tmp_path: Path) -> None:
    """There is nothing to search; a name more makes no difference."""
    both = build_index(Corpus.from_catalogues([offices / "Nord", offices / "Süd"]), FakeEncoder(), tmp_path / "both")
    assert restricted(both, {"Ost"}, FakeEncoder()) is None
    found = restricted(both, {"Nord", "Ost"}, FakeEncoder())
    assert found is not None
    assert len(found.documents) == 3
    whole = restricted(both, {"Nord", "Süd"}, FakeEncoder())
    assert whole is not None
    assert contents(whole, tmp_path / "whole") == contents(both, tmp_path / "expected")
