"""A build whose disk fails, or that is killed, at any point: there is always a whole generation that answers."""

import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.files import NotWritten
from index.generations import Generations
from index.store import Index
from retriever.probe import probe
from tests.index.conftest import FakeEncoder
from tests.index.faults import Broken

pytestmark = pytest.mark.usefixtures("few_concepts")

ROOT = Path(__file__).parents[2]
SAID = {errno.EIO: "{root} can't be written to: Input/output error", errno.ENOSPC: "no space left in {root}"}


@pytest.fixture
def corpus(folder: Path) -> Corpus:
    return Corpus.from_folder(folder)


@pytest.fixture
def root(corpus: Corpus, tmp_path: Path) -> Path:
    """An index with a good generation."""
    build_index(corpus, FakeEncoder(), tmp_path / "index")
    return tmp_path / "index"


def answering(root: Path) -> str:
    """The generation that is loaded, and answers."""
    index = Index.load(root, FakeEncoder())
    probe(index, FakeEncoder())
    return index.generation


def calls(corpus: Corpus, root: Path) -> list[str]:
    """The calls of a build that succeeds."""
    whole = Broken()
    with whole.disk():
        build_index(corpus, FakeEncoder(), root)
    return whole.made


def broken_at(number: int, error: int, corpus: Corpus, root: Path) -> str | None:
    """What is said when call `number` of a build fails; None if the build succeeded all the same."""
    with Broken(number, error).disk():
        try:
            build_index(corpus, FakeEncoder(), root, probe=probe)
        except NotWritten as failed:
            return str(failed)
    return None


def check(numbers: Callable[[list[str]], list[int]], error: int, corpus: Corpus, root: Path) -> None:
    """Whatever fails is said; the last generation stays, unless the new one is in its place already, and whole."""
    made = calls(corpus, root)
    serving = answering(root)
    for number in numbers(made):
        said = broken_at(number, error, corpus, root)
        before, serving = serving, answering(root)
        place = (number, made[number - 1])
        if number == 1:  # the folder is there already, so that making it is no loss
            assert (said, serving == before) == (None, False), place
        else:
            assert said == SAID[error].format(root=root), place
            assert (serving == before) is (number < len(made)), place
        assert [*root.rglob(".draft-*"), *root.glob(".current-*")] == [], place


def some(made: list[str]) -> list[int]:
    """The first and last call of each kind."""
    numbers = {name: [number for number, made in enumerate(made, 1) if made == name] for name in set(made)}
    return sorted({place for found in numbers.values() for place in (found[0], found[-1])})


def every(made: list[str]) -> list[int]:
    return list(range(1, len(made) + 1))


@pytest.mark.parametrize("error", SAID)
def test_an_error_of_each_kind_of_call_is_seen(error: int, corpus: Corpus, root: Path) -> None:
    """Making a folder, writing, flushing, renaming, pointing."""
    check(some, error, corpus, root)


@pytest.mark.slow
@pytest.mark.parametrize("error", SAID)
def test_an_error_at_any_call_is_seen(error: int, corpus: Corpus, root: Path) -> None:
    """Each of them, one after the other."""
    check(every, error, corpus, root)


def test_every_file_is_written_by_calls_that_can_fail(corpus: Corpus, root: Path) -> None:
    """So that the tests here break each of them: the files of a generation, its manifest, and the pointer."""
    made = calls(corpus, root)
    name = Generations(root).current()
    assert name
    files = [path for path in Generations(root).path(name).rglob("*") if path.is_file()]
    folders = [path for path in Generations(root).path(name).rglob("*") if path.is_dir()]
    arrays = [path for path in files if path.suffix == ".npy" and np.load(path).size]  # by a head and the values
    assert made.count("write") == len(files) + len(arrays) + 1
    assert made.count("fsync") == len(files) + len(folders) + 1 + len(("generations", "pointer", "index"))


@pytest.mark.slow
def test_a_kill_at_any_call_leaves_a_whole_generation(folder: Path, tmp_path: Path) -> None:
    """It serves without a word until the new one is in its place, which takes over with the last calls."""
    script = [sys.executable, "-m", "tests.index.killed", str(folder), str(tmp_path / "index")]
    ended = subprocess.run(script, cwd=ROOT, check=True, capture_output=True, text=True)
    told = [json.loads(line) for line in ended.stdout.splitlines()]
    assert len(told) > 70
    assert [each["killed"] for each in told] == [True] * (len(told) - 1) + [False]
    assert [each["degraded"] for each in told] == [[]] * len(told)
    changes = [later["serves"] != earlier["serves"] for earlier, later in pairwise(told)]
    assert changes == [False] * (len(changes) - 2) + [True, True]


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Callable[[int], Path]]:
    """Makes a disk of some KiB, or changes its size; needs the right to mount one."""
    disk = tmp_path / "disk"
    disk.mkdir()

    def sized(size: int) -> Path:
        options = f"size={size}k" if not os.path.ismount(disk) else f"remount,size={size}k"
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(disk)], capture_output=True)
        if mounted.returncode:
            pytest.skip("mounting a disk isn't allowed here")
        return disk

    yield sized
    if os.path.ismount(disk):
        subprocess.run(["umount", "--lazy", str(disk)], check=True)  # an index that was loaded from it is still mapped


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.95])
def test_a_full_disk(small: Callable[[int], Path], corpus: Corpus, share: float) -> None:
    """A real one, with room for one generation and a share of the next."""
    root = small(64_000) / "index"
    build_index(corpus, FakeEncoder(), root)
    serving = answering(root)
    small(int(shutil.disk_usage(root).used // 1024 * (1 + share)))
    with pytest.raises(NotWritten, match=f"^no space left in {root}$"):
        build_index(corpus, FakeEncoder(), root)
    assert answering(root) == serving
    assert [path.name for path in (root / "generations").iterdir()] == [serving]
    small(64_000)
    assert build_index(corpus, FakeEncoder(), root).generation == answering(root) != serving
