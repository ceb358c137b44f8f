"""Connections to PostgreSQL. The only module that imports psycopg, its pool and pgvector's adapters.

They are an extra: whoever sets no database needs none of them, and nothing imports this module.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import urlsplit

import psycopg
from pgvector.psycopg import register_vector
from psycopg_pool import ConnectionPool, PoolTimeout

from index.database.outage import DatabaseDown

_WAIT_SECONDS = 5.0
"""How long a connection may take to come about; a server that doesn't answer by then is down."""
_STATEMENT_SECONDS = 30
_MOST_CONNECTIONS = 4
_GONE = ("08", "57P")
"""How the codes begin of errors by which a server ends a connection, or doesn't take one."""


class Transaction(Protocol):
    """One transaction, in which statements are run."""

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Run a statement with `values` for its `%s`, and return its rows, none if it gives none."""
        ...

    def copy(self, table: str, columns: dict[str, str], rows: Iterator[Sequence[object]]) -> None:
        """Fill a table; `columns` maps names to types."""
        ...


class _Running:
    """Transaction on one connection."""

    def __init__(self, connection: psycopg.Connection[tuple[Any, ...]]) -> None:
        self._connection = connection

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        # without values there may be several statements, which the binary form doesn't allow
        cursor = self._connection.execute(statement.encode(), values or None, binary=bool(values))
        return cursor.fetchall() if cursor.description else []

    def copy(self, table: str, columns: dict[str, str], rows: Iterator[Sequence[object]]) -> None:
        named = ", ".join(columns)
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY {table} ({named}) FROM STDIN (FORMAT binary)".encode()) as copying,
        ):
            copying.set_types(list(columns.values()))
            for row in rows:
                copying.write_row(row)


class Database:
    """One database: the server that is written to and, if there are any, those that only read. Thread-safe.

    Connections are made when they are needed, and looked at before they are used, so that those that a restarted server
    has cut are replaced.
    """

    def __init__(self, url: str, read: str | None = None) -> None:
        """`url` is that of the server that is written to, `read` that of its replicas (None: the same)."""
        self.has_replicas = read is not None
        """Whether what is read may be behind what was written."""
        self._writing = _pool(url)
        self._reading = _pool(read) if read else self._writing
        self.name = _named(url)
        """Host and database, for people."""
        self._read_name = _named(read) if read else self.name

    @contextmanager
    def changing(self) -> Iterator[Transaction]:
        """Give one transaction on the server that is written to; it counts if the block succeeds, or not at all.

        Raises DatabaseDown.
        """
        with _connected(self._writing, self.name) as connection, connection.transaction():
            yield _Running(connection)

    @contextmanager
    def reading(self) -> Iterator[Transaction]:
        """Give one state of all tables to read, on a replica if there is one. Raises DatabaseDown."""
        with _connected(self._reading, self._read_name) as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield _Running(connection)

    @contextmanager
    def alone(self, what: int) -> Iterator[bool]:
        """Say whether nobody else on any machine is within such a block of this number; they may not wait for it.

        It is given up when the block ends, or the process or its connection. Raises DatabaseDown.
        """
        with _connected(self._writing, self.name) as connection:
            connection.autocommit = True
            try:
                found = connection.execute("SELECT pg_try_advisory_lock(%s)", (what,)).fetchone()
                yield bool(found and found[0])
            finally:
                if not connection.closed:
                    connection.execute("SELECT pg_advisory_unlock_all()")
                    connection.autocommit = False

    def outside(self, statement: str) -> None:
        """Run a statement that can't be part of a transaction. Raises DatabaseDown."""
        with _connected(self._writing, self.name) as connection:
            connection.autocommit = True
            try:
                connection.execute(statement.encode())
            finally:
                if not connection.closed:
                    connection.autocommit = False

    def close(self) -> None:
        """Close all connections."""
        self._writing.close()
        self._reading.close()


def _pool(url: str) -> "ConnectionPool[psycopg.Connection[tuple[Any, ...]]]":
    logging.getLogger("psycopg.pool").setLevel(logging.CRITICAL)  # whoever asks is told, once, and without the address
    options = f"-c search_path=lotse,public -c statement_timeout={_STATEMENT_SECONDS}s"
    return ConnectionPool(
        url,
        min_size=0,
        max_size=_MOST_CONNECTIONS,
        open=True,
        timeout=_WAIT_SECONDS,
        reconnect_timeout=_WAIT_SECONDS,
        check=ConnectionPool.check_connection,
        kwargs={"options": options, "connect_timeout": int(_WAIT_SECONDS), "application_name": "lotse"},
    )


def _learn_vectors(connection: "psycopg.Connection[tuple[Any, ...]]") -> None:
    """Let vectors of numpy be the database's, once it knows them."""
    if connection.execute("SELECT 1 FROM pg_type WHERE typname = 'vector'").fetchone():
        register_vector(connection)
    connection.commit()


@contextmanager
def _connected(
    pool: "ConnectionPool[psycopg.Connection[tuple[Any, ...]]]", name: str
) -> "Iterator[psycopg.Connection[tuple[Any, ...]]]":
    """Give a connection of a pool, and tell its failures as DatabaseDown."""
    try:
        with pool.connection() as connection:
            if connection.adapters.types.get("vector") is None:
                _learn_vectors(connection)
            yield connection
    except psycopg.errors.ReadOnlySqlTransaction as error:
        raise DatabaseDown(f"the database {name} can only be read at the moment") from error
    except psycopg.errors.QueryCanceled as error:
        raise DatabaseDown(f"the database {name} took longer than {_STATEMENT_SECONDS} s") from error
    except psycopg.errors.DiskFull as error:
        raise DatabaseDown(f"no space left in the database {name}") from error
    except psycopg.Error as error:
        if isinstance(error, PoolTimeout) or error.sqlstate is None or error.sqlstate.startswith(_GONE):
            raise DatabaseDown(f"the database {name} can't be reached, or refuses the connection") from error
        # what else an error says may quote what was sent
        raise DatabaseDown(f"the database {name}: {error.diag.message_primary}") from error


def _named(url: str) -> str:
    """Return host and database of an address."""
    parts = urlsplit(url)
    name = parts.path.strip("/") or "postgres"
    return f"{name}@{parts.hostname}" if parts.hostname else name
