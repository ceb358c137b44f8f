"""Whatever is written besides an index, on disks that fail, by processes that are killed: it is the old or the new."""

import asyncio
import errno
import json
import os
import shutil
import signal
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.files import NotWritten
from index.generations import Generations
from index.manifest import FORMAT, Manifest, hashes
from service.access.key import AccessKey
from service.access.key_file import KeyFile
from service.admin.archive import Archive
from service.admin.audit import AuditLog
from service.admin.backup import write_backup
from service.admin.library import Library
from service.admin.restore import restore_backup
from service.api.feedback import Feedback
from service.settings import Settings
from tests.index.faults import Broken
from tests.service.admin.conftest import TEXT

ERRORS = (errno.EIO, errno.ENOSPC)
OLD, NEW = "old", "new"
FIRST, LAST = "20260131T120000-00000000", "20260131T120001-00000000"
LEFT = {".lock", ".removed", ".keys.json.lock"}
"""Hidden names that are meant to stay."""
BEFORE, AFTER = (TEXT.format(title=title) for title in ("Früher", "Später"))


def ignore(step: str, done: int, total: int) -> None:
    """Progress that nobody looks at."""


@dataclass(frozen=True)
class Act:
    """Something that is written: in a folder as it was before, and what is in it then, `OLD` or `NEW`."""

    do: Callable[[Path], None]
    found: Callable[[Path], str]


def _key(name: str) -> AccessKey:
    return AccessKey(name, ("search",), datetime(2026, 1, 31, tzinfo=UTC), digest="0" * 64)


def _keys(folder: Path) -> str:
    keys = KeyFile(folder / "keys.json").read()
    assert keys is not None
    assert keys[0].name == "old"
    return OLD if [key.state for key in keys] == ["valid"] else NEW


async def _sent(content: str) -> AsyncIterator[bytes]:
    for start in range(0, len(content), 100):
        yield content[start : start + 100].encode()


def _upload(folder: Path) -> None:
    library = Library(folder / "own")
    library.accept(asyncio.run(library.receive("a.md", _sent(AFTER))), replace=True)


def _documents(folder: Path) -> str:
    library = Library(folder / "own")
    if not library.names():
        kept = [path.read_text("utf-8") for path in (folder / "own" / ".removed").iterdir()]
        assert kept == [BEFORE]
        return NEW
    assert library.names() == ["a.md"]
    content = (folder / "own" / "a.md").read_text("utf-8")
    assert content in (BEFORE, AFTER)
    return OLD if content == BEFORE else NEW


def _noted(folder: Path) -> None:
    with AuditLog(folder / "audit.jsonl").act("erika", "upload", "a.md"):
        pass


def _rated(folder: Path) -> None:
    assert Feedback(folder / "feedback.jsonl").add(True, [])


def _lines(name: str) -> Callable[[Path], str]:
    def found(folder: Path) -> str:
        lines = (folder / name).read_bytes().splitlines(keepends=True)
        first, *more = (json.loads(line) for line in lines if line.endswith(b"\n"))
        assert first == {"old": True}
        return NEW if more else OLD

    return found


def _settings(folder: Path) -> Settings:
    return Settings(index=folder / "index", documents=(folder / "own",), feedback=folder / "feedback.jsonl")


def _save(folder: Path) -> None:
    write_backup(_settings(folder), {}, folder / "new.tar", ignore)


def _saved(folder: Path) -> str:
    if not (folder / "new.tar").exists():
        return OLD
    Archive(folder / "new.tar").check(ignore, 0)
    return NEW


def _restore(folder: Path) -> None:
    restore_backup(folder / "backup.tar", folder / "restored", ignore)


def _restored(folder: Path) -> str:
    if not (folder / "restored").exists():
        return OLD
    assert Generations(folder / "restored" / "index").whole() is not None
    (kept,) = (folder / "restored" / "documents").iterdir()
    assert (kept / "a.md").read_text("utf-8") == BEFORE
    return NEW


def _pointed(folder: Path) -> str:
    return {FIRST: OLD, LAST: NEW}[str(Generations(folder / "index").current())]


ACTS = {
    "add a key": Act(lambda folder: KeyFile(folder / "keys.json").add(_key("new")), _keys),
    "revoke a key": Act(lambda folder: KeyFile(folder / "keys.json").revoke("old"), _keys),
    "upload": Act(_upload, _documents),
    "remove": Act(lambda folder: Library(folder / "own").remove("a.md"), _documents),
    "audit": Act(_noted, _lines("audit.jsonl")),
    "opinion": Act(_rated, _lines("feedback.jsonl")),
    "backup": Act(_save, _saved),
    "restore": Act(_restore, _restored),
    "go to another generation": Act(lambda folder: Generations(folder / "index").point_to(LAST), _pointed),
}


EACH = pytest.mark.parametrize(
    "act",
    [pytest.param(act, id=name, marks=[pytest.mark.slow] if name == "restore" else []) for name, act in ACTS.items()],
)


def _generation(folder: Path, name: str) -> None:
    """A generation as far as files go."""
    files = folder / "index" / "generations" / name
    (files / "words").mkdir(parents=True)
    for written in ("chunks.json", "words/scores.npy"):
        (files / written).write_bytes(written.encode() * 100)
    Manifest(FORMAT, "2026-01-31T12:00:00", "encoder", 1, {}, hashes(files)).save(files)


@pytest.fixture
def office(tmp_path: Path) -> Callable[[], Path]:
    """Makes all that an office has, as it was before anything happened."""
    good = tmp_path / "good"
    (good / "own").mkdir(parents=True)
    (good / "own" / "a.md").write_text(BEFORE, "utf-8")
    for name in FIRST, LAST:
        _generation(good, name)
    Generations(good / "index").point_to(FIRST)
    KeyFile(good / "keys.json").add(_key("old"))
    for lines in ("audit.jsonl", "feedback.jsonl"):
        (good / lines).write_text('{"old": true}\n', "utf-8")
    write_backup(_settings(good), {}, good / "backup.tar", ignore)

    def again() -> Path:
        shutil.rmtree(tmp_path / "office", ignore_errors=True)
        return shutil.copytree(good, tmp_path / "office")

    return again


def calls(act: Act, folder: Path) -> list[str]:
    """The calls by which it is done when nothing fails."""
    whole = Broken()
    assert act.found(folder) == OLD
    with whole.disk():
        act.do(folder)
    assert act.found(folder) == NEW
    return whole.made


def broken(act: Act, folder: Path, number: int, error: int) -> int | None:
    """The error that is said when call `number` fails; None if it is done all the same."""
    try:
        with Broken(number, error).disk():
            act.do(folder)
    except NotWritten as failed:
        return failed.error.errno
    except OSError as failed:
        return failed.errno
    return None


@EACH
def test_an_error_at_any_call(office: Callable[[], Path], act: Act) -> None:
    """It is said, unless nothing was lost by it; and what is there is the old or the new. Then it is done again."""
    made = calls(act, office())
    for number in range(1, len(made) + 1):
        for error in ERRORS:
            folder, place = office(), (number, made[number - 1], errno.errorcode[error])
            said = broken(act, folder, number, error)
            assert said == error or (said, act.found(folder), made[number - 1]) == (None, NEW, "mkdir"), place
            if act.found(folder) == OLD:
                act.do(folder)
            assert act.found(folder) == NEW, place
            assert [path for path in folder.rglob(".*") if path.name not in LEFT] == [], place


@EACH
def test_a_kill_at_any_call(office: Callable[[], Path], act: Act) -> None:
    """What is there is the old or the new, and what was begun stands in nobody's way."""
    made = calls(act, office())
    for number in range(1, len(made) + 1):
        folder, place = office(), (number, made[number - 1])
        child = os.fork()
        if not child:
            try:
                with Broken(number, None).disk():
                    act.do(folder)
            finally:
                os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL, place
        if act.found(folder) == OLD:
            act.do(folder)
        assert act.found(folder) == NEW, place
