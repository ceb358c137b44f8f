"""Publication: a whole generation goes into the database in one transaction, so that nobody ever reads half of one."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from corpus.document import Document
from corpus.measure import Measure
from index.chunks import Chunk
from index.database.connection import Database, Transaction
from index.database.outage import DatabaseDown
from index.sentences import Sentence
from index.store import Index

PIECE = 2**22
"""Bytes of a file that are sent and kept at a time."""
_TABLES = ("piece", "record")
_KEPT = 3
_GENERATION = re.compile(r"[0-9A-Za-z-]{1,40}")
_RECORD = {
    "generation": "text", "kind": "text", "position": "int4",
    "catalogue": "text", "content": "text", "embedding": "vector",
}  # fmt: skip
_PIECE = {"generation": "text", "file": "text", "number": "int4", "content": "bytea"}
_SWEEPING = 0x6C6F7464
_FORGET = """
    DELETE FROM generation WHERE name IN (
        SELECT name FROM generation WHERE state = 'earlier' ORDER BY name DESC OFFSET %s)
"""
_LEFT = """
    SELECT tables.name, format('lotse.%%I', part.relname), inhrelid IS NOT NULL, coalesce(inhdetachpending, false)
    FROM unnest(%s::text[]) AS tables (name)
    JOIN pg_class part ON starts_with(part.relname, tables.name || '-') AND part.relkind = 'r'
    LEFT JOIN pg_inherits ON inhrelid = part.oid
    WHERE part.relnamespace = 'lotse'::regnamespace
    AND NOT EXISTS (SELECT FROM generation WHERE part.relname = tables.name || '-' || generation.name)
"""


_ADAPTERS: dict[type, TypeAdapter[Any]] = {kind: TypeAdapter(kind) for kind in (Document, Measure, Chunk, Sentence)}


def publish(database: Database, index: Index, folder: Path, *, serve: bool) -> None:
    """Publish a generation that lies in `folder`; all services use it then if it is to `serve`, else it waits.

    Older ones but two are removed afterwards. Raises DatabaseDown; then the database is as it was.
    """
    name = index.generation
    with database.changing() as statements:
        statements.rows("SET LOCAL statement_timeout = 0")
        for table in _TABLES:
            statements.rows(f"CREATE TABLE {_partition(table, name)} (LIKE {table} INCLUDING ALL)")
        statements.copy(_partition("piece", name), _PIECE, _pieces(name, folder))
        statements.copy(_partition("record", name), _RECORD, _records(name, index))
        for table in _TABLES:
            part = _partition(table, name)
            statements.rows(f"ALTER TABLE {part} ADD CHECK (generation = '{name}')")  # else attaching would read it all
            statements.rows(f"ALTER TABLE {table} ATTACH PARTITION {part} FOR VALUES IN ('{name}')")
            statements.rows(f"ANALYZE {part}")
        manifest = index.manifest
        built = (name, manifest.format, manifest.encoder, manifest.analyser, manifest.built_at)
        statements.rows("INSERT INTO generation VALUES (%s, %s, %s, %s, %s, 'earlier')", *built)
        put(statements, name, "current" if serve else "waiting")
        statements.rows(_FORGET, _KEPT - 1)
    with suppress(DatabaseDown):  # what is left is removed after the next one
        sweep(database)


def put(statements: Transaction, name: str, state: str) -> None:
    """Make a generation the `current` one, or the one that is `waiting`, in place of another."""
    statements.rows("UPDATE generation SET state = 'earlier' WHERE state = %s", state)
    statements.rows("UPDATE generation SET state = %s WHERE name = %s", state, name)
    turned(statements)


def turned(statements: Transaction) -> None:
    """Count one more change of what is used or waits, so that replicas that are behind are known by it."""
    statements.rows("UPDATE turn SET number = number + 1")


def sweep(database: Database) -> None:
    """Remove what belongs to no generation any more. Whoever reads meanwhile is waited for, and holds up nobody.

    Raises DatabaseDown.
    """
    with database.alone(_SWEEPING) as alone:
        if not alone:  # another machine does it
            return
        with database.changing() as statements:
            left = statements.rows(_LEFT, list(_TABLES))
        for table, part, attached, pending in left:
            if attached:
                how = "FINALIZE" if pending else "CONCURRENTLY"
                database.outside(f"ALTER TABLE {table} DETACH PARTITION {part} {how}")
            database.outside(f"DROP TABLE {part}")


def _partition(table: str, name: str) -> str:
    """Return the name of the part of a table that holds a generation."""
    if not _GENERATION.fullmatch(name):
        raise ValueError(f"no name of a generation: {name!r}")
    return f'lotse."{table}-{name}"'


def _pieces(name: str, folder: Path) -> Iterator[Sequence[object]]:
    """Yield the files of a generation piece by piece."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        with path.open("rb") as file:
            number = 0
            while (content := file.read(PIECE)) or number == 0:
                yield name, path.relative_to(folder).as_posix(), number, content
                number += 1


def _records(name: str, index: Index) -> Iterator[Sequence[object]]:
    """Yield documents, measures, chunks and sentences with their catalogues and vectors."""
    catalogues = {id: document.catalogue for id, document in index.documents.items()}
    measure_vectors = index.measure_vectors.vectors()
    for position, document in enumerate(index.documents.values()):
        yield name, "document", position, document.catalogue, _json(document), None
    for position, measure in enumerate(index.measures):
        yield name, "measure", position, catalogues[measure.document], _json(measure), measure_vectors[position]
    vectors = index.vectors.vectors()
    for position, chunk in enumerate(index.chunks):
        yield name, "chunk", position, catalogues[chunk.document], _json(chunk), vectors[position]
    for position, sentence in enumerate(index.sentences.sentences):
        vector = index.sentences.vectors[position]
        yield name, "sentence", position, catalogues[sentence.document], _json(sentence), vector


def _json(record: object) -> str:
    return _ADAPTERS[type(record)].dump_json(record).decode()
