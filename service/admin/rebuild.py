"""Rebuilds of the index, one at a time, and their progress."""

import asyncio
import json
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

_log = logging.getLogger(__name__)

RebuildStatus = Literal["idle", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class RebuildProgress:
    """The progress of a rebuild. `problems` lists the files that couldn't be read, each with the reason."""

    status: RebuildStatus = "idle"
    step: str | None = None
    done: int = 0
    total: int = 0
    generation: str | None = None
    problems: tuple[tuple[str, str], ...] = ()
    failure: str | None = None


class RebuildRunning(Exception):
    """A rebuild is already running."""


class Rebuild:
    """Starts the build process and follows its output. Not for use from several event loops."""

    def __init__(self, root: Path, folders: Sequence[Path | None], model: str | None) -> None:
        named = json.dumps([str(folder) if folder else None for folder in folders])
        self._arguments = (str(root), named, model or "")
        self._root = root
        self._process: Process | None = None
        self._follower: asyncio.Task[None] | None = None
        self.progress = RebuildProgress()

    async def start(self) -> RebuildProgress:
        """Start a rebuild. Raises RebuildRunning if there is one already."""
        if self.progress.status == "running":
            raise RebuildRunning
        self.progress = RebuildProgress("running")
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "service.admin.building", *self._arguments, stdout=PIPE, stderr=DEVNULL
            )
        except OSError as error:
            self.progress = RebuildProgress("failed", failure=error.strerror)
            return self.progress
        self._follower = asyncio.create_task(self._follow(self._process))
        return self.progress

    async def stop(self) -> None:
        """Kill a running rebuild; its unfinished generation is discarded."""
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
        if self._follower:
            await self._follower

    async def _follow(self, process: Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            self._update(json.loads(line))
        ended = self.progress.status != "running"  # told now: once it has ended, the next rebuild may begin
        status = await process.wait()
        if not ended:
            self.progress = replace(self.progress, status="failed", failure=f"ended with status {status}")
        _log.info("rebuild %s", self.progress.status)

    def _update(self, message: dict[str, object]) -> None:
        match message:
            case {"step": str(step), "done": int(done), "total": int(total)}:
                self.progress = RebuildProgress("running", step, done, total)
            case {"generation": str(generation), "problems": list(problems)}:
                broken = tuple((file, reason) for file, reason in problems)
                self.progress = RebuildProgress("done", generation=generation, problems=broken)
            case {"failure": str(failure)}:
                shown = failure.replace(str(self._root), self._root.name)
                self.progress = RebuildProgress("failed", failure=shown)
