"""Backup and restore: all that an office has, whole or not at all, and nothing outside of the folder."""

import errno
import hashlib
import io
import json
import os
import signal
import subprocess
import sys
import tarfile
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.encoders.encoder import Encoder
from index.files import NotWritten, sealed, unsealed
from index.generations import Generations
from index.manifest import FORMAT
from index.store import Index
from service.access.key import AccessKey
from service.access.key_file import KeyFile
from service.admin.archive import LIST, Archive, ArchiveDamaged
from service.admin.audit import AuditLog
from service.admin.backup import BackupReport, NoBackup, write_backup
from service.admin.library import Library
from service.admin.restore import NotRestored, restore_backup
from service.cli.main import main
from service.settings import Settings
from tests.index.faults import Broken
from tests.service.admin.conftest import TEXT
from tests.service.conftest import wait_until


def ignore(step: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


def saved(office: Settings, target: Path, **environment: str) -> BackupReport:
    return write_backup(office, environment, target, ignore)


@pytest.fixture
def archive(office: Settings, tmp_path: Path) -> Path:
    """A good backup."""
    saved(office, tmp_path / "backup.tar")
    return tmp_path / "backup.tar"


def contents(folder: Path) -> dict[str, bytes]:
    """All files by name but those that hold locks."""
    paths = [path for path in folder.rglob("*") if path.is_file() and path.name != ".lock"]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_everything_comes_back(office: Settings, tmp_path: Path, encoder: Encoder) -> None:
    """Documents with those kept aside, opinions that are whole, the index that serves, settings without secrets."""
    own = office.documents[0]
    assert own
    environment = {
        "LOTSE_PORT": "8123",
        "LOTSE_LLM_MODEL": "it's; rm -rf /",
        "LOTSE_ADMIN_KEY": "sehr-geheimer-schluessel",
        "LOTSE_LLM_KEY": "auch-geheim",
        "LOTSE_DATABASE": "postgresql://lotse:streng-geheim@db.example/lotse",
        "LOTSE_INDEX": str(office.index),
        "LOTSE_EMPTY": "",
        "HOME": "/root",
    }
    report = saved(office, tmp_path / "backup.tar", **environment)
    assert report.left_out == ("LOTSE_ADMIN_KEY: a secret", "LOTSE_DATABASE: a secret", "LOTSE_LLM_KEY: a secret")
    content = (tmp_path / "backup.tar").read_bytes()
    assert not any(
        environment[name].encode() in content for name in ("LOTSE_ADMIN_KEY", "LOTSE_DATABASE", "LOTSE_LLM_KEY")
    )
    assert (len(content), (tmp_path / "backup.tar").stat().st_mode & 0o777) == (report.size, 0o600)
    target = tmp_path / "neu" / "da"
    restored = restore_backup(tmp_path / "backup.tar", target, ignore)
    assert contents(target / "documents" / "1-unsere kurse") == contents(own)
    assert (target / "feedback.jsonl").read_text("utf-8") == '{"helpful": true}\n'
    assert contents(target / "index").keys() == contents(office.index).keys()
    assert Index.load(restored.index, encoder).generation == Generations(office.index).current()
    assert (target / "documents" / "1-unsere kurse" / "a.md").stat().st_mtime == (own / "a.md").stat().st_mtime
    assert (target / "settings.env").stat().st_mode & 0o777 == 0o600
    shown = 'set -a; . "$0"; env -0'
    ended = subprocess.run(["sh", "-c", shown, str(target / "settings.env")], capture_output=True, check=True, env={})
    variables = dict(line.split("=", 1) for line in ended.stdout.decode().split("\0") if "LOTSE" in line)
    assert variables == {
        "LOTSE_DOCUMENTS": f"{target}/documents/1-unsere kurse:bundled",
        "LOTSE_FEEDBACK": f"{target}/feedback.jsonl",
        "LOTSE_INDEX": f"{target}/index",
        "LOTSE_LLM_MODEL": "it's; rm -rf /",
        "LOTSE_PORT": "8123",
    }
    assert sorted(path.name for path in target.parent.iterdir()) == ["da"]


def test_keys_come_back(office: Settings, tmp_path: Path) -> None:
    """With the log of the administration; what was closed is closed again, wherever the keys were kept."""
    kept = office.model_copy(update={"keys": tmp_path / "etc" / "keys.json"})
    key = AccessKey("nord", ("search",), datetime.now(UTC), ("Nord",), digest="0" * 64)
    KeyFile(kept.keys_file).add(key)
    with AuditLog(kept.audit_file).act("erika", "add key", "nord"):
        pass
    with kept.audit_file.open("a") as log:
        log.write('{"half')
    saved(kept, tmp_path / "backup.tar", LOTSE_KEYS=str(kept.keys_file), LOTSE_KEY="sehr-geheimer-schluessel")
    assert b"sehr-geheimer" not in (tmp_path / "backup.tar").read_bytes()
    target = restore_backup(tmp_path / "backup.tar", tmp_path / "da", ignore).folder
    assert KeyFile(target / "index" / "keys.json").read() == (key,)
    lines = (target / "index" / "audit.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["who"] for line in lines] == ["erika"]
    assert {(target / "index" / name).stat().st_mode & 0o777 for name in ("keys.json", "audit.jsonl")} == {0o600}
    assert f"LOTSE_KEYS={target}/index/keys.json\n" in (target / "settings.env").read_text("utf-8")
    assert Generations(target / "index").whole() is not None


def test_a_backup_while_everything_changes(
    office: Settings, tmp_path: Path, encoder: Encoder, serve: Callable[[Path], httpx.Client]
) -> None:
    """The service answers, builds replace generations, documents are replaced: each backup is whole all the same."""
    own = office.documents[0]
    assert own
    client = serve(office.index)
    wait_until(client, lambda answer: answer.status_code == 200)
    done = threading.Event()
    corpus = Corpus.from_catalogues((own,))

    def build() -> None:
        while not done.is_set():
            build_index(corpus, encoder, office.index)

    def replace() -> None:
        number = 0
        while not done.is_set():
            number += 1
            draft = own / ".upload-x" / "a.md"
            draft.parent.mkdir()
            draft.write_text(TEXT.format(title=f"Kurs {number}" * 20), "utf-8")
            Library(own).accept(draft, replace=True)

    threads = [threading.Thread(target=work) for work in (build, replace)]
    for thread in threads:
        thread.start()
    try:
        for number in range(8):
            saved(office, tmp_path / f"{number}.tar")
            assert client.post("/api/search", json={"question": "Alleinerziehende"}).status_code == 200
    finally:
        done.set()
        for thread in threads:
            thread.join()
    for number in range(8):
        restored = restore_backup(tmp_path / f"{number}.tar", tmp_path / str(number), ignore)
        assert Index.load(restored.index, encoder).generation == restored.listing.generation
        (kept,) = (restored.folder / "documents").iterdir()
        assert not list(kept.glob(".upload-*"))
        assert len([name for name in contents(kept) if name.endswith("a.md") and ".removed" not in name]) == 1


def test_the_newest_whole_generation_is_saved(office: Settings, tmp_path: Path, encoder: Encoder) -> None:
    """A damaged one isn't worth keeping; without any, documents are saved all the same."""
    first = Generations(office.index).current()
    corpus = Corpus.from_catalogues(office.documents[:1])
    second = build_index(corpus, encoder, office.index).generation
    (office.index / "generations" / second / "chunks.json").unlink()
    assert saved(office, tmp_path / "1.tar").listing.generation == first
    assert restore_backup(tmp_path / "1.tar", tmp_path / "1", ignore).listing.generation == first
    (office.index / "generations" / str(first) / "chunks.json").unlink()
    report = saved(office, tmp_path / "2.tar")
    assert report.listing.generation is None
    assert report.left_out == (f"the index: no generation in {office.index} is whole",)
    restored = restore_backup(tmp_path / "2.tar", tmp_path / "2", ignore)
    assert sorted(contents(restored.folder / "documents" / "1-unsere kurse")) == [
        ".removed/c.md",
        "a.md",
        "archiv/b.md",
        "catalogue.toml",
    ]


def test_what_is_no_file_is_left_out_and_named(office: Settings, tmp_path: Path) -> None:
    """Links that lead out or nowhere, links to folders, pipes; a link within the folder is a document."""
    own = office.documents[0]
    assert own
    (own / "innen.md").symlink_to(own / "a.md")
    (own / "aussen.md").symlink_to("/etc/passwd")
    (own / "nirgends.md").symlink_to(own / "nichts.md")
    (own / "ordner").symlink_to("/etc")
    os.mkfifo(own / "rohr.md")
    (own / ".upload-abc").mkdir()
    (own / ".upload-abc" / "halb.md").touch()
    report = saved(office, tmp_path / "backup.tar")
    names = ("aussen.md", "nirgends.md", "ordner", "rohr.md")
    assert report.left_out == tuple(f"unsere kurse/{name}: a link out of the folder, or no file" for name in names)
    kept = {name for name in report.listing.files if name.startswith("documents/")}
    assert kept == {
        f"documents/1-unsere kurse/{name}"
        for name in (".removed/c.md", "a.md", "archiv/b.md", "catalogue.toml", "innen.md")
    }


def test_a_document_that_changes_meanwhile(office: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By another program than this one: half of the one and half of the other is no backup."""
    own = office.documents[0]
    assert own
    real = tarfile.TarFile.addfile

    def add(self: tarfile.TarFile, info: tarfile.TarInfo, content: io.BufferedReader) -> None:
        if info.name.endswith("a.md"):
            with (own / "a.md").open("a") as file:
                file.write("mehr")
        real(self, info, content)

    monkeypatch.setattr(tarfile.TarFile, "addfile", add)
    with pytest.raises(NoBackup, match=r"documents/1-unsere kurse/a.md changed while it was read; try again"):
        saved(office, tmp_path / "backup.tar")
    assert not list(tmp_path.glob("*backup.tar*"))


def test_what_is_there_is_not_overwritten(office: Settings, archive: Path, tmp_path: Path) -> None:
    """Neither an archive nor a folder with something in it; an empty one is taken."""
    before = archive.read_bytes()
    with pytest.raises(NoBackup, match=r"backup.tar exists already"):
        saved(office, archive)
    assert archive.read_bytes() == before
    with pytest.raises(NotRestored, match="isn't an empty folder"):
        restore_backup(archive, tmp_path / "unsere kurse", ignore)
    with pytest.raises(NotRestored, match="isn't an empty folder"):
        restore_backup(archive, archive, ignore)
    (tmp_path / "leer").mkdir()
    assert restore_backup(archive, tmp_path / "leer", ignore).folder == tmp_path / "leer"


def test_every_bit_counts(archive: Path, tmp_path: Path) -> None:
    """One that flips anywhere in a file or the list is found, and nothing is restored; padding is nobody's."""
    whole = archive.read_bytes()
    with tarfile.open(archive) as tar:
        spans = [range(info.offset_data, info.offset_data + info.size) for info in tar if info.size]
    places = [place for span in spans for place in (span[0], span[len(span) // 2], span[-1])]
    for place in places:
        content = bytearray(whole)
        content[place] ^= 1
        archive.write_bytes(content)
        with pytest.raises(ArchiveDamaged):
            restore_backup(archive, tmp_path / "neu", ignore)
        assert not (tmp_path / "neu").exists()
    assert sorted(path.name for path in tmp_path.glob(".*")) == []


def test_a_part_of_a_backup_is_none(archive: Path, tmp_path: Path) -> None:
    """Wherever it ends."""
    whole = archive.read_bytes()
    with tarfile.open(archive) as tar:
        last = tar.getmember(LIST)
    for size in (
        0,
        1,
        511,
        512,
        5_000,
        len(whole) // 2,
        last.offset,
        last.offset_data,
        last.offset_data + last.size - 1,
    ):
        archive.write_bytes(whole[:size])
        with pytest.raises(ArchiveDamaged, match=r"backup\.tar"):
            restore_backup(archive, tmp_path / "neu", ignore)
    assert [path.name for path in tmp_path.iterdir() if "neu" in path.name] == []


def forged(path: Path, *members: tuple[str, bytes, bytes], **listed: object) -> Path:
    """An archive of members by name, type and content, with a list that fits."""
    with tarfile.open(path, "w") as tar:
        for name, kind, content in members:
            info = tarfile.TarInfo(name)
            info.type, info.size, info.linkname = kind, len(content), "/etc/passwd"
            tar.addfile(info, io.BytesIO(content))
        files = {name: hashlib.sha256(content).hexdigest() for name, _, content in members}
        fields = {
            "format": 1, "created_at": "", "generation": None, "documents": [], "feedback": False, "settings": {},
            "files": files,
        }  # fmt: skip
        content = sealed(fields | listed)
        info = tarfile.TarInfo(LIST)
        info.size = len(content)
        tar.addfile(info, io.BytesIO(content))
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/x",
        "documents/../../x",
        "documents/1/../../../x",
        "documents//x",
        "documents/./x",
        "documents",
        "index",
        "settings.env",
        "x",
        "feedback.jsonl/x",
        "./documents/1/x",
    ],
)
def test_names_that_lead_elsewhere_are_refused(tmp_path: Path, name: str) -> None:
    """Before a single byte of them is written."""
    path = forged(tmp_path / "böse.tar", ("documents/1/a.md", tarfile.REGTYPE, b"a"), (name, tarfile.REGTYPE, b"x"))
    with pytest.raises(ArchiveDamaged, match="isn't a name that a backup has"):
        restore_backup(path, tmp_path / "neu", ignore)
    assert [each.name for each in tmp_path.iterdir()] == ["böse.tar"]


@pytest.mark.parametrize(
    "kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.DIRTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.CONTTYPE]
)
def test_what_is_no_plain_file_is_refused(tmp_path: Path, kind: bytes) -> None:
    """Links, folders, pipes, devices."""
    path = forged(tmp_path / "böse.tar", ("documents/1/a.md", kind, b""))
    with pytest.raises(ArchiveDamaged, match=r"'documents/1/a.md' isn't a plain file"):
        restore_backup(path, tmp_path / "neu", ignore)
    assert [each.name for each in tmp_path.iterdir()] == ["böse.tar"]


@pytest.mark.parametrize(
    "listed",
    [
        {"format": 2},
        {"settings": {"LOTSE_X; touch /tmp/x #": "1"}},
        {"settings": {"PATH": "/tmp"}},
        {"settings": {"LOTSE_PORT": 8}},
        {"settings": {"LOTSE_PORT": "\ud800"}},
        {"documents": ["../.."]},
        {"documents": [7]},
        {"files": {"documents/1/a.md": "0"}},
        {"files": {}},
        {"more": 1},
        {"files": None},
    ],
)
def test_a_list_that_is_none_is_refused(tmp_path: Path, listed: dict[str, object]) -> None:
    """Of another format, with commands for settings, with other hashes or files than there are."""
    path = forged(tmp_path / "böse.tar", ("documents/1/a.md", tarfile.REGTYPE, b"a"), **listed)
    with pytest.raises(ArchiveDamaged):
        restore_backup(path, tmp_path / "neu", ignore)
    assert [each.name for each in tmp_path.iterdir()] == ["böse.tar"]


def test_a_name_that_comes_twice_is_refused(tmp_path: Path) -> None:
    """And whatever follows the list."""
    twice = [("documents/1/a.md", tarfile.REGTYPE, b"a")] * 2
    with pytest.raises(ArchiveDamaged, match="isn't a name that a backup has"):
        restore_backup(forged(tmp_path / "zwei.tar", *twice), tmp_path / "neu", ignore)
    path = forged(tmp_path / "mehr.tar", ("documents/1/a.md", tarfile.REGTYPE, b"a"))
    with tarfile.open(path, "a") as tar:
        tar.addfile(tarfile.TarInfo("documents/1/b.md"))
    with pytest.raises(ArchiveDamaged, match="something follows the list of files"):
        restore_backup(path, tmp_path / "neu", ignore)


@pytest.mark.parametrize("content", [b"", b"kein Archiv" * 100, b"PK\x03\x04", b"\0" * 10_240])
def test_a_file_that_is_no_archive(tmp_path: Path, content: bytes) -> None:
    """It is called that."""
    (tmp_path / "x.tar").write_bytes(content)
    with pytest.raises(ArchiveDamaged, match=r"x.tar isn't a whole backup"):
        restore_backup(tmp_path / "x.tar", tmp_path / "neu", ignore)


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_a_disk_that_fails_while_restoring(archive: Path, tmp_path: Path, error: int) -> None:
    """At any flush or rename: the folder isn't there, or it is whole."""
    whole = Broken()
    with whole.disk():
        restore_backup(archive, tmp_path / "ganz", ignore)
    calls = [number for number, call in enumerate(whole.made, 1) if call in ("write", "fsync", "rename")]
    for number in [*calls[:3], *calls[-4:]]:
        with pytest.raises(NotWritten, match="neu"), Broken(number, error).disk():
            restore_backup(archive, tmp_path / "neu", ignore)
        if number != calls[-1]:
            assert not (tmp_path / "neu").exists()
        assert not list(tmp_path.glob(".neu*"))
    assert contents(tmp_path / "neu").keys() == contents(tmp_path / "ganz").keys()


@pytest.mark.parametrize("error", [errno.EIO, errno.ENOSPC])
def test_a_disk_that_fails_while_saving(office: Settings, tmp_path: Path, error: int) -> None:
    """At any flush or rename: the archive isn't there, or it is whole, and no draft is left."""
    whole = Broken()
    with whole.disk():
        saved(office, tmp_path / "ganz.tar")
    assert whole.made[-2:] == ["rename", "fsync"]
    for number in range(1, len(whole.made) + 1):
        (tmp_path / "neu.tar").unlink(missing_ok=True)
        with pytest.raises(NotWritten), Broken(number, error).disk():
            saved(office, tmp_path / "neu.tar")
        assert (tmp_path / "neu.tar").exists() is (number == len(whole.made)), number
        assert [each.name for each in tmp_path.glob(".neu*") if each.suffix != ".lock"] == []
    Archive(tmp_path / "neu.tar").check(ignore, 0)


KILLED = """
import sys
from tests.index.faults import Broken
from service.cli.main import main
with Broken(int(sys.argv[1]), None).disk():
    main(["backup", sys.argv[2]])
"""


@pytest.mark.parametrize(("call", "is_there"), [(1, False), (-1, True)])
def test_a_kill_while_saving(office: Settings, tmp_path: Path, call: int, is_there: bool) -> None:
    """With the first flush or the last: the archive isn't there, or it is whole; the next one is taken all the same."""
    whole = Broken()
    with whole.disk():
        saved(office, tmp_path / "ganz.tar")
    number = call if call > 0 else len(whole.made)
    folders = os.pathsep.join(str(folder or "bundled") for folder in office.documents)
    environment = {**os.environ, "LOTSE_INDEX": str(office.index), "LOTSE_DOCUMENTS": folders}
    command = [sys.executable, "-c", KILLED, str(number), str(tmp_path / "neu.tar")]
    done = subprocess.run(command, cwd=Path(__file__).parents[3], env=environment, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert (tmp_path / "neu.tar").exists() is is_there
    if is_there:
        Archive(tmp_path / "neu.tar").check(ignore, 0)
    else:
        saved(office, tmp_path / "neu.tar")
    assert [each.name for each in tmp_path.glob(".neu*") if each.suffix != ".lock"] == []


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """A disk of half a MiB; needs the right to mount one."""
    disk = tmp_path / "small"
    disk.mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(disk)], capture_output=True).returncode:
        pytest.skip("mounting a disk isn't allowed here")
    yield disk
    subprocess.run(["umount", "--lazy", str(disk)], check=True)


def test_a_full_disk(office: Settings, archive: Path, small: Path) -> None:
    """The reason names the folder; neither an archive nor a folder is left."""
    with pytest.raises(NotWritten, match=f"^no space left in {small}$"):
        saved(office, small / "backup.tar")
    with pytest.raises(NotWritten, match=f"^no space left in {small / 'neu'}$"):
        restore_backup(archive, small / "neu", ignore)
    assert list(small.iterdir()) == []


def test_the_commands(office: Settings, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Saved and restored: 0, with what was done in a line each; the index in it is well."""
    own = str(office.documents[0])
    arguments = ["--index", str(office.index)]
    assert main(["backup", str(tmp_path / "b.tar"), own, "bundled", *arguments]) == 0
    said = capsys.readouterr()
    generation = Generations(office.index).current()
    files = len(contents(office.index)) + 4
    assert said.err.splitlines() == [f"files saved: {files}", f"files read again: {files}"]
    assert said.out.startswith(f"Saved to {tmp_path / 'b.tar'}: {files} files, ")
    assert said.out.endswith(f" MB. Index: {generation}. Documents: documents/1-unsere kurse, the bundled ones.\n")
    assert main(["restore", str(tmp_path / "b.tar"), str(tmp_path / "neu")]) == 0
    said = capsys.readouterr()
    assert said.out == (
        f"Restored to {tmp_path / 'neu'}: {files} files. The settings are in {tmp_path / 'neu' / 'settings.env'}.\n"
    )
    assert said.err.splitlines() == [f"files restored: {files}", "generations checked: 1"]
    assert main(["verify", "--index", str(tmp_path / "neu" / "index")]) == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["restore", "{}/none.tar", "{}/neu"], "{}/none.tar: No such file or directory"),
        (["restore", "{}/b.tar", "{}"], "{} isn't an empty folder"),
        (["backup", "{}/b.tar"], "{}/b.tar exists already"),
        (["backup", "{}/c.tar", "{}/nirgends"], "{}/nirgends: not a folder"),
        (["backup", "{}/nirgends/c.tar"], "{}/nirgends can't be written to: No such file or directory"),
    ],
)
def test_commands_that_fail(
    tmp_path: Path, arguments: list[str], said: str, built_index: Path, capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """1, and one line that says why."""
    monkeypatch.setenv("LOTSE_INDEX", str(built_index))
    (tmp_path / "b.tar").write_bytes(b"x")
    assert main([part.format(tmp_path) for part in arguments]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == f"lotse: {said.format(tmp_path)}"


@pytest.mark.parametrize("arguments", [["backup"], ["restore", "b.tar"], ["verify", "x"]])
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """2."""
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2


def test_a_backup_without_an_index_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is written, and fails all the same: somebody has to look."""
    assert main(["backup", str(tmp_path / "b.tar"), "--index", str(tmp_path / "none")]) == 1
    said = capsys.readouterr()
    assert "Index: none. Documents: the bundled ones." in said.out
    assert said.err.splitlines()[-1] == f"lotse: left out: no index in {tmp_path / 'none'}"
    Archive(tmp_path / "b.tar").check(ignore, 0)


def test_an_index_of_another_version_is_restored_and_named(
    archive: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is missing is a build, not a file."""
    monkeypatch.setattr("index.manifest.FORMAT", 99)
    assert main(["restore", str(archive), str(tmp_path / "neu")]) == 0
    said = capsys.readouterr().err.splitlines()[-1]
    assert said.endswith(f"manifest.json has format {FORMAT}, not 99. Run `lotse index` to build one.")
    assert (tmp_path / "neu" / "settings.env").exists()


def test_the_list_of_an_archive_can_be_read_by_others(archive: Path) -> None:
    """It is JSON, the last member, and names every file with its SHA-256."""
    with tarfile.open(archive) as tar:
        names = tar.getnames()
        listed = tar.extractfile(LIST)
        assert listed
        content = listed.read()
    assert names[-1] == LIST
    assert json.loads(content)["format"] == 1
    assert sorted(unsealed(content)["files"]) == sorted(names[:-1])
