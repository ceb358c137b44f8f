"""Generations: immutable, one pointer, one builder at a time."""

import json
import os
import shutil
import subprocess
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from index.files import sealed, unsealed
from index.generations import POINTER, Generations, IndexBusy
from index.manifest import FORMAT, NAME, IndexDamaged, Manifest, hashes

ROOT = Path(__file__).parents[2]
KILLED = """
import os, signal, sys
from pathlib import Path
from index.generations import Generations
with Generations(Path(sys.argv[1])).writing() as draft:
    (draft / "half.bin").write_bytes(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""
HELD = """
import sys
from pathlib import Path
from index.generations import Generations
with Generations(Path(sys.argv[1])).writing() as draft:
    print("holding", flush=True)
    sys.stdin.read()
"""


def write(generations: Generations, content: str) -> str:
    """A generation of one file; its name."""
    with generations.writing() as draft:
        (draft / "file").write_text(content, "utf-8")
    name = generations.current()
    assert name is not None
    return name


def drafts(root: Path) -> list[str]:
    return sorted(path.name for path in (root / "generations").glob(".*"))


def test_a_finished_draft_becomes_the_current_generation(tmp_path: Path) -> None:
    """Its name says when; nothing else is left."""
    before = datetime.now(UTC)
    generations = Generations(tmp_path)
    name = write(generations, "eins")
    assert f"{before:%Y%m%dT%H%M%S}" <= name[:15] <= f"{datetime.now(UTC):%Y%m%dT%H%M%S}"
    assert (generations.path(name) / "file").read_text("utf-8") == "eins"
    assert (tmp_path / POINTER).read_text("utf-8") == f"{name}\n"
    assert generations.path(name).stat().st_mode & 0o777 == 0o755
    assert drafts(tmp_path) == []


def test_an_empty_folder_has_no_generation(tmp_path: Path) -> None:
    """Looking at it makes nothing."""
    generations = Generations(tmp_path / "neu")
    assert (generations.current(), generations.names()) == (None, [])
    assert not (tmp_path / "neu").exists()


def test_names_sort_by_time_within_a_second_too(tmp_path: Path) -> None:
    """The newest first, so that the last good one is found."""
    generations = Generations(tmp_path)
    names = [write(generations, str(number)) for number in range(3)]
    assert generations.names() == names[::-1]


def test_three_generations_are_kept(tmp_path: Path) -> None:
    """The current one and the two before it."""
    generations = Generations(tmp_path)
    names = [write(generations, str(number)) for number in range(5)]
    assert generations.names() == names[:1:-1]
    assert generations.current() == names[4]


def test_one_that_waits_is_not_current_until_it_is_put_to_use(tmp_path: Path) -> None:
    """It comes last among those that may serve; going back and newer builds end the waiting."""
    generations = Generations(tmp_path)
    first, second = write(generations, "a"), write(generations, "b")
    with generations.writing(serve=False) as draft:
        (draft / "content").write_text("c", "utf-8")
    waiting = generations.waiting()
    assert waiting == generations.names()[0]
    assert (generations.current(), generations.order()) == (second, [second, first, waiting])
    generations.point_to(first)
    assert generations.waiting() == waiting
    generations.point_to(waiting)
    assert (generations.current(), generations.waiting()) == (waiting, None)
    generations.point_to(first)
    assert generations.waiting() is None


def test_one_is_discarded_unless_it_is_current(tmp_path: Path) -> None:
    """Nothing of it is left, and nothing waits any more."""
    generations = Generations(tmp_path)
    first = write(generations, "a")
    with generations.writing(serve=False) as draft:
        (draft / "content").write_text("b", "utf-8")
    waiting = generations.names()[0]
    for name in (first, "20200101T000000-00000000", "../generations"):
        with pytest.raises(ValueError, match="that could go"):
            generations.discard(name)
    generations.discard(waiting)
    assert (generations.names(), generations.waiting()) == ([first], None)
    assert sorted(path.name for path in (tmp_path / "generations").iterdir()) == [first]


def test_the_current_generation_is_kept_even_if_it_is_old(tmp_path: Path) -> None:
    """Newer ones go first when somebody went back to it."""
    generations = Generations(tmp_path)
    first, *_ = [write(generations, str(number)) for number in range(3)]
    generations.point_to(first)
    with pytest.raises(RuntimeError, match="half-way"), generations.writing():
        raise RuntimeError("half-way")
    assert generations.current() == first
    assert first in generations.names()


def test_a_failed_draft_changes_nothing(tmp_path: Path) -> None:
    """The error passes, the draft goes, the current generation stays."""
    generations = Generations(tmp_path)
    name = write(generations, "gut")
    with pytest.raises(FileNotFoundError, match="fehlt"), generations.writing() as draft:
        shutil.copy(tmp_path / "fehlt", draft / "file")
    assert (generations.current(), generations.names()) == (name, [name])
    assert drafts(tmp_path) == []


def test_a_killed_builder_leaves_the_current_generation_and_a_draft_that_the_next_one_clears(tmp_path: Path) -> None:
    """SIGKILL in the middle: nobody cleans up, and nothing is lost."""
    generations = Generations(tmp_path)
    name = write(generations, "gut")
    killed = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, check=False)
    assert killed.returncode == -9
    assert len(drafts(tmp_path)) == 1
    assert (generations.current(), generations.names()) == (name, [name])
    newer = write(generations, "besser")
    assert drafts(tmp_path) == []
    assert generations.names() == [newer, name]


def test_two_builders_are_one_too_many(tmp_path: Path) -> None:
    """Another process holds the lock: the second is told so, and may build once the first has gone."""
    with subprocess.Popen(
        [sys.executable, "-c", HELD, str(tmp_path)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "holding\n"
        with pytest.raises(IndexBusy, match="another process is building the index in"):
            write(Generations(tmp_path), "zwei")
        assert len(drafts(tmp_path)) == 1
        other.communicate("")
    assert other.returncode == 0
    assert len(Generations(tmp_path).names()) == 1
    write(Generations(tmp_path), "zwei")
    assert len(Generations(tmp_path).names()) == 2


def test_threads_of_one_process_exclude_each_other_too(tmp_path: Path) -> None:
    """The lock belongs to the block, not to the process."""
    generations = Generations(tmp_path)
    with generations.writing(), pytest.raises(IndexBusy), Generations(tmp_path).writing():
        pass
    assert len(generations.names()) == 1


def test_the_pointer_is_replaced_in_one_step(tmp_path: Path) -> None:
    """Whoever reads while it changes sees the old name or the new one, never half of it or none."""
    generations = Generations(tmp_path)
    names = {write(generations, "eins"), write(generations, "zwei")}
    seen: set[str | None] = set()
    done = threading.Event()

    def watch() -> None:
        while not done.is_set():
            seen.add(generations.current())

    watcher = threading.Thread(target=watch)
    watcher.start()
    for name in sorted(names) * 20:
        generations.point_to(name)
    done.set()
    watcher.join()
    assert seen <= names
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(f".{POINTER}")] == []


def test_a_pointer_to_nothing_is_refused(tmp_path: Path) -> None:
    """Only a generation that is there can become the current one."""
    with pytest.raises(ValueError, match="no generation '20260131T115959-00000000'"):
        Generations(tmp_path).point_to("20260131T115959-00000000")


def test_what_lies_beside_the_generations_is_not_opened(tmp_path: Path) -> None:
    """A link that leads nowhere and a pipe below the root don't stop a new generation."""
    generations = Generations(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "nirgends")
    os.mkfifo(tmp_path / "pipe")
    held = os.open(tmp_path / "pipe", os.O_RDWR)  # so that opening it doesn't wait, syncing it fails
    name = write(generations, "eins")
    os.close(held)
    assert generations.names() == [name]


def test_the_pointer_moves_when_the_generation_is_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its file, its folder and its name are synced before the pointer's draft is, and last the pointer's own name."""
    generations = Generations(tmp_path)
    synced: list[tuple[int, bool, str | None]] = []

    def sync(descriptor: int) -> None:
        synced.append((os.fstat(descriptor).st_ino, bool(generations.names()), generations.current()))

    monkeypatch.setattr(os, "fsync", sync)
    name = write(generations, "eins")
    folder = generations.path(name)
    pointer = (tmp_path / POINTER).stat().st_ino
    assert synced == [
        ((folder / "file").stat().st_ino, False, None),
        (folder.stat().st_ino, False, None),
        (folder.parent.stat().st_ino, True, None),
        (pointer, True, None),
        (tmp_path.stat().st_ino, True, name),
    ]


@pytest.mark.parametrize("content", [b"", b"../../etc\n", b"\xff\xff", b"20260131T115959\n"])
def test_a_damaged_pointer_names_nothing(tmp_path: Path, content: bytes) -> None:
    """What isn't the name of a generation leads nowhere, least of all out of the folder."""
    generations = Generations(tmp_path)
    write(generations, "eins")
    (tmp_path / POINTER).write_bytes(content)
    assert generations.current() is None


def test_foreign_files_are_no_generations(tmp_path: Path) -> None:
    """What somebody else put there is neither served nor removed."""
    generations = Generations(tmp_path)
    write(generations, "eins")
    (tmp_path / "generations" / "backup").mkdir()
    os.close(os.open(tmp_path / "generations" / "notes.txt", os.O_CREAT))
    write(generations, "zwei")
    assert len(generations.names()) == 2
    assert (tmp_path / "generations" / "backup").is_dir()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a manifest of its two files."""
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "data.bin").write_bytes(b"data")
    (tmp_path / "chunks.json").write_text("[]", "utf-8")
    manifest = Manifest(FORMAT, "2026-01-31T12:00:00+00:00", "e@1", 1, {"a": "0"}, hashes(tmp_path))
    manifest.save(tmp_path)
    return tmp_path


def alter(folder: Path, **fields: Any) -> None:
    """Change fields of the manifest and seal it again; None takes one away."""
    found = unsealed((folder / NAME).read_bytes()) | fields
    (folder / NAME).write_bytes(sealed({name: value for name, value in found.items() if value is not None}))


def test_saved_and_loaded_again_it_is_the_same(folder: Path) -> None:
    """Files are named by their paths below the folder, the manifest isn't among them."""
    manifest = Manifest.load(folder)
    assert (manifest.encoder, manifest.analyser, manifest.documents) == ("e@1", 1, {"a": "0"})
    assert manifest.files.keys() == {"chunks.json", "words/data.bin"}
    assert manifest.files == hashes(folder)


def test_a_changed_file_is_named(folder: Path) -> None:
    """One bit is enough."""
    (folder / "words" / "data.bin").write_bytes(b"dat`")
    with pytest.raises(IndexDamaged, match=f"{folder.name}/words/data.bin doesn't match its hash in the manifest"):
        Manifest.load(folder)


def test_a_missing_file_is_named(folder: Path) -> None:
    """It is not rebuilt silently."""
    (folder / "chunks.json").unlink()
    with pytest.raises(IndexDamaged, match=f"{folder.name}/chunks.json is missing"):
        Manifest.load(folder)


@pytest.mark.parametrize("name", ["notes.txt", "words/manifest.json"])
def test_a_file_too_many_is_named(folder: Path, name: str) -> None:
    """What no hash is known of isn't served, nor below another folder under the manifest's name."""
    (folder / name).write_text("{}", "utf-8")
    with pytest.raises(IndexDamaged, match=f"{folder.name}/{name} isn't in the manifest"):
        Manifest.load(folder)


def test_a_manifest_without_files_checks_them_all_the_same(folder: Path) -> None:
    """An empty list of hashes is no way around them."""
    alter(folder, files={})
    with pytest.raises(IndexDamaged, match=f"{folder.name}/chunks.json isn't in the manifest"):
        Manifest.load(folder)


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"colour": "blue"}, "manifest.json can't be read: .*colour"),
        ({"encoder": None}, "manifest.json can't be read: .*encoder"),
        ({"files": ["chunks.json"]}, r"manifest.json can't be read: `files` must be dict"),
        ({"analyser": "1"}, "manifest.json can't be read: `analyser` must be int, not '1'"),
        ({"built_at": "2026-13-31"}, "manifest.json can't be read: month must be in"),
        ({"format": FORMAT + 1}, f"manifest.json has format {FORMAT + 1}, not {FORMAT}"),
        ({"format": FORMAT - 1, "dimension": 8}, f"manifest.json has format {FORMAT - 1}, not {FORMAT}"),
    ],
)
def test_a_wrong_manifest_is_refused(folder: Path, fields: dict[str, Any], reason: str) -> None:
    """Fields too many, too few, of the wrong kind; another format."""
    alter(folder, **fields)
    with pytest.raises(IndexDamaged, match=reason):
        Manifest.load(folder)


def test_a_bit_of_the_manifest_is_enough(folder: Path) -> None:
    """Each of them, whatever it is part of: a date, an encoder's name, a hash, the checksum itself."""
    whole = (folder / NAME).read_bytes()
    for number in range(8 * len(whole)):
        content = bytearray(whole)
        content[number // 8] ^= 1 << number % 8
        (folder / NAME).write_bytes(content)
        with pytest.raises(IndexDamaged, match=f"{folder.name}/manifest.json"):
            Manifest.load(folder)


def test_a_manifest_of_an_older_format_is_called_that(folder: Path) -> None:
    """It has no checksum, which isn't what is wrong with it."""
    (folder / NAME).write_text(json.dumps({"format": 5, "built_at": "2026-01-31T12:00:00+00:00"}), "utf-8")
    with pytest.raises(IndexDamaged, match=f"{folder.name}/manifest.json has format 5, not {FORMAT}"):
        Manifest.load(folder)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"null", b"\xff\xfe"])
def test_a_manifest_that_is_no_json_object_is_refused(folder: Path, content: bytes) -> None:
    """Truncated, empty, of another kind or no text."""
    (folder / NAME).write_bytes(content)
    with pytest.raises(IndexDamaged, match=f"{folder.name}/manifest.json can't be read"):
        Manifest.load(folder)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """By its name."""
    with pytest.raises(IndexDamaged, match=r"nirgends/manifest\.json can't be read"):
        Manifest.load(tmp_path / "nirgends")
