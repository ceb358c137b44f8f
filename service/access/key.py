"""Keys: who may do what, in which catalogues, and until when."""

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal, get_args

KeyScope = Literal["search", "chat", "admin"]
SCOPES: tuple[KeyScope, ...] = get_args(KeyScope)
READING: tuple[KeyScope, ...] = ("search", "chat")
NAME = re.compile(r"\w[\w.@-]{0,59}")
EVERYBODY = "*"
GROUP = "group:"
"""How the name begins that stands for all users of a group."""
_PREFIX = "lotse_"
_BYTES = 32
_PER_MINUTE, _AT_ONCE = 600, 16


@dataclass(frozen=True)
class AccessKey:
    """What one bearer may do.

    Exactly one of three says who it is: `digest`, the SHA-256 of a secret; `user`, a name that a proxy vouches for
    (`erika@office.example`, `group:north`, `*@office.example`, or `*`); `origin`, a page that shows the widget.
    `catalogues` are all that it sees, None stands for every one. It gets `per_minute` requests and `at_once` answers at
    the same time.
    """

    name: str
    scopes: tuple[KeyScope, ...]
    created: datetime
    catalogues: tuple[str, ...] | None = None
    expires: datetime | None = None
    revoked: datetime | None = None
    digest: str | None = None
    user: str | None = None
    origin: str | None = None
    per_minute: int = _PER_MINUTE
    at_once: int = _AT_ONCE

    @property
    def state(self) -> Literal["valid", "expired", "revoked"]:
        """Whether it opens anything now."""
        if self.revoked:
            return "revoked"
        return "expired" if self.expires and self.expires <= datetime.now(UTC) else "valid"

    @property
    def visible(self) -> frozenset[str] | None:
        """The catalogues that it sees; None for every one."""
        return None if self.catalogues is None else frozenset(self.catalogues)


def new_secret() -> str:
    """Draw a secret that nobody guesses, whose beginning says what it is to whoever finds it."""
    return f"{_PREFIX}{secrets.token_urlsafe(_BYTES)}"


def secret_digest(secret: str) -> str:
    """Return what is kept of a secret. It is drawn from 256 bits, so that a quick hash can't be searched for it."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
