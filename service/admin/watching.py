"""The watch over the folders of documents: once they have changed and been left alone for a moment, it rebuilds."""

import asyncio
import logging
import os
from collections.abc import AsyncGenerator, Iterable, Iterator, Mapping, Sequence
from contextlib import aclosing, suppress
from datetime import UTC, datetime
from math import inf
from pathlib import Path
from time import monotonic

from corpus.folder import list_folder
from corpus.parsing.slugs import slug
from corpus.settings import CATALOGUE
from index.generations import Generations
from index.manifest import IndexDamaged, Manifest
from service.admin.rebuild import Rebuild, RebuildRunning
from service.redaction import fault
from service.settings import Settings

_TICK_SECONDS = 1.0
"""How often it sees whether folders are still there, if nothing happens in them."""
_FIRST_PAUSE, _LONGEST_PAUSE = 30.0, 3_600.0
"""Seconds until a rebuild that failed is tried again; each pause is twice as long as the one before."""
_log = logging.getLogger(__name__)

Seen = Mapping[str, tuple[int, int, int] | None]
"""Size, time of change and number of each file by path; None for a folder that isn't there."""


class Watch:
    """Rebuilds by itself. `run` ends only when it is cancelled; it is for the event loop of the rebuild."""

    def __init__(self, rebuild: Rebuild, settings: Settings) -> None:
        self._rebuild = rebuild
        self._index = settings.index
        self._folders = tuple(folder for folder in settings.documents if folder)
        self._own = tuple(filter(None, (settings.index, settings.feedback, settings.keys_file, settings.audit_file)))
        self._quiet = settings.watch_seconds
        self._tick = min(_TICK_SECONDS, self._quiet)
        self._built: Seen | None = None
        self._again, self._pause = inf, _FIRST_PAUSE
        self._fault: str | None = None
        self.polling = settings.watch == "poll"
        self.waiting = False
        self.missing: tuple[str, ...] = ()

    @property
    def remarks(self) -> list[str]:
        """Why what is served isn't what the folders hold, in a line each; empty if it is."""
        found = [f"the folder {name} isn't there; what was read of it goes on being served" for name in self.missing]
        progress = self._rebuild.progress
        if progress.status == "failed":
            found.append(f"documents have changed, but the rebuild failed: {progress.failure}")
        elif progress.status not in ("idle", "running", "done"):
            found.append("documents have changed, but over half of a catalogue would go: decide in the administration")
        if self._fault:
            found.append(f"the watch over the documents has ended: {self._fault}")
        return found

    async def run(self) -> None:
        """Watch, and rebuild at the start if documents have changed since the index was built."""
        _log.info("watching %d folders%s", len(self._folders), " by polling" if self.polling else "")
        try:
            await self._watch()
        except Exception as error:  # nobody waits for this: it has to be said
            self._fault = fault(error)
            _log.error("the watch over the documents has ended: %s", self._fault)

    async def _watch(self) -> None:
        if not await asyncio.to_thread(self._is_behind):
            self._built = await asyncio.to_thread(self._look)
        async with aclosing(self._stirrings()) as stirrings:
            async for _ in stirrings:
                seen, since = await self._settled()
                if seen == self._built and monotonic() < self._again:
                    continue
                if None not in seen.values():  # what isn't there isn't deleted: it may come back
                    await self._build(seen, since)

    async def _build(self, seen: Seen, since: float) -> None:
        """Rebuild what was seen, unless somebody has done so since then."""
        ended = await self._rebuild.ended()
        if not (ended.status == "done" and self._rebuild.began >= since):
            _log.info("documents have changed; rebuilding")
            with suppress(RebuildRunning):  # somebody was faster
                await self._rebuild.start(losses="some")
            ended = await self._rebuild.ended()
        self._built, self._again = seen, inf
        if ended.status == "done" and ended.change and ended.change.gone:
            _log.warning("measures that are gone with the documents: %d", ended.change.gone)
        if ended.status == "failed":
            self._again, self._pause = monotonic() + self._pause, min(2 * self._pause, _LONGEST_PAUSE)
        else:
            self._pause = _FIRST_PAUSE
        for remark in self.remarks:
            _log.warning("%s", remark)

    async def _settled(self) -> tuple[Seen, float]:
        """What is there once nothing has changed for a moment, and since when: files that grow are waited for."""
        seen, since = await asyncio.to_thread(self._look), monotonic()
        self.waiting = seen != self._built
        try:
            while seen != self._built:
                await asyncio.sleep(self._quiet)
                before, seen = seen, await asyncio.to_thread(self._look)
                if seen == before:
                    break
                since = monotonic()
        finally:
            self.waiting = False
        return seen, since

    async def _stirrings(self) -> AsyncGenerator[None, None]:
        """Yield whenever something may have changed, at first soon after the start."""
        while True:
            roots = await asyncio.to_thread(self._roots)
            self._note_missing([folder.name for folder in self._folders if folder not in roots])
            if not roots:
                await asyncio.sleep(self._tick)
                continue
            first = True
            try:
                async with aclosing(self._changes(roots)) as told:
                    async for changed in told:
                        if await asyncio.to_thread(self._roots) != roots:
                            break
                        if changed or first or monotonic() >= self._again:
                            first = False
                            yield
            except OSError as error:  # a folder has just vanished, or the system watches no more
                await asyncio.sleep(self._tick)
                if not self.polling and await asyncio.to_thread(self._roots) == roots:
                    _log.warning("the system doesn't tell of changes (%s); polling instead", error.strerror or error)
                    self.polling = True

    async def _changes(self, roots: Iterable[Path]) -> AsyncGenerator[bool, None]:
        """Yield True when the system, or polling, tells of a change, and False every now and then."""
        from watchfiles import awatch

        tick, quiet = (int(1_000 * seconds) for seconds in (self._tick, self._quiet))
        watched = awatch(
            *roots,
            watch_filter=None,
            debounce=tick,
            rust_timeout=tick,
            yield_on_timeout=True,
            force_polling=self.polling,
            poll_delay_ms=quiet,
            ignore_permission_denied=True,
        )
        async with aclosing(watched):
            async for changes in watched:
                yield bool(changes)

    def _roots(self) -> dict[Path, tuple[int, int]]:
        """The folders that are there, each with what tells it from another one of its name."""
        found = {}
        for folder in self._folders:
            with suppress(OSError):
                state = folder.stat()
                if folder.is_dir():
                    found[folder] = (state.st_dev, state.st_ino)
        return found

    def _note_missing(self, missing: Sequence[str]) -> None:
        for name in missing:
            if name not in self.missing:
                _log.warning("the folder %s isn't there; what was read of it goes on being served", name)
        for name in self.missing:
            if name not in missing:
                _log.info("the folder %s is there again", name)
        self.missing = tuple(missing)

    def _look(self) -> Seen:
        """The documents and settings of all folders. What the service itself writes isn't among them."""
        seen: dict[str, tuple[int, int, int] | None] = {}
        for folder in self._folders:
            if not folder.is_dir():
                seen[str(folder)] = None
                continue
            for path in (folder / CATALOGUE, *list_folder(folder).documents.values()):
                if any(path.is_relative_to(own) for own in self._own):
                    continue
                with suppress(OSError):  # gone while it was looked at, or no settings
                    state = path.stat()
                    seen[str(path)] = (state.st_size, state.st_mtime_ns, state.st_ino)
        return seen

    def _is_behind(self) -> bool:
        """Whether there is no index, or none of these folders, or anything in them is newer than it."""
        generations = Generations(self._index)
        if (name := generations.whole()) is None:
            return True
        try:
            manifest = Manifest.read(generations.path(name))
        except (IndexDamaged, OSError):  # replaced meanwhile
            return True
        if any(folder.is_dir() and not _is_known(folder, manifest.documents) for folder in self._folders):
            return True
        newest = max((time for folder in self._folders for time in _times(folder)), default=0.0)
        return datetime.fromtimestamp(newest, UTC) >= datetime.fromisoformat(manifest.built_at)


def _is_known(folder: Path, ids: Iterable[str]) -> bool:
    """Whether an index holds any document of a folder, whose ids end in folder, name and type of the file."""
    names = [Path(name) for name in list_folder(folder).documents]
    ends = tuple("-".join(map(slug, (*each.parent.parts, each.stem, each.suffix[1:]))) for each in names)
    return not ends or any(id.endswith(ends) for id in ids)


def _times(root: Path) -> Iterator[float]:
    """When each folder and file below `root` was changed, added or taken away; hidden ones apart."""
    for name, folders, files in os.walk(root):
        folders[:] = [each for each in folders if not each.startswith(".")]
        folder = Path(name)
        for path in (folder, *(folder / each for each in files if not each.startswith("."))):
            with suppress(OSError):
                state = path.stat()
                yield max(state.st_mtime, state.st_ctime)
