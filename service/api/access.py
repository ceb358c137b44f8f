"""Access: who asks, what they may do, and how much of it.

Where keys are needed, a route that isn't named here is for administrators.
"""

import logging
import re
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.routing import BaseRoute, Match
from starlette.types import ASGIApp, Receive, Scope, Send

from service.access.key import READING, AccessKey, KeyScope
from service.access.rates import Rates, TooMany, household
from service.access.register import ADMINISTRATION, SHARED, Known, Register
from service.api.problems import ProblemError, problem_response

_OPEN = re.compile(
    r"/(?:healthz|readyz|openapi\.json|barrierefreiheit|verwaltung|static/.*|widget(?:-[^/]*)?\.js|api/config|api/widget)?",
    re.DOTALL,
)
"""What says nothing of any catalogue: the page itself, so that it can ask for a key, and how the service is."""
_TELLS_MORE = "/readyz"
"""An open path that says more to whoever has a key."""
_NEEDS: tuple[tuple[str, tuple[KeyScope, ...]], ...] = (
    ("/api/search", ("search",)),
    ("/api/chat", ("chat",)),
    ("/v1/", ("chat",)),
    ("/mcp", READING),
    ("/api/measures", READING),
    ("/api/documents/", READING),
    ("/api/facets", READING),
    ("/api/export", READING),
    ("/api/feedback", READING),
)
"""Paths by their beginnings, and the scopes of which one is needed."""
_ADMINISTERING = "/api/admin"
_ADMINISTRATION: tuple[KeyScope, ...] = ("admin",)
_SAFE = ("GET", "HEAD", "OPTIONS")
_BEARER = "service.bearer"
USER = "service.user"
"""Where `Proxied` puts the user that a trusted proxy names."""
GROUPS = "service.groups"
"""Where it puts the names of the user's groups, in lower case."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Bearer:
    """Who asks: `key` says what they may do, `who` names them, and requests of one `counted` are counted together."""

    key: AccessKey
    who: str
    counted: str


EVERYBODY = Bearer(AccessKey("", READING, datetime.min.replace(tzinfo=UTC)), "", "")
"""Those who ask a service without keys."""


def bearer_of(request: Request) -> Bearer | None:
    """Who asks; None if that is unknown, on a path that needs no key."""
    return cast("Bearer | None", request.scope.get(_BEARER))


def needed_scopes(path: str) -> tuple[KeyScope, ...]:
    """The scopes of which one is needed; none for what is open."""
    if _OPEN.fullmatch(path):
        return ()
    return next((scopes for start, scopes in _NEEDS if path.startswith(start)), _ADMINISTRATION)


def _unauthorised() -> ProblemError:
    return ProblemError("unauthorised", {"WWW-Authenticate": "Bearer"})


class Guarded:
    """Lets requests pass that may, says who asks, and refuses the others before anything is read or looked up."""

    def __init__(self, app: ASGIApp, register: Register, routes: Iterable[BaseRoute]) -> None:
        self._app = app
        self._register = register
        self._routes = routes
        self._rates = Rates()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self._app(scope, receive, send)
        with ExitStack() as answering:
            try:
                bearer = scope[_BEARER] = self._admitted(scope)
                if bearer and bearer is not EVERYBODY:
                    answering.enter_context(self._rates.counted(bearer.key, bearer.counted))
            except TooMany as error:
                refusal = ProblemError("too-many", {"Retry-After": str(error.seconds)})
            except ProblemError as error:
                refusal = error
            else:
                return await self._app(scope, receive, send)
        return await problem_response(Request(scope), refusal)(scope, receive, send)

    def _admitted(self, scope: Scope) -> Bearer | None:
        """Who asks, if they may. Raises ProblemError or TooMany."""
        known, path = self._register.known, _path(scope)
        needed = needed_scopes(path)
        if not known.closed and not path.startswith(_ADMINISTERING):
            return EVERYBODY
        if not needed and path != _TELLS_MORE:
            return None
        if needed == _ADMINISTRATION:
            if all(route.matches(scope)[0] is Match.NONE for route in self._routes):
                return None  # which is not found
            if not known.administered:
                raise ProblemError("not-found")
        return self._asking(scope, known, needed)

    def _asking(self, scope: Scope, known: Known, needed: tuple[KeyScope, ...]) -> Bearer | None:
        headers, user, address = Headers(scope=scope), scope.get(USER), (scope.get("client") or ("",))[0]
        vouched = known.user(user, scope.get(GROUPS, frozenset())) if user else None
        secret = self._secret(known, headers, address, optional=vouched is not None and _may(vouched, needed))
        by_proxy = Bearer(vouched, user, f"{vouched.name} {user}") if user and vouched else None
        bearer = _bearer(known, secret, by_proxy, headers.get("origin"), address)
        if bearer and bearer.key.user and scope["method"] not in _SAFE and _is_foreign(headers):
            raise ProblemError("forbidden")
        if bearer and _may(bearer.key, needed):
            return bearer
        if bearer:
            raise ProblemError("forbidden")
        if not needed:
            return None
        raise _unauthorised()

    def _secret(self, known: Known, headers: Headers, address: str, *, optional: bool) -> str:
        """The secret of a known key that was sent, if any. Wrong ones are counted, whoever sends them.

        Where it is `optional`, since a proxy vouches for a user who may do this, a wrong one is passed over, which may
        be the proxy's own; otherwise raises ProblemError, and TooMany while an address is locked out.
        """
        scheme, _, sent = headers.get("authorization", "").partition(" ")  # RFC 6750
        secret = sent.strip() if scheme.lower() == "bearer" else ""
        if not secret:
            return ""
        try:
            self._rates.check(address)
        except TooMany:
            if optional:
                return ""
            raise
        if known.bearer(secret):
            return secret
        if self._rates.wrong(address):
            _log.warning("too many wrong keys: an address is locked out")
        if optional:
            return ""
        raise _unauthorised()


def _may(key: AccessKey, needed: tuple[KeyScope, ...]) -> bool:
    return not needed or bool(set(needed) & set(key.scopes))


def _path(scope: Scope) -> str:
    """The path as routing sees it."""
    path, root_path = str(scope["path"]), str(scope.get("root_path", ""))
    return path.removeprefix(root_path) if path.startswith(f"{root_path}/") else path


def _bearer(known: Known, secret: str, user: Bearer | None, page: str | None, address: str) -> Bearer | None:
    """Who has the secret, is the user, or looks at the page that asks, in this order."""
    if secret and (key := known.bearer(secret)):
        shared = key.name in (SHARED, ADMINISTRATION)
        return Bearer(key, key.name, f"{key.name} {household(address)}" if shared else key.name)
    if user:
        return user
    if page and (key := known.origin(page)):
        return Bearer(key, key.name, f"{key.name} {household(address)}")
    return None


def _is_foreign(headers: Headers) -> bool:
    """Whether another site's page makes a browser ask, which sends along what the proxy knows its user by."""
    if site := headers.get("sec-fetch-site"):
        return site not in ("same-origin", "none")
    page = headers.get("origin")
    return page is not None and urlsplit(page).netloc != headers.get("host")
