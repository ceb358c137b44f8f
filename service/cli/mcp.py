"""The tools for language models over stdin and stdout, for a host that starts this command."""

import asyncio
import gc
import logging
import sys
from argparse import Namespace
from threading import Thread
from urllib.parse import urlsplit

from service.cli import inputs
from service.cli.errors import UsageError
from service.engine import Engine
from service.links import PageLinks
from service.server.log import CountingHandler, formatter
from service.sharing import mirror_of
from service.texts import of_terminal


def serve_host(options: Namespace) -> int:
    """Serve a host until it closes stdin. The index is loaded while the host introduces itself."""
    links = PageLinks(_address(options.address))
    settings = inputs.settings_of(options)
    log = CountingHandler(sys.stderr)
    log.setFormatter(formatter(settings.log_format))
    logging.basicConfig(level=logging.WARNING, handlers=[log])
    gc.disable()  # what is loaded now stays: looking for garbage in it takes a tenth of the start
    engine = Engine(settings.index, settings.model, frozenset, mirror_of(settings))
    loading = Thread(target=engine.refresh, daemon=True)
    loading.start()

    from service.mcp.server import McpAccess, serve_over_stdio
    from service.mcp.workspace import Workspace, served

    def workspace() -> Workspace:
        loading.join()
        engine.refresh()
        return served(engine.state, links, of_terminal())

    gc.freeze()
    gc.enable()
    asyncio.run(serve_over_stdio(McpAccess(workspace)))
    return 0


def _address(typed: str | None) -> str | None:
    """The address of the service. Raises UsageError if it isn't one."""
    if typed is None:
        return None
    parts = urlsplit(typed)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query or parts.fragment:
        raise UsageError(f"{typed!r} is not an address such as https://lotse.example")
    return typed.rstrip("/")
