"""Real servers on the loopback interface, and copies of the index for them."""

import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from index.generations import Generations
from service.app import create_app, create_server
from service.settings import Settings

_PATIENCE = 30.0
_INTERVAL = 0.02

Serve = Callable[..., httpx.Client]


@contextmanager
def serving(root: Path, **more: Any) -> Iterator[httpx.Client]:
    """A server for the index in `root`, and a client for it. The socket listens before the server runs."""
    settings = Settings(index=root, log_level="debug", check_seconds=0.05, **more)
    with running(create_app(settings), settings) as client:
        yield client


@contextmanager
def running(app: FastAPI, settings: Settings) -> Iterator[httpx.Client]:
    """A server for `app`, and a client for it."""
    server = create_server(app, settings)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = Thread(target=server.run, args=([listening],))
        thread.start()
        address = f"http://127.0.0.1:{listening.getsockname()[1]}"
        fresh = httpx.Limits(keepalive_expiry=1.0)  # the server ends connections that are idle for five seconds
        with httpx.Client(base_url=address, timeout=_PATIENCE, limits=fresh) as client:
            try:
                yield client
            finally:
                server.should_exit = True
                thread.join(_PATIENCE)


def wait_until(client: httpx.Client, fits: Callable[[httpx.Response], bool]) -> httpx.Response:
    """Ask /readyz until its answer fits."""
    deadline = monotonic() + _PATIENCE
    while not fits(answer := client.get("/readyz")):
        assert monotonic() < deadline, answer.text
        sleep(_INTERVAL)  # the server loads its index in this process
    return answer


def copied_generation(root: Path, name: str) -> Path:
    """A copy of the current generation under another name, which isn't the current one yet."""
    generations = Generations(root)
    current = generations.current()
    assert current
    return Path(shutil.copytree(generations.path(current), generations.path(name)))


@pytest.fixture(scope="session")
def client(built_index: Path) -> Iterator[httpx.Client]:
    """A client of a server that is ready."""
    with serving(built_index) as client:
        wait_until(client, lambda answer: answer.status_code == 200)
        yield client


@pytest.fixture
def own_root(built_index: Path, tmp_path: Path) -> Path:
    """A copy of the index that a test may change."""
    return Path(shutil.copytree(built_index, tmp_path / "own-index"))


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Starts servers that end with the test."""
    with ExitStack() as stack:
        yield lambda root, **settings: stack.enter_context(serving(root, **settings))


@pytest.fixture(scope="session")
def ask(client: httpx.Client) -> Callable[..., dict[str, Any]]:
    """Searches: the question and other parts of the body in, the JSON of the answer out."""

    def search(question: str, **body: Any) -> dict[str, Any]:
        answer = client.post("/api/search", json={"question": question, **body})
        assert answer.status_code == 200, answer.text
        found: dict[str, Any] = answer.json()
        return found

    return search


@pytest.fixture
def until() -> Callable[[httpx.Client, Callable[[httpx.Response], bool]], httpx.Response]:
    """Asks /readyz until its answer fits."""
    return wait_until


@pytest.fixture
def copy_generation() -> Callable[[Path, str], Path]:
    """Copies the current generation of an index."""
    return copied_generation
