"""Servers on the loopback interface that answer as a model might, well or badly."""

import gzip
import json
import socket
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event, Thread

Handler = Callable[[socket.socket, Event], None]
_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"


class ModelServer:
    """Answers each connection by `handler`, until closed. `asked` counts requests; `gone` is set when a client left."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler
        self.asked: list[bytes] = []
        self.gone = Event()
        self.reached = Event()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._closed = Event()
        self._thread = Thread(target=self._serve, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listening.getsockname()[1]}/v1"

    def close(self) -> None:
        """Stop listening; answers under way end."""
        self._closed.set()
        self._listening.close()

    def _serve(self) -> None:
        while not self._closed.is_set():
            try:
                connection, _ = self._listening.accept()
            except OSError:
                return
            Thread(target=self._answer, args=(connection,), daemon=True).start()

    def _answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                self.asked.append(_request(connection))
                self.reached.set()
                self.handler(connection, self._closed)
            except OSError:
                self.gone.set()


@contextmanager
def serving_model(handler: Handler) -> Iterator[ModelServer]:
    """A model server for as long as the block runs."""
    server = ModelServer(handler)
    try:
        yield server
    finally:
        server.close()


def says(text: str) -> Handler:
    """Streams `text` in small pieces, as the protocol has it."""

    def handler(connection: socket.socket, _: Event) -> None:
        connection.sendall(_HEAD)
        for start in range(0, len(text), 7):
            connection.sendall(chunk(text[start : start + 7]))
        connection.sendall(b"data: [DONE]\n\n")

    return handler


def sends(*parts: bytes) -> Handler:
    """Sends these bytes and ends the connection."""

    def handler(connection: socket.socket, _: Event) -> None:
        for part in parts:
            connection.sendall(part)

    return handler


def status(line: str, *headers: str, body: bytes = b"{}") -> Handler:
    """Answers with a status and no stream."""
    head = "\r\n".join((f"HTTP/1.1 {line}", f"Content-Length: {len(body)}", "Content-Type: text/html", *headers))
    return sends(f"{head}\r\n\r\n".encode() + body)


def drips(pieces: Iterator[bytes] | None, seconds: float) -> Handler:
    """Sends a piece, waits, sends the next; without pieces it only waits."""

    def handler(connection: socket.socket, closed: Event) -> None:
        connection.sendall(_HEAD)
        for piece in pieces if pieces is not None else iter(()):
            connection.sendall(piece)
            if closed.wait(seconds):
                return
        closed.wait()

    return handler


def says_at_once(text: str) -> Handler:
    """Streams `text` in one piece."""
    return sends(_HEAD, chunk(text), b"data: [DONE]\n\n")


def delta(content: object) -> bytes:
    """One event of a stream whose text may be anything."""
    return f"data: {json.dumps({'choices': [{'index': 0, 'delta': {'content': content}}]})}\n\n".encode()


def deep(levels: int) -> bytes:
    """One event of nested lists."""
    return b"data: " + b"[" * levels + b"]" * levels + b"\n\n"


def packed(line: str, size: int, *, twice: bool = False) -> Handler:
    """Answers with a little that becomes a lot when it is unpacked."""
    body = gzip.compress(_zipped(size)) if twice else _zipped(size)
    return status(line, f"Content-Encoding: {'gzip, gzip' if twice else 'gzip'}", body=body)


def _zipped(size: int) -> bytes:
    packing = zlib.compressobj(wbits=31)
    parts = [packing.compress(bytes(1_000_000)) for _ in range(size // 1_000_000)]
    return b"".join((*parts, packing.flush()))


def resets(connection: socket.socket, _: Event) -> None:
    """Begins an answer and resets the connection in its middle."""
    connection.sendall(_HEAD + chunk("Halb"))
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")


def chunk(text: str) -> bytes:
    """One event of a stream."""
    data = {
        "id": "x",
        "object": "chat.completion.chunk",
        "created": 0,
        "model": "m",
        "choices": [{"index": 0, "delta": {"content": text}, "finish_reason": None}],
    }
    return f"data: {json.dumps(data)}\n\n".encode()


HEAD = _HEAD


def _request(connection: socket.socket) -> bytes:
    """A whole request."""
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65_536) or _ended()
    head, _, body = received.partition(b"\r\n\r\n")
    length = next(
        (int(line.split(b":")[1]) for line in head.lower().split(b"\r\n") if line.startswith(b"content-length")), 0
    )
    while len(body) < length:
        body += connection.recv(65_536) or _ended()
    return head + b"\r\n\r\n" + body


def _ended() -> bytes:
    raise OSError("the client left")
