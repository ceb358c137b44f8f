"""Folders that are watched: real files, and a real service that rebuilds by itself."""

import asyncio
import errno
import shutil
import threading
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import aclosing
from dataclasses import replace
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any, Literal

import httpx
import pytest

from index.generations import Generations
from index.manifest import Manifest
from service.admin.rebuild import Losses, Rebuild, RebuildProgress, RebuildStatus
from service.admin.watching import Watch
from service.cli.main import main
from service.settings import Settings
from tests.service.admin.conftest import TEXT
from tests.service.conftest import Serve, wait_until

KEY = "ein-langer-schluessel"


def watched(serve: Serve, folder: Path, watch: bool | Literal["poll"] = True) -> httpx.Client:
    """An administrator's client of a service that watches a folder."""
    client = serve(folder.parent / "index", documents=folder, admin_key=KEY, watch=watch, watch_seconds=0.2)
    client.headers["Authorization"] = f"Bearer {KEY}"
    return client


def write(folder: Path, *titles: str) -> None:
    """A document with one measure for each title."""
    folder.mkdir(exist_ok=True)
    for title in titles:
        (folder / f"{title}.md").write_text(TEXT.format(title=title), "utf-8")


def measures(count: int) -> Callable[[httpx.Response], bool]:
    """Whether an answer of /readyz says that so many measures are served."""
    return lambda answer: answer.status_code == 200 and answer.json()["measures"] == count


def state(client: httpx.Client) -> Any:
    """What the administration says."""
    return client.get("/api/admin").json()


def remarked(*words: str) -> Callable[[httpx.Response], bool]:
    """Whether what /readyz says under `degraded` holds these words, in this order; nothing without any."""
    return lambda answer: (
        len(said := answer.json().get("degraded", ["loading"])) == len(words)
        and all(word in line for word, line in zip(words, said, strict=True))
    )


@pytest.mark.slow
def test_documents_that_come_grow_and_go(serve: Serve, tmp_path: Path) -> None:
    """Each is read once it is whole; what would lose more than half waits for a word from the administration."""
    folder = tmp_path / "own"
    write(folder, "Anker")
    client = watched(serve, folder)
    wait_until(client, measures(1))
    assert state(client)["watch"] == {"waiting": False, "polling": False, "missing": []}

    with (folder / "viele.md").open("w", encoding="utf-8") as growing:
        for number in range(8):
            growing.write(TEXT.format(title=f"Kurs {number}"))
            growing.flush()
            wait_until(client, lambda _: state(client)["watch"]["waiting"])
        assert len(Generations(tmp_path / "index").names()) == 1
    wait_until(client, measures(9))
    assert len(Generations(tmp_path / "index").names()) == 2

    write(folder, "Brücke")
    wait_until(client, measures(10))
    (folder / "Brücke.md").unlink()
    wait_until(client, measures(9))
    (folder / "viele.md").unlink()
    wait_until(client, remarked("documents have changed, but over half of a catalogue would go: decide in"))
    assert measures(9)(client.get("/readyz"))
    assert client.post("/api/search", json={"question": "Kurs 7"}).json()["measures"][0]["measure"]["title"] == "Kurs 7"
    assert client.post("/api/admin/rebuild?confirm=true").status_code == 202
    wait_until(client, measures(1))
    wait_until(client, remarked())


@pytest.mark.slow
def test_a_folder_that_vanishes(serve: Serve, tmp_path: Path) -> None:
    """What was read of it goes on being served; once it is back, another one or the same, it is watched again."""
    folder = tmp_path / "own"
    write(folder, "Anker", "Brücke")
    client = watched(serve, folder)
    wait_until(client, measures(2))
    folder.rename(tmp_path / "away")
    wait_until(client, remarked("the folder own isn't there; what was read of it goes on being served"))
    assert state(client)["watch"]["missing"] == ["own"]
    assert measures(2)(client.get("/readyz"))
    shutil.copytree(tmp_path / "away", folder)
    wait_until(client, remarked())
    write(folder, "Chance")
    wait_until(client, measures(3))


@pytest.mark.slow
def test_settings_that_are_wrong(serve: Serve, tmp_path: Path) -> None:
    """Say why, and are read again once they are right; this one polls."""
    folder = tmp_path / "own"
    write(folder, "Anker")
    (folder / "catalogue.toml").write_text("nme = 'Kurse'")
    client = watched(serve, folder, "poll")
    wait_until(client, lambda _: state(client)["rebuild"]["status"] == "failed")
    (said,) = [line for line in state(client)["degraded"] if "rebuild failed" in line]
    assert "catalogue.toml: nme: unknown" in said
    assert state(client)["watch"]["polling"] is True
    (folder / "catalogue.toml").write_text("name = 'Kurse'")
    wait_until(client, measures(1))
    wait_until(client, remarked())


def watch_of(settings: Settings) -> Watch:
    return Watch(Rebuild(settings.index, settings.documents, None), settings)


def test_what_the_service_writes_is_no_change(office: Settings, tmp_path: Path) -> None:
    """Even where index, opinions and log lie among the documents; hidden and temporary files are none either."""
    folder = tmp_path / "unsere kurse"
    settings = office.model_copy(
        update={"index": folder / "index", "feedback": folder / "o.jsonl", "audit": folder / "a.jsonl"}
    )
    watch = watch_of(settings)
    before = watch._look()
    assert {Path(path).relative_to(folder).as_posix() for path in before} == {"a.md", "archiv/b.md", "catalogue.toml"}
    shutil.copytree(office.index, folder / "index")
    for name in ("o.jsonl", "a.jsonl", ".upload-1", "~$a.docx", "c.md.part"):
        (folder / name).write_text("{}")
    assert watch._look() == before
    (folder / "c.md").write_text(TEXT.format(title="Neu"))
    assert watch._look() != before


def test_what_changed_while_nobody_watched(office: Settings, tmp_path: Path) -> None:
    """Is found by its time, or as it isn't in the index at all."""
    folder = tmp_path / "unsere kurse"
    generation = Generations(office.index).path(Generations(office.index).names()[0])
    manifest = Manifest.read(generation)
    replace(manifest, built_at="2999-12-31T00:00:00+00:00").save(generation)
    assert not watch_of(office)._is_behind()
    replace(manifest, built_at="2001-01-01T00:00:00+00:00").save(generation)
    assert watch_of(office)._is_behind()
    replace(manifest, built_at="2999-12-31T00:00:00+00:00").save(generation)
    write(tmp_path / "other", "Neu")
    assert watch_of(office.model_copy(update={"documents": (folder, tmp_path / "other")}))._is_behind()
    assert watch_of(office.model_copy(update={"index": tmp_path / "none"}))._is_behind()


class _Noted(Rebuild):
    """Rebuilds that only end, as they are told to."""

    def __init__(self, *ends: RebuildStatus) -> None:
        super().__init__(Path("index"), (), None)
        self.ends = list(ends)

    async def start(self, *, losses: Losses = "none") -> RebuildProgress:
        self.progress, self.began = RebuildProgress(self.ends.pop(0)), monotonic()
        return self.progress


def test_what_somebody_has_just_rebuilt_is_not_rebuilt_again(office: Settings) -> None:
    """But what changed since is."""
    rebuild = _Noted("done", "done")
    watch = Watch(rebuild, office)
    began = monotonic()
    asyncio.run(rebuild.start())
    asyncio.run(watch._build({}, began))
    assert rebuild.ends == ["done"]
    asyncio.run(watch._build({}, monotonic()))
    assert rebuild.ends == []


def test_a_rebuild_that_fails_is_tried_again(office: Settings) -> None:
    """After half a minute, then after a minute, until it doesn't fail."""
    watch = Watch(_Noted("failed", "failed", "done"), office)
    for pause in (30, 60):
        asyncio.run(watch._build({}, monotonic()))
        assert watch._again - monotonic() == pytest.approx(pause, abs=5)
    assert watch.remarks == ["documents have changed, but the rebuild failed: None"]
    asyncio.run(watch._build({}, monotonic()))
    assert (watch._again, watch.remarks) == (inf, [])


def test_a_system_that_tells_nothing_is_polled(
    office: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """As where too many files are watched already; that is said once."""
    watch = watch_of(office.model_copy(update={"watch_seconds": 0.01}))
    real = watch._changes

    async def limited(roots: Iterable[Path]) -> AsyncGenerator[bool, None]:
        if not watch.polling:
            raise OSError(errno.ENOSPC, "OS file watch limit reached")
        async with aclosing(real(roots)) as told:
            async for changed in told:
                yield changed

    async def first() -> None:
        async with aclosing(watch._stirrings()) as stirrings:
            await anext(stirrings)

    monkeypatch.setattr(watch, "_changes", limited)
    asyncio.run(first())
    assert watch.polling
    (said,) = [record.message for record in caplog.records if record.levelname == "WARNING"]
    assert said == "the system doesn't tell of changes (OS file watch limit reached); polling instead"


def test_the_watch_ends_at_once(office: Settings) -> None:
    """No thread of it is left."""
    others = set(threading.enumerate())

    def threads() -> list[threading.Thread]:
        return [thread for thread in threading.enumerate() if "AnyIO" in thread.name and thread not in others]

    async def begun_and_ended() -> float:
        task = asyncio.create_task(watch_of(office.model_copy(update={"watch_seconds": 60.0})).run())
        while not threads():
            await asyncio.sleep(0)
        task.cancel()
        began = monotonic()
        await asyncio.wait((task,))
        return monotonic() - began

    assert asyncio.run(begun_and_ended()) < 5
    for thread in threads():
        thread.join(5)
    assert threads() == []


def test_without_a_folder_there_is_nothing_to_watch(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """The bundled documents don't change."""
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.delenv("LOTSE_DOCUMENTS", raising=False)
    assert main(["serve", "--watch", "--port", "0", "--index", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "lotse: There is no folder to watch: name one with LOTSE_DOCUMENTS.\n"
