"""Admission: so many requests are worked on, so many wait, and all others are refused at once, so that none waits long.

What is admitted is a whole request: its body has been read before it takes a seat that others could use.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import monotonic

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from service.access.rates import household
from service.api.problems import ProblemError, problem_response

_WORKED_FOR = ("/api/", "/v1/", "/mcp")
_ADMINISTERED = "/api/admin"
"""Whoever has a key for it must be able to act while all others are refused, and uploads are stored as they come."""
_PATIENCE = 0.5
"""Seconds that a request waits at most, behind one that takes long."""
_WELL_WITHIN = 0.5
"""The share of them after which the turn of the last in the queue should have come."""
_LONG = 0.25
"""Seconds after which a request, which may take long, lets the next one begin beside it; one request at a time may."""
_REMEMBERED = 8
"""Requests over which their usual duration is followed."""
_RECENTLY = 2.0
"""Seconds after which a refusal no longer says that the service is overloaded."""
RETRY = {"Retry-After": "2"}
_MOST_HELD = 64 * 1024 * 1024
"""Bytes of bodies that are held at once."""
_SEAT = "service.seat"


class Admission:
    """The seats at work and in the queue, which is served in order.

    So many may wait that each turn comes well within the patience, as long as requests take as long as those before:
    who would wait in vain keeps the service from answering others. One address gets at most half of the queue.
    """

    def __init__(self, seats: int, queue: int, patience: float = _PATIENCE) -> None:
        self._free = self._seats = seats
        self._queue = queue
        self._patience = patience
        self._pace = 0.0
        self._beside = False
        self._waiting: dict[asyncio.Future[None], str] = {}
        self._by_address: Counter[str] = Counter()
        self._held = 0
        self._refused = -_RECENTLY
        self.refusals = 0
        """How many requests have been refused."""

    @property
    def waiting(self) -> int:
        """How many requests are in the queue."""
        return len(self._waiting)

    @property
    def overloaded(self) -> bool:
        """Whether a request has been refused within the last seconds."""
        return monotonic() - self._refused < _RECENTLY

    def is_full_for(self, address: str) -> bool:
        """Whether nobody may wait any more, or nobody of this address."""
        soon = self._patience * _WELL_WITHIN / self._pace if self._pace else self._queue
        room = min(self._queue, max(soon, 1))
        return len(self._waiting) >= room or self._by_address[address] >= max(1, room / 2)

    def refuse(self) -> ProblemError:
        """Note that a request is refused, and return why."""
        self._refused = monotonic()
        self.refusals += 1
        return ProblemError("overloaded", RETRY)

    async def seat(self, address: str) -> "Seat":
        """Wait for a seat at work. Raises ProblemError if there are too many before, or it takes too long."""
        if self._free:
            self._free -= 1
            return Seat(self)
        if self.is_full_for(address):
            raise self.refuse()
        ready = asyncio.get_running_loop().create_future()
        self._waiting[ready] = address
        self._by_address[address] += 1
        admitted = False
        try:
            async with asyncio.timeout(self._patience):
                await ready
            admitted = True
        except TimeoutError:
            raise self.refuse() from None
        finally:
            self._by_address[address] -= 1
            if not self._by_address[address]:
                del self._by_address[address]
            if not admitted:
                self._withdraw(ready)
        return Seat(self)

    def leave(self, worked: float, *, shared: bool) -> None:
        """Give a seat, at which somebody `worked` for so many seconds, to whoever has waited longest.

        It is `shared` if somebody was let in beside them.
        """
        self._pace += (worked / self._seats - self._pace) / _REMEMBERED
        if shared:
            self._beside = False
        else:
            self._pass_on()

    def share(self) -> bool:
        """Let somebody in beside one who takes long; return whether nobody else shares already."""
        if self._beside:
            return False
        self._beside = True
        self._pass_on()
        return True

    def _pass_on(self) -> None:
        while self._waiting:
            ready = next(iter(self._waiting))
            del self._waiting[ready]
            if not ready.done():
                ready.set_result(None)
                return
        self._free += 1

    def _withdraw(self, ready: "asyncio.Future[None]") -> None:
        """Wait no longer; a seat that was given just now goes to the next."""
        if ready in self._waiting:
            del self._waiting[ready]
        elif not ready.cancelled():
            self._pass_on()

    @asynccontextmanager
    async def held(self, receive: Receive) -> AsyncIterator[list[Message]]:
        """Read a whole body and hold it. Raises ProblemError if too many bytes are held."""
        messages: list[Message] = []
        own = 0
        try:
            while not messages or messages[-1].get("more_body"):
                messages.append(await receive())
                own += len(messages[-1].get("body", b""))
                self._held += len(messages[-1].get("body", b""))
                if self._held > _MOST_HELD:
                    raise self.refuse()
            yield messages
        finally:
            self._held -= own


class Seat:
    """A seat at work, left once."""

    def __init__(self, admission: Admission) -> None:
        self._admission: Admission | None = admission
        self._since = monotonic()
        self._shared = False
        self._long = asyncio.get_running_loop().call_later(_LONG, self._share)

    def leave(self) -> None:
        """Leave the seat to others."""
        self._long.cancel()
        admission, self._admission = self._admission, None
        if admission:
            admission.leave(monotonic() - self._since, shared=self._shared)

    def _share(self) -> None:
        if self._admission:
            self._shared = self._admission.share()
            if not self._shared:
                self._long = asyncio.get_running_loop().call_later(_LONG, self._share)


def leave_seat(request: Request) -> None:
    """Leave the seat of a request that from now on waits for something else, such as a model."""
    seat = request.scope.get(_SEAT)
    if isinstance(seat, Seat):
        seat.leave()


class Admitted:
    """Lets requests that need work take their turn. A seat is left when the answer begins, or before."""

    def __init__(self, app: ASGIApp, admission: Admission) -> None:
        self._app = app
        self._admission = admission

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = scope["path"] if scope["type"] == "http" else ""
        if not path.startswith(_WORKED_FOR) or path.startswith(_ADMINISTERED):
            return await self._app(scope, receive, send)
        try:
            async with self._admission.held(receive) as messages:
                if messages[-1]["type"] != "http.disconnect":
                    await self._turn(messages, scope, receive, send)
        except ProblemError as refusal:
            await problem_response(Request(scope), refusal)(scope, receive, send)

    async def _turn(self, messages: list[Message], scope: Scope, receive: Receive, send: Send) -> None:
        client = scope.get("client")
        seat = scope[_SEAT] = await self._admission.seat(household(client[0] if client else ""))
        unread = iter(messages)

        async def read_again() -> Message:
            return next(unread, None) or await receive()

        async def leaving(message: Message) -> None:
            if message["type"] == "http.response.start":
                seat.leave()
            await send(message)

        try:
            await self._app(scope, read_again, leaving)
        finally:
            seat.leave()
