"""Connections that nobody can hold for ever: limits on their number, and on the time that a request may take.

uvicorn limits only how long a connection may be idle between two requests. Everything else about HTTP is left to it.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

BACKLOG = 128
"""Connections that wait to be accepted. asyncio tries to accept, and complains, so many times in one go."""
MEBIBYTE = 2**20
_SECONDS_PER_MEBIBYTE = 20.0
"""An upload may take longer, as long as it arrives at 50 kB a second."""
_READ = 4 * 1024
"""Bytes read at once: what a client can make the parser do in one go stays short."""
_FINISH = 2.0
"""Seconds that a request which has begun to arrive still has when the service stops."""
_LINGER = 1.0
_OWES = (h11.IDLE, h11.SEND_BODY)
_EMPTY = b"Content-Length: 0\r\nConnection: close\r\nCache-Control: no-store\r\n\r\n"
_TIMEOUT = b"HTTP/1.1 408 Request Timeout\r\n" + _EMPTY
_REFUSED = b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\n" + _EMPTY
Refusals = Callable[[bytes, str], bytes | None]
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ConnectionLimits:
    """How many connections there may be, in all and from one address, and how many seconds a request may take."""

    connections: int
    per_address: int
    seconds: float


class OpenConnections:
    """The open connections of one server, by address, and what holds for each.

    `refusals` is given what begins a request and the address that sent it, and returns the whole response if that is
    to be refused right away.
    """

    def __init__(self, limits: ConnectionLimits, refusals: Refusals) -> None:
        self.limits = limits
        self.refusals = refusals
        self._by_address: dict[str, dict[LimitedProtocol, None]] = {}
        self._number = 0

    def add(self, connection: "LimitedProtocol") -> None:
        """Count a connection. If there are too many, the one that has owed a request longest is closed.

        That may be the new one itself, if all others are being answered.
        """
        same = self._by_address.setdefault(connection.address, {})
        same[connection] = None
        self._number += 1
        if len(same) > self.limits.per_address:
            _longest_silent(same).refuse("too many connections from one address")
        elif self._number > self.limits.connections:
            everyone = {each: None for some in self._by_address.values() for each in some}
            _longest_silent(everyone).refuse("too many connections")

    def remove(self, connection: "LimitedProtocol") -> None:
        """Forget a connection; it may be forgotten already."""
        same = self._by_address.get(connection.address, {})
        if connection in same:
            del same[connection]
            self._number -= 1
        if not same:
            self._by_address.pop(connection.address, None)


def _longest_silent(connections: "dict[LimitedProtocol, None]") -> "LimitedProtocol":
    return min(connections, key=lambda each: each.owing_since)


class LimitedProtocol(H11Protocol):
    """One connection under limits. A request that isn't whole in time is answered 408, and the connection is closed."""

    open_connections: ClassVar[OpenConnections]

    address = ""
    owing_since = float("inf")
    """When the client began to owe us a request or the rest of one, in the loop's time; infinite while it doesn't."""
    _received = 0
    _deadline: asyncio.TimerHandle | None = None
    _unread: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        transport.max_size = _READ  # type: ignore[attr-defined]  # what asyncio passes to recv()
        self.address = self.client[0] if self.client else ""
        self._watch()
        self.open_connections.add(self)

    def data_received(self, data: bytes) -> None:
        if self.transport.is_closing():
            return
        begins = self.conn.their_state is h11.IDLE and not self._received
        if begins and (refusal := self.open_connections.refusals(data, self.address)) is not None:
            self.transport.write(refusal)
            self._idle()
        else:
            self._received += len(data)
            super().data_received(data)
        self._watch()

    def on_response_complete(self) -> None:
        super().on_response_complete()
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self.open_connections.remove(self)
        self._cancel()
        super().connection_lost(exc)

    def pause_writing(self) -> None:
        super().pause_writing()
        self._unread = self._unread or self.loop.call_later(
            self.open_connections.limits.seconds, self._abort, "an answer isn't read"
        )

    def resume_writing(self) -> None:
        super().resume_writing()
        if self._unread:
            self._unread.cancel()
            self._unread = None

    def shutdown(self) -> None:
        super().shutdown()
        if self.conn.their_state in _OWES and not self.transport.is_closing():
            self.loop.call_later(_FINISH, self._end, _TIMEOUT)

    def refuse(self, why: str) -> None:
        """Close the connection to make room for others."""
        _log.warning("connection closed: %s", why)
        self.open_connections.remove(self)
        self._end(_REFUSED)

    def _idle(self) -> None:
        """Wait for another request, as after an answer."""
        self._stop_clock()
        self._unset_keepalive_if_required()
        self.timeout_keep_alive_task = self.loop.call_later(self.timeout_keep_alive, self.timeout_keep_alive_handler)

    def _watch(self) -> None:
        """Start the clock when the client owes something, and stop it once a request is whole."""
        if self.transport.is_closing() or self.conn.their_state not in _OWES:
            self._stop_clock()
        elif self._deadline is None:
            self.owing_since, self._received = self.loop.time(), 0
            self._deadline = self.loop.call_later(self.open_connections.limits.seconds, self._expired)

    def _expired(self) -> None:
        allowed = self.open_connections.limits.seconds + self._received // MEBIBYTE * _SECONDS_PER_MEBIBYTE
        left = self.owing_since + allowed - self.loop.time()
        if left > 0:
            self._deadline = self.loop.call_later(left, self._expired)
        else:
            _log.warning("connection closed: a request isn't whole after %.0f s", allowed)
            self._end(_TIMEOUT)

    def _end(self, said: bytes) -> None:
        """Close the connection, saying why if the client has begun a request that nothing answers yet."""
        self._stop_clock()
        if self.transport.is_closing():
            return
        answering = self.cycle is not None and self.cycle.response_started and not self.cycle.response_complete
        if self._received and not answering:
            self.transport.write(said)
        self.transport.close()
        self.loop.call_later(_LINGER, self.transport.abort)

    def _abort(self, why: str) -> None:
        _log.warning("connection closed: %s", why)
        self.transport.abort()

    def _stop_clock(self) -> None:
        self.owing_since = float("inf")
        if self._deadline:
            self._deadline.cancel()
            self._deadline = None

    def _cancel(self) -> None:
        self._stop_clock()
        if self._unread:
            self._unread.cancel()
            self._unread = None


def limited_protocol(limits: ConnectionLimits, refusals: Refusals) -> type[LimitedProtocol]:
    """The protocol for one server: its connections are counted together."""
    return type("_Limited", (LimitedProtocol,), {"open_connections": OpenConnections(limits, refusals)})
