"""The check of an index: what each generation is good for, and which one would be served."""

import json
import shutil
from pathlib import Path

import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.encoder import Encoder
from index.generations import POINTER, Generations
from index.store import Index
from service.admin.verification import IndexCheck, verify_index
from service.cli.main import main
from service.settings import Settings


@pytest.fixture(scope="module")
def three(unused: Path, encoder: Encoder, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of three generations; copied, never written to."""
    root = tmp_path_factory.mktemp("three") / "index"
    for _ in range(3):
        build_index(Corpus.from_folder(unused / "unsere kurse"), encoder, root)
    return root


@pytest.fixture
def names(office: Settings, three: Path) -> list[str]:
    """The generations of the office's index, the newest first, which is the current one."""
    shutil.rmtree(office.index)
    shutil.copytree(three, office.index)
    return Generations(office.index).names()


def checked(office: Settings, encoder: Encoder) -> IndexCheck:
    told: list[tuple[str, int, int]] = []
    found = verify_index(office.index, encoder, lambda *step: told.append(step))
    assert told == [("generations", number, len(told)) for number in range(1, len(told) + 1)]
    return found


def test_an_index_that_is_well(office: Settings, encoder: Encoder, names: list[str]) -> None:
    """All are whole, and the one that is pointed at serves."""
    found = checked(office, encoder)
    assert [each.name for each in found.generations] == names
    assert [(each.current, each.serves) for each in found.generations] == [(True, True), (False, False), (False, False)]
    assert {(each.documents, each.measures, each.problem) for each in found.generations} == {(2, 2, None)}
    assert (found.serves, found.damaged, found.is_well) == (names[0], 0, True)


@pytest.mark.parametrize("damaged", [[0], [1], [2], [0, 1], [0, 2], [0, 1, 2]])
def test_it_says_what_a_service_would_serve(
    office: Settings, encoder: Encoder, names: list[str], damaged: list[int]
) -> None:
    """The same that loading the index gives."""
    for number in damaged:
        (office.index / "generations" / names[number] / "chunks.json").write_text("[]", "utf-8")
    found = checked(office, encoder)
    left = [name for number, name in enumerate(names) if number not in damaged]
    assert (found.serves, found.damaged, found.is_well) == (next(iter(left), None), len(damaged), False)
    reasons = [each.problem for each in found.generations if each.problem]
    assert reasons == [f"{names[number]}/chunks.json doesn't match its hash in the manifest" for number in damaged]
    if left:
        assert Index.load(office.index, encoder).generation == found.serves


def test_a_pointer_that_names_nothing(office: Settings, encoder: Encoder, names: list[str]) -> None:
    """All are whole, and yet that isn't how it should be."""
    (office.index / POINTER).write_text("nichts\n", "utf-8")
    found = checked(office, encoder)
    assert (found.serves, found.damaged, found.is_well) == (names[0], 0, False)


def test_one_that_cannot_be_searched(
    office: Settings, encoder: Encoder, names: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is whole to the last bit, but no question is answered."""
    monkeypatch.setattr("retriever.probe.Retriever.search", lambda *_: [][0])
    found = checked(office, encoder)
    assert [each.problem for each in found.generations] == [f"{name} can't be searched: IndexError" for name in names]
    assert found.serves is None


def test_the_command(office: Settings, names: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A line a generation, and what would be served; 1 as soon as one can't."""
    assert main(["verify", "--index", str(office.index)]) == 0
    said = capsys.readouterr()
    assert said.err == "generations checked: 3\n"
    first, *_, last = said.out.splitlines()
    assert first.startswith(f"{names[0]}: 2 documents, 2 measures, built 20")
    assert last == f"{names[0]} would be served."
    (office.index / "generations" / names[0] / "limits.json").unlink()
    assert main(["verify", "--index", str(office.index)]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[0] == f"{names[0]}/limits.json is missing"
    assert said.out.splitlines()[-1] == f"{names[1]} would be served."
    assert said.err.splitlines()[-1] == "lotse: 1 of 3 generations can't be served"
    assert main(["verify", "--json", "--index", str(office.index)]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found["serves"], len(found["generations"])) == (names[1], 3)


def test_the_command_without_an_index(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """There is nothing to check, which is a failure with advice."""
    assert main(["verify", "--index", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err == f"lotse: no index in {tmp_path / 'none'}. Run `lotse index` to build one.\n"


def test_the_command_with_a_lost_pointer(
    office: Settings, names: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    (office.index / POINTER).unlink()
    assert main(["verify", "--index", str(office.index)]) == 1
    said = capsys.readouterr()
    assert said.out.splitlines()[-1] == f"{names[0]} would be served."
    assert said.err.splitlines()[-1] == "lotse: the file “current” names no generation"
