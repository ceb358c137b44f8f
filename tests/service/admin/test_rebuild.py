"""Rebuilds as the service follows them."""

import asyncio
from pathlib import Path

import pytest

from service.admin.rebuild import Rebuild, RebuildProgress, RebuildRunning
from tests.service.admin.conftest import TEXT


async def _ended(rebuild: Rebuild) -> RebuildProgress:
    await rebuild.start()
    with pytest.raises(RebuildRunning):
        await rebuild.start()
    assert rebuild._follower
    await rebuild._follower
    return rebuild.progress


def test_many_files_that_cannot_be_read(tmp_path: Path) -> None:
    """All of them are named, however long the list."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT.format(title="Vormittags"), "utf-8")
    for number in range(1_000):
        (folder / f"{number:04} {'sehr lang ' * 8}.txt").touch()
    ended = asyncio.run(_ended(Rebuild(tmp_path / "index", (folder,), None)))
    assert (ended.status, ended.failure, len(ended.problems)) == ("done", None, 1_000)


def test_a_process_that_ends_without_a_word(tmp_path: Path) -> None:
    """As when it is killed for memory: that is a failure, and the next rebuild may start."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT.format(title="Vormittags"), "utf-8")

    async def killed_then_not() -> list[RebuildProgress]:
        rebuild = Rebuild(tmp_path / "index", (folder,), None)
        await rebuild.start()
        await rebuild.stop()
        return [rebuild.progress, await _ended(rebuild)]

    first, second = asyncio.run(killed_then_not())
    assert (first.status, first.failure) == ("failed", "ended with status -9")
    assert (second.status, second.failure, second.change) == ("done", None, None)


def test_the_bundled_documents_are_built_along(tmp_path: Path) -> None:
    """Once, if that is asked for."""
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "a.md").write_text(TEXT.format(title="Vormittags"), "utf-8")
    rebuild = Rebuild(tmp_path / "index", (folder,), None)

    async def both() -> RebuildProgress:
        await rebuild.start(bundled=True)
        assert rebuild._follower
        await rebuild._follower
        return await _ended(rebuild)

    alone = asyncio.run(both())
    assert (alone.status, alone.change and alone.change.measures_now) == ("waiting", 37)
