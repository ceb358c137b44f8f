"""What a build would change: counted and named, before anything is built."""

from pathlib import Path

import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.change import NamedMeasure, generation_change, index_change
from index.generations import Generations
from tests.index.conftest import FORM, FakeEncoder, flip, generation

pytestmark = pytest.mark.usefixtures("few_concepts")


def corpus_of(folder: Path, *titles: str) -> Corpus:
    """A document for each title, with one measure."""
    folder.mkdir()
    for title in titles:
        (folder / f"{title}.txt").write_text(FORM.format(title=title, group="Jugendliche"), "utf-8")
    return Corpus.from_folder(folder)


@pytest.mark.parametrize(
    ("titles", "gone", "new", "halves"),
    [
        (("Anker", "Brücke", "Chance", "Dach"), (), 0, False),
        (("Anker", "Brücke"), ("Chance", "Dach"), 0, False),
        (("Anker",), ("Brücke", "Chance", "Dach"), 0, True),
        (("Ebbe", "Flut", "Gold", "Hafen"), ("Anker", "Brücke", "Chance", "Dach"), 4, True),
        (("Anker", "Brücke", "Chance", "Dach", "Ebbe"), (), 1, False),
    ],
)
def test_what_goes_and_what_comes(
    tmp_path: Path, titles: tuple[str, ...], gone: tuple[str, ...], new: int, halves: bool
) -> None:
    """By the ids of measures; half of them may go without a question."""
    before = corpus_of(tmp_path / "before", "Anker", "Brücke", "Chance", "Dach")
    build_index(before, FakeEncoder(), tmp_path / "index")
    change = index_change(tmp_path / "index", corpus_of(tmp_path / "after", *titles))
    assert change
    assert (change.documents_now, change.documents_then) == (4, len(titles))
    assert (change.measures_now, change.measures_then) == (4, len(titles))
    assert (change.gone, change.new, change.halves) == (len(gone), new, halves)
    titles_by_id = {measure.id: measure.title for measure in before.measures}
    assert [named.title for named in change.gone_measures] == list(gone)
    assert all(NamedMeasure(named.id, titles_by_id[named.id]) == named for named in change.gone_measures)


def test_a_catalogue_among_others_is_halved_by_itself(tmp_path: Path) -> None:
    """However large the others are."""
    small, large = tmp_path / "small", tmp_path / "large"
    corpus_of(large, *("Anker", "Brücke", "Chance", "Dach", "Ebbe", "Flut"))
    corpus_of(small, "Gold", "Hafen")
    for folder in (small, large):
        (folder / "catalogue.toml").write_text(f'name = "{folder.name}"\n', "utf-8")
    build_index(Corpus.from_catalogues([large, small]), FakeEncoder(), tmp_path / "index")
    (small / "Gold.txt").unlink()
    change = index_change(tmp_path / "index", Corpus.from_catalogues([large, small]))
    assert change
    assert (change.gone, change.halves) == (1, False)
    (small / "Hafen.txt").unlink()
    change = index_change(tmp_path / "index", Corpus.from_catalogues([large, small]))
    assert change
    assert (change.gone, change.halves) == (2, True)


def test_documents_without_measures_count_as_well(tmp_path: Path) -> None:
    """An index of reports can be halved, too."""
    folder = tmp_path / "reports"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(f"Das Jobcenter {name} berät alle, die Arbeit suchen.\n", "utf-8")
    build_index(Corpus.from_folder(folder), FakeEncoder(), tmp_path / "index")
    for name in ("a", "b"):
        (folder / f"{name}.txt").unlink()
    change = index_change(tmp_path / "index", Corpus.from_folder(folder))
    assert change
    assert (change.documents_now, change.documents_then, change.measures_now, change.halves) == (3, 1, 0, True)


def test_without_an_index_there_is_no_change(root: Path, tmp_path: Path) -> None:
    """None, one of another format, or one that is damaged; a whole one of before is what serves."""
    corpus = corpus_of(tmp_path / "after", "Anker")
    assert index_change(tmp_path / "nothing", corpus) is None
    flip(generation(root) / "measures.json")
    assert Generations(root).whole() is None
    assert index_change(root, corpus) is None


def test_the_generation_that_serves_is_compared(tmp_path: Path) -> None:
    """That is the newest whole one where the current one is damaged."""
    build_index(corpus_of(tmp_path / "first", "Anker"), FakeEncoder(), tmp_path / "index")
    build_index(corpus_of(tmp_path / "second", "Brücke", "Chance"), FakeEncoder(), tmp_path / "index")
    flip(generation(tmp_path / "index") / "chunks.json")
    change = index_change(tmp_path / "index", corpus_of(tmp_path / "after", "Dach"))
    assert change
    assert ([named.title for named in change.gone_measures], change.new) == (["Anker"], 1)


def test_what_says_something_else_is_changed(tmp_path: Path) -> None:
    """By what a measure says, not by where it stands in its document."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    entries = [FORM.format(title=title, group="Jugendliche") for title in ("Anker", "Brücke")]
    (folder / "a.txt").write_text("\n".join(entries), "utf-8")
    build_index(Corpus.from_folder(folder), FakeEncoder(), tmp_path / "index")
    entries[0] = entries[0].replace("Jugendliche", "Junge Erwachsene ohne Abschluss")
    (folder / "a.txt").write_text("\n".join(entries), "utf-8")
    change = index_change(tmp_path / "index", Corpus.from_folder(folder))
    assert change
    assert (change.gone, change.new, change.changed) == (0, 0, 1)
    assert [named.title for named in change.changed_measures] == ["Anker"]


def test_two_generations_are_compared(tmp_path: Path) -> None:
    """One that waits, with the one in use; one that isn't there, with nothing."""
    root = tmp_path / "index"
    build_index(corpus_of(tmp_path / "first", "Anker", "Brücke"), FakeEncoder(), root)
    waiting = build_index(corpus_of(tmp_path / "second", "Brücke", "Chance"), FakeEncoder(), root, serve=False)
    change = generation_change(root, waiting.generation)
    assert change
    gone, new = change.gone_measures, change.new_measures
    assert ([named.title for named in gone], [named.title for named in new]) == (["Anker"], ["Chance"])
    assert generation_change(root, "20200101T000000-00000000") is None
