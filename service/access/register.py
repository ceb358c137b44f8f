"""The register: who is known to a running service, from its settings and the file of keys, which it reads again."""

import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from index.database.outage import DatabaseDown
from index.files import NotWritten
from service.access.key import EVERYBODY, GROUP, READING, SCOPES, AccessKey, KeyScope, secret_digest
from service.access.key_file import KeyFile, KeysDamaged
from service.settings import Settings

if TYPE_CHECKING:
    from index.database.state_file import StateFile

SHARED, ADMINISTRATION, USERS = "LOTSE_KEY", "LOTSE_ADMIN_KEY", "LOTSE_USER_HEADER"
"""Names of what lets somebody in without the file of keys: settings."""
_SHARED_AT_ONCE = 64
_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Known:
    """The keys at one moment. While it isn't `closed`, everybody may search and converse, and keys only administer."""

    closed: bool = True
    by_digest: Mapping[str, AccessKey] = field(default_factory=dict)
    by_user: Mapping[str, AccessKey] = field(default_factory=dict)
    by_origin: Mapping[str, AccessKey] = field(default_factory=dict)

    @property
    def administered(self) -> bool:
        """Whether any key opens the administration."""
        keys = (*self.by_digest.values(), *self.by_user.values())
        return any("admin" in key.scopes and key.state == "valid" for key in keys)

    def bearer(self, secret: str) -> AccessKey | None:
        """The key of a secret; None if there is none, or none that is valid."""
        return _valid(self.by_digest.get(secret_digest(secret)))

    def user(self, name: str, groups: frozenset[str] = frozenset()) -> AccessKey | None:
        """The key of a user: their own counts before the first valid one of `groups`, in the order of the file.

        Then come those of a domain and of everybody. One that was revoked or has expired isn't replaced by a wider one.
        """
        name = name.casefold()
        _, at, domain = name.rpartition("@")
        member = [each for each in self.by_user if each.startswith(GROUP) and each.removeprefix(GROUP) in groups]
        member.sort(key=lambda each: self.by_user[each].state != "valid")
        patterns = ("" if name.startswith(GROUP) else name, *member, f"*@{domain}" if at else "", EVERYBODY)
        return _valid(next((self.by_user[each] for each in patterns if each in self.by_user), None))

    def origin(self, page: str) -> AccessKey | None:
        """The key of a page that shows the widget."""
        return _valid(self.by_origin.get(page))

    def views(self) -> frozenset[frozenset[str]]:
        """The sets of catalogues that somebody may see without seeing all."""
        keys = (*self.by_digest.values(), *self.by_user.values(), *self.by_origin.values())
        return frozenset(key.visible for key in keys if key.visible is not None and key.state == "valid")


class Register:
    """The keys that are known now. Thread-safe: `known` is replaced as a whole.

    What is closed stays so: a file that vanishes, or can't be read any more, opens nothing.
    """

    def __init__(self, settings: Settings, shared: "StateFile | None" = None) -> None:
        """`shared` makes the keys those of all machines; while it can't be asked, those count that are known here."""
        self._file = KeyFile(settings.keys_file, shared)
        self._away = False
        self._heard = shared is None
        self._pull()
        self._own = dict(_own_keys(settings))
        users = (
            {EVERYBODY: AccessKey(USERS, READING, datetime.now(UTC), user=EVERYBODY)} if settings.user_header else {}
        )
        closed = any(each is not None for each in (settings.key, settings.user_header, settings.keys))
        self._without_file = Known(closed, self._own, users)
        self._stamp = _stamp(self._file.path)
        self.known = self._read()

    def refresh(self) -> None:
        """Read the file again if it has changed, here or on another machine."""
        heard = self._heard
        self._pull()
        if (stamp := _stamp(self._file.path)) != self._stamp:
            self._stamp = stamp
            self._without_file = Known(by_digest=self._own)
            self.known = self._read()
        elif heard != self._heard:
            self.known = self._read()

    def _pull(self) -> None:
        """Fetch the keys of all machines; what keeps that from being done is said once."""
        try:
            self._file.pull()
        except (DatabaseDown, NotWritten) as error:
            if not self._away:
                _log.warning("the keys of all machines can't be fetched: %s", error)
            self._away = True
        else:
            self._away, self._heard = False, True

    def _read(self) -> Known:
        try:
            keys = self._file.read()
        except KeysDamaged as error:
            _log.error("%s; none of its keys is accepted", error)
            return Known(by_digest=self._own)
        if keys is None:
            return self._without_file if self._heard else Known(by_digest=self._own)  # other machines may have some
        return Known(
            by_digest={**{key.digest: key for key in keys if key.digest}, **self._own},
            by_user={key.user.casefold(): key for key in keys if key.user},
            by_origin={key.origin: key for key in keys if key.origin},
        )


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What is another one whenever a file, or who may read it, has changed; None without one."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_ctime_ns, found.st_size


def _own_keys(settings: Settings) -> Iterator[tuple[str, AccessKey]]:
    """The keys that are settings, by their digests. One that is both may do both."""
    if settings.key:
        secret = secret_digest(settings.key.get_secret_value())
        yield secret, AccessKey(SHARED, READING, datetime.now(UTC), digest=secret, at_once=_SHARED_AT_ONCE)
    if settings.admin_key:
        secret = secret_digest(settings.admin_key.get_secret_value())
        scopes: tuple[KeyScope, ...] = SCOPES if settings.admin_key == settings.key else ("admin",)
        yield secret, AccessKey(ADMINISTRATION, scopes, datetime.now(UTC), digest=secret, at_once=_SHARED_AT_ONCE)


def _valid(key: AccessKey | None) -> AccessKey | None:
    return key if key and key.state == "valid" else None
