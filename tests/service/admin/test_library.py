"""The folder of documents: names, uploads at once, full disks."""

import asyncio
import errno
import os
import threading
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from index.files import NotWritten
from service.admin.library import Library, NameTaken, UploadRefused
from tests.index.faults import Broken

TEXT = "## {title}\nZielgruppe: Alleinerziehende\nDauer: 16 Wochen\n"


async def _pieces(content: bytes) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 7):
        yield content[start : start + 7]


def received(library: Library, name: str, title: str = "Vormittags") -> Path:
    return asyncio.run(library.receive(name, _pieces(TEXT.format(title=title).encode())))


def added(library: Library, name: str, title: str = "Vormittags", *, replace: bool = False) -> str:
    """How an upload ends."""
    try:
        check = library.accept(received(library, name, title), replace=replace)
    except (NameTaken, UploadRefused) as refused:
        return type(refused).__name__
    assert check.measures == 1
    return "added"


def everything(folder: Path) -> list[str]:
    """All files and folders but that of the lock."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.name != ".lock")


@pytest.mark.parametrize("parallel", [2, 8, 24])
def test_one_of_many_uploads_of_a_name_is_accepted(tmp_path: Path, parallel: int) -> None:
    """All of them are read before the first is in its place; the others are told that the name is taken."""
    library = Library(tmp_path)
    drafts = [received(library, "a.md", f"Nummer {number}") for number in range(parallel)]
    ready = threading.Barrier(parallel)

    def accept(draft: Path) -> str:
        ready.wait()
        try:
            library.accept(draft, replace=False)
        except NameTaken:
            return "taken"
        return "added"

    with ThreadPoolExecutor(parallel) as pool:
        ends = sorted(pool.map(accept, drafts))
    assert ends == ["added"] + ["taken"] * (parallel - 1)
    assert everything(tmp_path) == ["a.md"]


def test_many_replacements_at_once_lose_nothing(tmp_path: Path) -> None:
    """The last one stands, all others are kept aside; the document is never missing."""
    library = Library(tmp_path)
    assert added(library, "a.md", "Erste") == "added"
    drafts = [received(library, "a.md", f"Nummer {number}") for number in range(8)]
    missing: list[bool] = []
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            missing.append(not (tmp_path / "a.md").exists())

    watcher = threading.Thread(target=watch)
    watcher.start()
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda draft: library.accept(draft, replace=True), drafts))
    done.set()
    watcher.join()
    texts = [path.read_text("utf-8") for path in (tmp_path / "a.md", *(tmp_path / ".removed").iterdir())]
    titles = ["Erste", *(f"Nummer {number}" for number in range(8))]
    assert sorted(texts) == sorted(TEXT.format(title=title) for title in titles)
    assert not any(missing)


@pytest.mark.parametrize("name", ["ma\u0308rz.md", "m\u00e4rz.md", "M\u00c4RZ.md", "MA\u0308RZ.MD"])
def test_one_name_however_it_is_written(tmp_path: Path, name: str) -> None:
    """Umlauts as one character or two, in upper or lower case; a replaced document leaves no second one."""
    library = Library(tmp_path)
    (tmp_path / "ma\u0308rz.md").write_text(TEXT.format(title="Alt"), "utf-8")
    assert added(library, name) == "NameTaken"
    assert added(library, name, replace=True) == "added"
    (only,) = library.names()
    assert (tmp_path / only).read_text("utf-8") == TEXT.format(title="Vormittags")
    assert len(list((tmp_path / ".removed").iterdir())) == 1


@pytest.mark.parametrize(
    "name",
    [
        "a\u202egpj.md",  # shows as adm.jpg
        "\u2066a.md",
        "a\u200b.md",
        "a\u00ad.md",
        "\ufeffa.md",
        "a\x7f.md",
        "a\u0085.md",
        "a\u2028b.md",
        "a\ue000.md",
        "a\udcff.md",
        "a\nb.md",
    ],
)
def test_characters_that_nobody_sees(tmp_path: Path, name: str) -> None:
    """Marks of direction, zero-width ones, controls, separators, private ones, halves: no name, and nothing is left."""
    with pytest.raises(UploadRefused, match="it has characters that can't be seen"):
        received(Library(tmp_path / "own"), name)
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("name", ["🙂" * 100 + ".md", "ä" * 149 + ".md", "a" * 148 + ".md", "語" * 80 + ".txt"])
def test_names_that_are_too_long_for_a_disk(tmp_path: Path, name: str) -> None:
    """It counts bytes, and people count characters."""
    with pytest.raises(UploadRefused, match="at most 150 characters and 220 bytes"):
        received(Library(tmp_path / "own"), name)
    assert not (tmp_path / "own").exists()


@pytest.mark.parametrize("name", ["🙂" * 50 + ".md", "ä" * 108 + ".md", "a" * 147 + ".md"])
def test_the_longest_names(tmp_path: Path, name: str) -> None:
    """They can be replaced and removed as well, which takes more room for the name."""
    library = Library(tmp_path)
    assert added(library, name) == "added"
    assert added(library, name, replace=True) == "added"
    library.remove(name)
    assert library.names() == []
    assert len(list((tmp_path / ".removed").iterdir())) == 2


@pytest.mark.parametrize("name", ["~$katalog.docx", "katalog.tmp.bak~.md", ".~lock.a.md", "~$a.md"])
def test_a_name_that_is_passed_over(tmp_path: Path, name: str) -> None:
    """What a folder's reader takes for a temporary file isn't accepted, and nothing is left of it."""
    library = Library(tmp_path)
    expected = "added" if name.startswith("katalog") else "UploadRefused"
    try:
        assert added(library, name) == expected
    except UploadRefused:
        assert name.startswith(".")
    assert everything(tmp_path) == ([name] if expected == "added" else [])


@pytest.mark.parametrize(("call", "left"), [("fsync", []), ("replace", [])])
@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO])
def test_a_disk_that_fails(tmp_path: Path, call: str, left: list[str], error: int) -> None:
    """The reason names the folder; the draft is gone, and the document isn't there."""
    library = Library(tmp_path)
    draft = received(library, "a.md")
    whole = Broken()
    with whole.disk():
        library.accept(draft, replace=False)
    library.remove("a.md")
    number = whole.made.index(call) + 1
    draft = received(library, "a.md")
    said = "no space left in" if error == errno.ENOSPC else "can't be written to: Input/output error"
    with pytest.raises(NotWritten, match=said), Broken(number, error).disk():
        library.accept(draft, replace=False)
    assert library.names() == left
    assert not list(tmp_path.glob(".upload-*"))


def test_what_a_killed_service_left_is_cleared(tmp_path: Path) -> None:
    """Once it is a day old: until then it may be an upload that is still coming in."""
    old, new = tmp_path / ".upload-old", tmp_path / ".upload-new"
    for left in (old, new):
        left.mkdir()
        (left / "a.md").touch()
    yesterday = time.time() - 90_000
    os.utime(old, (yesterday, yesterday))
    assert added(Library(tmp_path), "b.md") == "added"
    assert everything(tmp_path) == [".upload-new", ".upload-new/a.md", "b.md"]
