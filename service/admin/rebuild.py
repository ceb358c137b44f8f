"""Rebuilds of the index, one at a time, and their progress."""

import asyncio
import json
import logging
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from math import inf
from pathlib import Path
from time import monotonic
from typing import Any, Literal

from pydantic import TypeAdapter

from index.change import IndexChange

_log = logging.getLogger(__name__)

Losses = Literal["none", "some", "any"]
RebuildStatus = Literal["idle", "running", "done", "waiting", "failed"]
_CHANGE = TypeAdapter(IndexChange)
_LONGEST_LINE = 2**26
"""Bytes; a folder may hold many files that can't be read, each of which is named with the reason."""


@dataclass(frozen=True, slots=True)
class RebuildProgress:
    """The progress of a rebuild, and what it changes, once that is known and if there was an index before.

    `waiting` means that the new `generation` lacks measures of the one in use, and waits to be put to use or discarded.
    `problems` lists the files that couldn't be read, each with the reason.
    """

    status: RebuildStatus = "idle"
    step: str | None = None
    done: int = 0
    total: int = 0
    generation: str | None = None
    problems: tuple[tuple[str, str], ...] = ()
    failure: str | None = None
    change: IndexChange | None = None


class RebuildRunning(Exception):
    """A rebuild is already running."""


class Rebuild:
    """Starts the build process and follows its output. Not for use from several event loops."""

    def __init__(
        self, root: Path, folders: Sequence[Path | None], model: str | None, told: Mapping[str, str] | None = None
    ) -> None:
        """`told` is added to the environment of the process."""
        self._told = {**os.environ, **(told or {})}
        self._folders = tuple(folders)
        self._root = root
        self._model = model or ""
        self._process: Process | None = None
        self._follower: asyncio.Task[None] | None = None
        self.progress = RebuildProgress()
        self.began = -inf
        """When the last one began, by the monotonic clock."""

    async def start(self, *, losses: Losses = "none", bundled: bool = False) -> RebuildProgress:
        """Start a rebuild, which is put to use even if measures are gone if such `losses` are all right.

        `some` are at most half of a catalogue. If `bundled`, the bundled documents are built along, whether they are
        among the folders or not. Raises RebuildRunning if there is one already.
        """
        if self.progress.status == "running":
            raise RebuildRunning
        self.progress, self.began = RebuildProgress("running"), monotonic()
        folders = (None, *self._folders) if bundled and self._folders and None not in self._folders else self._folders
        named = json.dumps([str(folder) if folder else None for folder in folders])
        arguments = (str(self._root), named, self._model, losses)
        command = ("-m", "service.admin.building", *arguments)
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, *command, env=self._told, stdout=PIPE, stderr=DEVNULL, limit=_LONGEST_LINE
            )
        except OSError as error:
            self.progress = RebuildProgress("failed", failure=error.strerror)
            return self.progress
        self._follower = asyncio.create_task(self._follow(self._process))
        return self.progress

    async def ended(self) -> RebuildProgress:
        """Wait until no rebuild is running, and return how the last one ended."""
        if self._follower:
            await asyncio.shield(self._follower)
        return self.progress

    async def stop(self) -> None:
        """Kill a running rebuild; its unfinished generation is discarded."""
        if self._process and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.kill()
        if self._follower:
            await self._follower

    async def _follow(self, process: Process) -> None:
        """Follow a process to its end; only then the next may start."""
        assert process.stdout is not None
        result: RebuildProgress | None = None
        async for line in process.stdout:
            result = self._read(json.loads(line))
        status = await process.wait()
        failed = RebuildProgress("failed", failure=f"ended with status {status}", change=self.progress.change)
        self.progress = result or failed
        _log.info("rebuild %s", self.progress.status)

    def _read(self, message: dict[str, object]) -> RebuildProgress | None:
        """Note progress, or return the result, which is the last message."""
        match message:
            case {"step": str(step), "done": int(done), "total": int(total)}:
                self.progress = replace(self.progress, step=step, done=done, total=total)
            case {"change": change}:
                self.progress = replace(self.progress, change=_CHANGE.validate_python(change))
            case {"generation": str(generation), "waiting": bool(waiting), "problems": list(problems)}:
                broken = tuple((file, reason) for file, reason in problems)
                return self._result("waiting" if waiting else "done", generation=generation, problems=broken)
            case {"failure": str(failure)}:
                return self._result("failed", failure=failure.replace(str(self._root), self._root.name))
        return None

    def _result(self, status: RebuildStatus, **values: Any) -> RebuildProgress:
        return RebuildProgress(status, change=self.progress.change, **values)
