"""Small files that services have in common: each machine has a copy, and the database decides."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from index.database.connection import Database, Transaction
from index.database.schema import has_table, migrated
from index.database.seen import sees_all
from index.files import replace_file, writing_to

_OWN_ALONE = 0o600
_HASH = "SELECT encode(sha256(content), 'hex') FROM lotse.state_file WHERE name = %s"
_CONTENT = "SELECT content FROM lotse.state_file WHERE name = %s"
_PUT = "INSERT INTO state_file VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET content = excluded.content"


class StateFile:
    """One file. A role that sees some catalogues only has it for itself: nothing is copied, nor passed on."""

    def __init__(self, database: Database, path: Path) -> None:
        self._database = database
        self._path = path

    def pull(self) -> None:
        """Make the copy what the database has; without any there it stays. Raises DatabaseDown, or NotWritten."""
        with self._database.reading() as statements:
            if has_table(statements, "state_file"):
                self._fetch(statements)

    @contextmanager
    def changing(self) -> Iterator[None]:
        """Let one service at a time change the file, which is what the database has, and pass on what it becomes.

        Raises DatabaseDown, or NotWritten; if it does so in the end, the next `pull` takes the change back.
        """
        if self._is_own():
            yield
            return
        migrated(self._database)
        with self._database.changing() as statements:
            statements.rows("LOCK TABLE state_file IN SHARE ROW EXCLUSIVE MODE")
            self._fetch(statements)
            yield
            statements.rows(_PUT, self._path.name, self._path.read_bytes())

    def _is_own(self) -> bool:
        """Whether it is that of a role that sees some catalogues."""
        with self._database.reading() as statements:
            return has_table(statements, "reader") and not sees_all(statements)

    def _fetch(self, statements: Transaction) -> None:
        """Copy the file unless it is the same already."""
        found = statements.rows(_HASH, self._path.name)
        if not found or found[0][0] == self._hash():
            return
        with writing_to(self._path.parent):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(self._path, statements.rows(_CONTENT, self._path.name)[0][0], _OWN_ALONE)

    def _hash(self) -> str | None:
        with writing_to(self._path.parent):
            return hashlib.sha256(self._path.read_bytes()).hexdigest() if self._path.exists() else None
