"""A rebuild of the index, one at a time, and how far it is."""

import asyncio
import json
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

_log = logging.getLogger(__name__)

Status = Literal["idle", "running", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a rebuild is. `problems` are files that couldn't be read, with their reasons."""

    status: Status = "idle"
    step: str | None = None
    done: int = 0
    total: int = 0
    generation: str | None = None
    problems: tuple[tuple[str, str], ...] = ()
    failure: str | None = None


class RebuildRunning(Exception):
    """A rebuild is under way; there is one at a time."""


class Rebuild:
    """Starts the process that builds, and listens to it. Belongs to one event loop."""

    def __init__(self, root: Path, folder: Path | None, model: str | None) -> None:
        self._arguments = (str(root), str(folder or ""), model or "")
        self._root = root
        self._process: Process | None = None
        self._listening: asyncio.Task[None] | None = None
        self.progress = Progress()

    async def start(self) -> Progress:
        """Start a rebuild. Raises RebuildRunning."""
        if self.progress.status == "running":
            raise RebuildRunning
        self.progress = Progress("running")
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "service.admin.building", *self._arguments, stdout=PIPE, stderr=DEVNULL
            )
        except OSError as error:
            self.progress = Progress("failed", failure=error.strerror)
            return self.progress
        self._listening = asyncio.create_task(self._listen(self._process))
        return self.progress

    async def stop(self) -> None:
        """End a rebuild that is under way; nothing of it stays."""
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
        if self._listening:
            await self._listening

    async def _listen(self, process: Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            self._hear(json.loads(line))
        status = await process.wait()
        if self.progress.status == "running":
            self.progress = replace(self.progress, status="failed", failure=f"ended with status {status}")
        _log.info("rebuild %s", self.progress.status)

    def _hear(self, told: dict[str, object]) -> None:
        match told:
            case {"step": str(step), "done": int(done), "total": int(total)}:
                self.progress = Progress("running", step, done, total)
            case {"generation": str(generation), "problems": list(problems)}:
                broken = tuple((file, reason) for file, reason in problems)
                self.progress = Progress("done", generation=generation, problems=broken)
            case {"failure": str(failure)}:
                shown = failure.replace(str(self._root), self._root.name)
                self.progress = Progress("failed", failure=shown)
