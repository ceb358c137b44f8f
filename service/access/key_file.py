"""The file of keys: no secret stands in it, and every change is one step on disk."""

import json
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import TypeAdapter

from index.files import locked, replace_file, sealed, unsealed, writing_to
from service.access.key import NAME, AccessKey

if TYPE_CHECKING:
    from index.database.state_file import StateFile

_KEYS = TypeAdapter(tuple[AccessKey, ...])
_FORMAT = 1


class KeysDamaged(Exception):
    """The file of keys can't be read; the message says why. Until it is mended nobody is let in."""


class KeyRefused(ValueError):
    """A key that can't be added or revoked; the message says why."""


class KeyFile:
    """The keys of one service, in the order in which they were added. Revoked ones stay, so their names stay taken."""

    def __init__(self, path: Path, shared: "StateFile | None" = None) -> None:
        """`shared` makes it one that other machines have as well."""
        self.path = path
        self._shared = shared

    def pull(self) -> None:
        """Make the file what all machines have. Raises DatabaseDown, or NotWritten."""
        if self._shared:
            self._shared.pull()

    def read(self) -> tuple[AccessKey, ...] | None:
        """Return the keys; None if there is no file. Raises KeysDamaged."""
        try:
            content = self.path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise KeysDamaged(f"{self.path} can't be read: {error.strerror}") from error
        try:
            found = unsealed(content)
            if found["format"] != _FORMAT:
                raise ValueError(f"it has format {found['format']}, not {_FORMAT}")
            return _KEYS.validate_python(found["keys"])
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            kind = type(error).__name__ if "\n" in str(error) else error
            raise KeysDamaged(f"{self.path} is damaged: {kind}") from error

    def add(self, key: AccessKey) -> None:
        """Add a key. Raises KeyRefused if its name isn't one or is taken, KeysDamaged, NotWritten, or DatabaseDown."""
        if not NAME.fullmatch(key.name):
            raise KeyRefused(f"{key.name!r} is no name: 1 to 60 letters, digits, and the signs . _ - @")
        if not key.scopes:
            raise KeyRefused("a key without a scope opens nothing")
        if "admin" in key.scopes and key.catalogues is not None:
            raise KeyRefused("the administration is of all catalogues; a key for some of them can't have it")
        if "admin" in key.scopes and key.origin:
            raise KeyRefused("a page that shows the widget can't have the administration")

        def added(keys: Sequence[AccessKey]) -> tuple[AccessKey, ...]:
            if any(each.name == key.name for each in keys):
                raise KeyRefused(f"there is or was a key {key.name!r}; names aren't given twice")
            return (*keys, key)

        self._change(added)

    def revoke(self, name: str) -> None:
        """Revoke a key. Raises KeyRefused if there is none of this name, KeysDamaged, NotWritten, or DatabaseDown."""

        def revoked(keys: Sequence[AccessKey]) -> tuple[AccessKey, ...]:
            if not any(each.name == name and not each.revoked for each in keys):
                raise KeyRefused(f"there is no key {name!r}")
            now = datetime.now(UTC)
            return tuple(replace(each, revoked=now) if each.name == name else each for each in keys)

        self._change(revoked)

    def _change(self, changed: Callable[[Sequence[AccessKey]], tuple[AccessKey, ...]]) -> None:
        folder = self.path.parent
        with writing_to(folder):
            folder.mkdir(parents=True, exist_ok=True)
        together = self._shared.changing() if self._shared else nullcontext()
        with locked(folder / f".{self.path.name}.lock"), together:
            listed = json.loads(_KEYS.dump_json(changed(self.read() or ())))
            replace_file(self.path, sealed({"format": _FORMAT, "keys": listed}), 0o600)
