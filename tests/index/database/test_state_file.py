"""Files and tables that services have in common."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest

from index.database.connection import Database
from index.database.outage import DatabaseDown
from index.database.schema import migrated
from index.database.state_file import StateFile

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    yield found
    found.close()


def test_tables_are_made_once(database: Database) -> None:
    """Also if several begin at the same time."""
    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(lambda _: migrated(database), range(4))) == [2] * 4


def test_a_change_is_one_for_all(database: Database, tmp_path: Path) -> None:
    """The other machine's file becomes the same, and what is changed there begins with that."""
    here, there = tmp_path / "here" / "keys.json", tmp_path / "there" / "keys.json"
    first, second = StateFile(database, here), StateFile(database, there)
    here.parent.mkdir()
    here.write_text("of before")
    first.pull()
    assert here.read_text() == "of before"
    with first.changing():
        here.write_text("one")
    second.pull()
    assert (there.read_text(), there.stat().st_mode & 0o777) == ("one", 0o600)
    there.unlink()
    with second.changing():
        assert there.read_text() == "one"
        there.write_text("two")
    first.pull()
    assert here.read_text() == "two"


def test_a_change_that_fails(database: Database, tmp_path: Path) -> None:
    """It is none, and what is left of it here is taken back."""
    path = tmp_path / "other.json"
    shared = StateFile(database, path)
    with shared.changing():
        path.write_text("before")

    def fail() -> None:
        with shared.changing():
            path.write_text("after")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    shared.pull()
    assert path.read_text() == "before"


def test_statements_that_the_database_refuses(database: Database) -> None:
    """What is said names the database and the reason, and none of what was sent."""
    with pytest.raises(DatabaseDown) as caught, database.changing() as statements:
        statements.rows("INSERT INTO state_file VALUES (%s, NULL)", "a secret")
    assert str(caught.value) == (
        f"the database {database.name}: "
        'null value in column "content" of relation "state_file" violates not-null constraint'
    )
    with pytest.raises(DatabaseDown, match="can only be read at the moment"), database.reading() as statements:
        statements.rows("DELETE FROM state_file")


def test_tables_of_a_newer_version(database_url: str, database: Database) -> None:
    """They are left alone."""
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("INSERT INTO lotse.migration VALUES (99)")
        with pytest.raises(DatabaseDown, match=r"is of a newer version \(tables 99, not 2\)$"):
            migrated(database)
        connection.execute("DELETE FROM lotse.migration WHERE number = 99")
