"""A mirror: the generations of a database, copied to a machine, which goes on searching while the database is down."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from index.database.connection import Database, Transaction
from index.database.outage import DatabaseDown
from index.database.publication import publish, put, sweep, turned
from index.database.schema import has_table, migrated
from index.database.seen import index_of_seen, sees_all
from index.database.state_file import StateFile
from index.encoders.encoder import Encoder
from index.files import new_file, writing_to
from index.generations import Generations, IndexBusy
from index.manifest import FORMAT, Manifest
from index.store import Index

Publish = Callable[[Index, Path, bool], None]
"""What publishes an index that lies in a folder, and says whether it is to serve."""
_BUILDING = 0x6C6F7462
_PIECES = "SELECT file, number FROM piece WHERE generation = %s ORDER BY file, number"
_CONTENT = "SELECT content FROM piece WHERE generation = %s AND file = %s AND number = %s"
_STATES = "SELECT state, name FROM generation WHERE state IN ('current', 'waiting')"
_BUILT = "SELECT format, built_at, encoder, analyser FROM generation WHERE name = %s"


class Mirror:
    """Keeps a folder of generations like the database's, and passes on what is done to them."""

    def __init__(self, database: Database, root: Path, encoder: Callable[[], Encoder]) -> None:
        """`encoder` gives the encoder, which is only needed by those who see some catalogues."""
        self.database = database
        self.generations = Generations(root)
        self._encoder = encoder
        self._turn = 0

    def pull(self) -> None:
        """Copy the generations that are used or wait, unless they are here, and point to them as the database does.

        Raises DatabaseDown; IndexBusy if another process of this machine does so; NotWritten; IndexDamaged.
        """
        with self.database.reading() as statements:
            if not has_table(statements, "generation"):
                return  # nothing was ever published
            [(turn,)] = statements.rows("SELECT number FROM lotse.turn")
            if turn < self._turn and self.database.has_replicas:
                return  # one that is behind what was seen already
            self._turn = turn
            states = dict(statements.rows(_STATES))
            for state in ("current", "waiting"):
                name = states.get(state)
                if name and name not in self.generations.names():
                    self._copy(statements, name, serve=state == "current")
        if (current := states.get("current")) and current != self.generations.current():
            self.generations.point_to(current)
        if (waiting := self.generations.waiting()) and waiting != states.get("waiting"):
            self.generations.discard(waiting)  # as it was on another machine

    def state_file(self, path: Path) -> StateFile:
        """Return what makes a file that of all machines."""
        return StateFile(self.database, path)

    @contextmanager
    def building(self) -> Iterator[Publish]:
        """Give what publishes a generation, while nobody else on any machine builds.

        Raises IndexBusy, or DatabaseDown.
        """
        migrated(self.database)
        with self.database.alone(_BUILDING) as alone:
            if not alone:
                raise IndexBusy(f"another machine is building the index of the database {self.database.name}")
            self.pull()
            yield lambda index, folder, serve: publish(self.database, index, folder, serve=serve)

    def point_to(self, name: str) -> None:
        """Make a generation the current one for all. Raises DatabaseDown, or ValueError if the database has it not."""
        with self.database.changing() as statements:
            if not statements.rows("SELECT name FROM generation WHERE name = %s", name):
                raise ValueError(f"no generation {name!r} in the database {self.database.name}")
            put(statements, name, "current")
        with suppress(IndexBusy):  # another process of this machine does it
            self.pull()

    def discard(self, name: str) -> None:
        """Delete a generation for all. Raises DatabaseDown, or ValueError if it is the current one."""
        with self.database.changing() as statements:
            statements.rows("DELETE FROM generation WHERE name = %s AND state <> 'current'", name)
            turned(statements)
        self.generations.discard(name)
        sweep(self.database)

    def _copy(self, statements: Transaction, name: str, *, serve: bool) -> None:
        """Copy a generation into the folder, or derive it of what is seen of it."""
        with self.generations.writing(serve=serve, name=name) as folder:
            if sees_all(statements):
                with writing_to(folder):
                    _fetch(statements, name, folder)
            else:
                format_, *built = statements.rows(_BUILT, name)[0]
                if format_ != FORMAT:
                    raise DatabaseDown(f"generation {name} was published by another version of this program")
                built_at, encoder, analyser = built
                whole = Manifest(format_, built_at, encoder, analyser, documents={}, files={})
                index = index_of_seen(statements, whole, name, self._encoder())
                if index is None:
                    raise DatabaseDown(f"generation {name} holds nothing of the catalogues that this role sees")
                index.save(folder)
            Manifest.load(folder)  # what has come over isn't put to use unless it is what was sent


def _fetch(statements: Transaction, name: str, folder: Path) -> None:
    """Write the files of a generation, piece by piece."""
    for file, number in statements.rows(_PIECES, name):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        with new_file(path) if number == 0 else path.open("ab") as written:
            written.write(statements.rows(_CONTENT, name, file, number)[0][0])
