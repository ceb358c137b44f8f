"""Connections under limits: nobody can hold one for ever, and nobody can take them all."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from time import monotonic, sleep
from typing import Any

import httpx
import pytest
from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from service.api.admission import Admission
from service.app import create_server
from service.server.connections import MEBIBYTE
from service.settings import Settings

HEAD = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n"
QUICK = {"request_seconds": 0.5, "drain_seconds": 3}


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Answers with the number of bytes that it got, and to `/large` with more than any buffer holds."""
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size, more = size + len(message["body"]), message["more_body"]
    body = b"x" * (64 * MEBIBYTE) if scope["path"] == "/large" else str(size).encode()
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"%d" % len(body))]})
    await send({"type": "http.response.body", "body": body})


def _app() -> FastAPI:
    app = FastAPI()
    app.state.admission = Admission(seats=1, queue=1)
    app.mount("/", echo)
    return app


class Serving:
    """A server in a thread."""

    def __init__(self, **settings: Any) -> None:
        self.server = create_server(_app(), Settings(**settings))
        self._listening = socket.create_server(("127.0.0.1", 0), backlog=1_000)
        self._clients: list[socket.socket] = []
        self.port = self._listening.getsockname()[1]
        self.thread = threading.Thread(target=self.server.run, args=([self._listening],))
        self.thread.start()
        while not self.server.started:
            sleep(0.01)

    def connect(self, address: str = "127.0.0.1") -> socket.socket:
        """A connection from an address of the loopback network."""
        client = socket.create_connection(("127.0.0.1", self.port), timeout=10, source_address=(address, 0))
        self._clients.append(client)
        return client

    def alive(self) -> bool:
        """Whether a request is answered at once."""
        return httpx.get(f"http://127.0.0.1:{self.port}/", timeout=5).status_code == 200

    def close(self) -> None:
        """Close what the clients hold."""
        for client in self._clients:
            client.close()

    def stop(self) -> float:
        """Stop as a signal does; the seconds that it takes."""
        self.server.should_exit = True
        began = monotonic()
        self.thread.join(30)
        assert not self.thread.is_alive()
        return monotonic() - began


@pytest.fixture
def serve() -> Iterator[Callable[..., Serving]]:
    """Starts servers that end with the test."""
    with ExitStack() as stack:

        @contextmanager
        def serving(**settings: Any) -> Iterator[Serving]:
            started = Serving(**settings)
            yield started
            started.stop()
            started.close()

        yield lambda **settings: stack.enter_context(serving(**settings))


def rest(client: socket.socket) -> bytes:
    """What comes until the server closes the connection."""
    received = b""
    try:
        while piece := client.recv(65_536):
            received += piece
    except ConnectionResetError:
        pass
    return received


def answered(client: socket.socket) -> bytes:
    """The content of one answer."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += client.recv(65_536)
    head, _, content = received.partition(b"\r\n\r\n")
    while len(content) < int(head.partition(b"content-length: ")[2].split(b"\r\n")[0]):
        content += client.recv(65_536)
    return content


@pytest.mark.parametrize(
    ("sent", "answer"),
    [
        (b"", b""),
        (b"GET / HTTP/1.1\r\nHost: loc", b"HTTP/1.1 408 Request Timeout"),
        (HEAD, b"HTTP/1.1 408 Request Timeout"),
        (HEAD + b"x" * 99, b"HTTP/1.1 408 Request Timeout"),
    ],
    ids=["silent", "half a head", "no body", "half a body"],
)
def test_a_request_that_never_ends(serve: Callable[..., Serving], sent: bytes, answer: bytes) -> None:
    """It is closed once its time is over, with the reason if it had begun."""
    client = serve(**QUICK).connect()
    client.sendall(sent)
    began = monotonic()
    assert rest(client).startswith(answer)
    assert 0.3 < monotonic() - began < 3


def test_one_byte_at_a_time(serve: Callable[..., Serving]) -> None:
    """Each byte gives no new time."""
    client = serve(**QUICK).connect()
    client.sendall(HEAD)
    began = monotonic()
    with suppress(ConnectionError):
        for _ in range(100):
            client.sendall(b"x")
            sleep(0.1)
    assert monotonic() - began < 3


def test_an_answer_that_nobody_reads(serve: Callable[..., Serving]) -> None:
    """The connection is given up, and with it what waited to be sent."""
    served = serve(**QUICK)
    client = served.connect()
    client.sendall(b"GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n")
    until = monotonic() + 5
    sleep(0.3)
    while served.server.server_state.connections and monotonic() < until:
        sleep(0.05)
    assert not served.server.server_state.connections
    assert len(rest(client)) < 64 * MEBIBYTE


def test_requests_in_time_are_answered(serve: Callable[..., Serving]) -> None:
    """One after the other on one connection, each with its own time; slow ones as well, if they arrive."""
    served = serve(request_seconds=1.0)
    client = served.connect()
    for _ in range(3):
        client.sendall(HEAD + b"x" * 50)
        sleep(0.5)
        client.sendall(b"x" * 50)
        assert answered(client) == b"100"


def test_a_large_upload_may_take_longer(serve: Callable[..., Serving]) -> None:
    """Each MiB that has arrived gives time for another."""
    client = serve(**QUICK).connect()
    client.sendall(b"PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n\r\n" % (2 * MEBIBYTE))
    client.sendall(b"x" * (MEBIBYTE + 1))
    sleep(1.5)
    client.sendall(b"x" * (MEBIBYTE - 1))
    assert answered(client) == str(2 * MEBIBYTE).encode()


def test_silent_connections_make_room(serve: Callable[..., Serving]) -> None:
    """However many there are, those that have been silent longest go, and a request is answered."""
    served = serve(connections=20, connections_per_address=100)
    silent = [served.connect(f"127.0.0.{2 + number % 50}") for number in range(100)]
    assert served.alive()
    sleep(0.2)
    assert len(served.server.server_state.connections) <= 20
    silent[0].settimeout(5)
    assert rest(silent[0]) == b""


def test_one_address_takes_nothing_from_others(serve: Callable[..., Serving]) -> None:
    """Its own silent connections go, not those of others."""
    served = serve(connections=200, connections_per_address=5)
    other = served.connect("127.0.0.9")
    for _ in range(50):
        served.connect("127.0.0.8")
    sleep(0.2)
    assert len(served.server.server_state.connections) == 6
    other.sendall(HEAD + b"x" * 100)
    assert answered(other) == b"100"


@pytest.mark.parametrize("sent", [b"", b"GET / HTTP/1.1\r\nHo", HEAD, HEAD + b"x"])
def test_a_silent_client_stops_nobody_from_stopping(serve: Callable[..., Serving], sent: bytes) -> None:
    """The service ends within seconds, whatever somebody has begun to send."""
    served = serve(drain_seconds=20)
    client = served.connect()
    client.sendall(sent)
    sleep(0.2)
    assert served.stop() < 5


def test_what_is_whole_is_answered_before_the_end(serve: Callable[..., Serving]) -> None:
    """A body that is nearly there when the service is told to stop is still waited for."""
    served = serve(drain_seconds=20)
    client = served.connect()
    client.sendall(HEAD + b"x" * 99)
    sleep(0.2)
    stopping = threading.Thread(target=served.stop)
    stopping.start()
    sleep(0.5)
    client.sendall(b"x")
    assert rest(client).endswith(b"100")
    stopping.join()
