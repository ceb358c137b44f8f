"""Generations of a database: published whole, copied to the bit, and seen by catalogue."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.database.connection import Database
from index.database.mirror import Mirror
from index.database.outage import DatabaseDown
from index.database.publication import publish
from index.database.state_file import StateFile
from index.generations import IndexBusy
from index.manifest import NAME, Manifest, hashes
from index.restriction import restricted
from index.store import Index
from tests.index.conftest import FORM, FakeEncoder
from tests.postgres import Server

pytestmark = pytest.mark.postgres

Machine = Callable[[str], Mirror]


@pytest.fixture(scope="module")
def database(database_url: str) -> Iterator[Database]:
    found = Database(database_url)
    yield found
    found.close()


@pytest.fixture
def machine(database: Database, tmp_path: Path) -> Machine:
    """A machine's own folder of the index, kept like the database's."""
    return lambda name: Mirror(database, tmp_path / name, FakeEncoder)


def _documents(folder: Path, *titles: str, catalogue: str | None = None) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for title in titles:
        (folder / f"{title}.txt").write_text(FORM.format(title=title, group="Alleinerziehende"), "utf-8")
    if catalogue:
        (folder / "catalogue.toml").write_text(f'name = "{catalogue}"\n', "utf-8")
    return folder


def _built(mirror: Mirror, *folders: Path, serve: bool = True) -> str:
    """Build on a machine and publish; the name of the generation."""
    with mirror.building() as publish:
        corpus = Corpus.from_catalogues(folders)
        return build_index(corpus, FakeEncoder(), mirror.generations.root, publish=publish, serve=serve).generation


def _folder(mirror: Mirror) -> Path:
    current = mirror.generations.current()
    assert current
    return mirror.generations.path(current)


def _titles(mirror: Mirror) -> set[str]:
    return {measure.title for measure in Index.load(mirror.generations.root, FakeEncoder()).measures}


def test_nothing_was_published(machine: Machine) -> None:
    """A new machine has nothing to copy, which is no failure."""
    machine("a").pull()
    assert machine("a").generations.names() == []


def test_what_is_published_is_copied_to_the_bit(few_concepts: None, machine: Machine, tmp_path: Path) -> None:
    """Another machine has the same files under the same name, and serves what the first built last."""
    first, second = machine("a"), machine("b")
    documents = _documents(tmp_path / "documents", "Wegweiser")
    name = _built(first, documents)
    second.pull()
    assert second.generations.current() == name
    assert hashes(_folder(second)) == hashes(_folder(first))
    assert (_folder(second) / NAME).read_bytes() == (_folder(first) / NAME).read_bytes()
    newer = _built(second, _documents(documents, "Rückenwind"))
    first.pull()
    assert first.generations.current() == newer
    assert _titles(first) == {"Wegweiser", "Rückenwind"}


def test_one_that_waits(few_concepts: None, machine: Machine, tmp_path: Path) -> None:
    """It waits on every machine, until any of them decides for all."""
    first, second = machine("a"), machine("b")
    used = _built(first, _documents(tmp_path / "documents", "Wegweiser", "Rückenwind"))
    waiting = _built(first, _documents(tmp_path / "fewer", "Wegweiser"), serve=False)
    second.pull()
    assert (second.generations.current(), second.generations.waiting()) == (used, waiting)
    second.point_to(waiting)
    first.pull()
    assert (first.generations.current(), first.generations.waiting()) == (waiting, None)
    rejected = _built(first, _documents(tmp_path / "others", "Neustart"), serve=False)
    second.pull()
    second.discard(rejected)
    first.pull()
    assert (first.generations.waiting(), rejected in first.generations.names()) == (None, False)
    with pytest.raises(ValueError, match=r"no generation '20990101T000000-00000001' in the database lotse_"):
        first.point_to("20990101T000000-00000001")


def test_two_machines_dont_build_at_once(machine: Machine) -> None:
    """The second is told so."""
    with (
        machine("a").building(),
        pytest.raises(IndexBusy, match="another machine is building"),
        machine("b").building(),
    ):
        pass


def test_a_publication_that_fails_isnt_seen(
    few_concepts: None, machine: Machine, database: Database, database_url: str, tmp_path: Path
) -> None:
    """Not by others and not on the machine itself; nothing of it is left, and the next one succeeds."""
    first, second = machine("a"), machine("b")
    documents = _documents(tmp_path / "documents", "Wegweiser")
    used = _built(first, documents)
    with psycopg.connect(database_url, autocommit=True) as connection:
        connection.execute("ALTER TABLE lotse.generation ADD CONSTRAINT none CHECK (false) NOT VALID")
        with pytest.raises(DatabaseDown, match=r'violates check constraint "none"$'):
            _built(first, _documents(documents, "Rückenwind"))
        connection.execute("ALTER TABLE lotse.generation DROP CONSTRAINT none")
        parts = "SELECT count(*) FROM pg_class WHERE relkind = 'r' AND relname ~ '^(piece|record)-'"
        before = connection.execute(parts).fetchone()
        second.pull()
        assert first.generations.current() == second.generations.current() == used
        assert first.generations.names()[0] == used
        built = Index.load(first.generations.root, FakeEncoder())
        for number in range(1, 5):
            newest = f"20990101T000000-0000000{number}"
            publish(database, replace(built, generation=newest), _folder(first), serve=True)
        assert connection.execute(parts).fetchone() == (6,), f"was {before}"
        kept = connection.execute("SELECT name FROM lotse.generation ORDER BY name DESC").fetchall()
    assert len(kept) == 3
    assert kept[0] == (newest,)


def test_who_sees_some_catalogues(few_concepts: None, postgres: Server, database_url: str, tmp_path: Path) -> None:
    """Their machine gets the index that their catalogue alone would have, and not a byte of the others."""
    owner, encoder = Database(database_url), FakeEncoder()
    north = _documents(tmp_path / "north", "Wegweiser", catalogue="Nord")
    south = _documents(tmp_path / "south", "Rückenwind", catalogue="Süd")
    whole = Mirror(owner, tmp_path / "whole", FakeEncoder)
    name = _built(whole, north, south)
    with psycopg.connect(database_url, autocommit=True) as connection:
        for role in ("nord", "alle", "niemand"):
            connection.execute(f"CREATE ROLE {role} LOGIN PASSWORD '{role}'".encode())
        connection.execute("CALL lotse.admit('nord', ARRAY['Nord'])")
        connection.execute("CALL lotse.admit('alle', NULL)")
    database = urlsplit(database_url).path.strip("/")

    def seen(role: str) -> Path:
        reader = Database(postgres.database(database, role))
        try:
            mirror = Mirror(reader, tmp_path / role, FakeEncoder)
            mirror.pull()
        finally:
            reader.close()
        assert mirror.generations.current() == name
        return _folder(mirror)

    theirs = seen("nord")
    own = restricted(Index.load(tmp_path / "whole", encoder), {"Nord"}, encoder)
    assert own
    (tmp_path / "own").mkdir()
    own.save(tmp_path / "own")
    assert hashes(theirs) == hashes(tmp_path / "own")
    assert list(Manifest.load(theirs).documents) == ["nord-wegweiser-txt"]
    assert not any("Rückenwind".encode() in path.read_bytes() for path in theirs.rglob("*") if path.is_file())
    assert hashes(seen("alle")) == hashes(_folder(whole))
    with pytest.raises(DatabaseDown, match="permission denied for schema lotse"):
        seen("niemand")
    reader = Database(postgres.database(database, "nord"))
    keys = StateFile(reader, tmp_path / "nord" / "keys.json")
    with keys.changing():
        (tmp_path / "nord" / "keys.json").write_text("their own")
    keys.pull()
    reader.close()
    assert (tmp_path / "nord" / "keys.json").read_text() == "their own"
    with psycopg.connect(database_url) as connection:
        assert connection.execute("SELECT count(*) FROM lotse.state_file").fetchone() == (0,)
    with psycopg.connect(postgres.database(database, "nord")) as connection:
        titles = connection.execute("SELECT content->>'title' FROM lotse.record WHERE kind = 'measure'").fetchall()
        pieces = connection.execute("SELECT count(*) FROM lotse.piece").fetchone()
        others = connection.execute("SELECT role FROM lotse.reader").fetchall()
    assert (titles, pieces, others) == ([("Wegweiser",)], (0,), [("nord",)])
    owner.close()
