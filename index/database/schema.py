"""The tables: numbered migrations, each run once, all that are missing in one transaction."""

from importlib.resources import files

from index.database.connection import Database, Transaction
from index.database.outage import DatabaseDown

_LOCK = 0x6C6F747365  # "lotse": so that two who start at once don't both migrate


def migrated(database: Database) -> int:
    """Bring the tables up to date, and return the number of the last migration.

    Raises DatabaseDown, also if the tables are those of a newer version.
    """
    steps = _steps()
    with database.changing() as statements:
        done = _done(statements)
        if done == len(steps):
            return done
        if done > len(steps):
            raise DatabaseDown(f"the database {database.name} is of a newer version (tables {done}, not {len(steps)})")
        statements.rows("SELECT pg_advisory_xact_lock(%s)", _LOCK)
        if (done := _done(statements)) == 0:
            statements.rows("CREATE EXTENSION IF NOT EXISTS vector SCHEMA public")
            statements.rows("CREATE SCHEMA IF NOT EXISTS lotse")
            statements.rows("CREATE TABLE lotse.migration (number integer PRIMARY KEY)")
        for number, step in enumerate(steps[done:], done + 1):
            statements.rows(step)
            statements.rows("INSERT INTO lotse.migration VALUES (%s)", number)
    return len(steps)


def has_table(statements: Transaction, name: str) -> bool:
    """Return whether there is a table of this name."""
    # to_regclass would answer by what the session has cached while it waited for others
    found = "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = 'lotse' AND tablename = %s)"
    return bool(statements.rows(found, name)[0][0])


def _done(statements: Transaction) -> int:
    """Return the number of the last migration that has been run, 0 without any."""
    if not has_table(statements, "migration"):
        return 0
    return int(statements.rows("SELECT coalesce(max(number), 0) FROM lotse.migration")[0][0])


def _steps() -> list[str]:
    """Return the migrations in their order."""
    folder = files("index.database") / "migrations"
    found = sorted(file.name for file in folder.iterdir() if file.name.endswith(".sql"))
    return [(folder / name).read_text("utf-8") for name in found]
