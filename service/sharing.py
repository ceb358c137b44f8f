"""Sharing: what several machines have in common in a database, as far as one is set. Its libraries load only then."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from index.database.outage import DatabaseDown
from index.encoders.encoder import Encoder
from index.encoders.load import load_encoder
from index.generations import IndexBusy
from index.store import Index
from service.settings import Settings

if TYPE_CHECKING:
    from index.database.mirror import Mirror
    from index.database.state_file import StateFile

_WRITTEN, _READ = "LOTSE_DATABASE", "LOTSE_DATABASE_READ"


def environment_of(settings: Settings) -> dict[str, str]:
    """Return what tells another process of the same database; arguments would show its password to everybody."""
    given = {_WRITTEN: settings.database, _READ: settings.database_read}
    return {name: address.get_secret_value() for name, address in given.items() if address}


def mirror_of(settings: Settings) -> "Mirror | None":
    """Return what keeps the folder of the index like the database's; None if none is set."""
    return mirror_in(environment_of(settings), settings.index, settings.model)


def mirror_in(environment: Mapping[str, str], root: Path, model: str | None) -> "Mirror | None":
    """Return the same for a process that was told by `environment_of`."""
    if _WRITTEN not in environment:
        return None
    from index.database.connection import Database
    from index.database.mirror import Mirror

    @cache
    def encoder() -> Encoder:
        return load_encoder(model)

    return Mirror(Database(environment[_WRITTEN], environment.get(_READ)), root, encoder)


@contextmanager
def shared_file(settings: Settings, path: Path) -> Iterator["StateFile | None"]:
    """Give what makes a file that of all machines; None if no database is set."""
    if (mirror := mirror_of(settings)) is None:
        yield None
        return
    try:
        yield mirror.state_file(path)
    finally:
        mirror.database.close()


@contextmanager
def building(mirror: "Mirror | None") -> Iterator[Callable[[Index, Path, bool], None] | None]:
    """Give what publishes a generation that is built, while no other machine builds; None if no database is set.

    Raises IndexBusy, or DatabaseDown.
    """
    if mirror is None:
        yield None
        return
    try:
        with mirror.building() as publish:
            yield publish
    finally:
        mirror.database.close()


def pulled(settings: Settings) -> str | None:
    """Make the index what the database has, if one is set; return why it can't be, if so, and what is here is used."""
    mirror = mirror_of(settings)
    try:
        if mirror:
            mirror.pull()
    except IndexBusy:  # another process of this machine does it
        return None
    except DatabaseDown as error:
        return str(error)
    finally:
        if mirror:
            mirror.database.close()
    return None
