"""Asks at a fixed rate, whether or not answers have come: `python -m tests.benchmarks.attack.load PORT RATE SECONDS`.

Prints one JSON line: for each status the number of answers and their latencies in milliseconds, counted from the moment
at which a request was due (0 stands for a connection that broke). `--health` asks for /healthz instead of searching.
"""

import argparse
import asyncio
import json
import os
import sys
from collections import defaultdict
from itertools import count
from time import perf_counter

_ADDRESSES = 16
_PATIENCE = 20.0
_NICE = 10
"""In earnest the load comes from other machines; here it must not take the service's processor."""
_QUESTIONS = (
    "Was kostet JUMITA?",
    "measures for single parents with childcare issues",
    "Kunde, 27, Schulden, kein Führerschein, Rücken kaputt - was haben wir?",
    "Wer hilft bei Schulden in Göttingen?",
    "Teilzeitausbildung für junge Mütter",
    "Sprachkurs und Praktikum für Geflüchtete",
)


class _Connection(asyncio.Protocol):
    """One connection, kept for further requests as long as the server keeps it."""

    def __init__(self, load: "Load") -> None:
        self._load = load
        self._received = b""
        self._due = 0.0
        self._busy = False
        self._asked: list[bytes] = []
        self.open = True

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = transport

    def ask(self, request: bytes, due: float) -> None:
        self._due, self._busy, self._received = due, True, b""
        self._asked = [*self._asked[-1:], request]
        self._transport.write(request)  # type: ignore[attr-defined]

    def data_received(self, data: bytes) -> None:
        self._received += data
        head, found, body = self._received.partition(b"\r\n\r\n")
        if not found or not self._busy:
            return
        lowered = head.lower()
        length = int(lowered.partition(b"content-length:")[2].split(b"\r\n", 1)[0] or 0)
        if len(body) >= length:
            self._busy = False
            self._load.answered(int(head[9:12]), self._due)
            if b"connection: close" in lowered:
                self.open = False
                self._transport.close()
            else:
                self._load.idle.append(self)

    def connection_lost(self, error: Exception | None) -> None:
        self.open = False
        if self._busy:
            self._busy = False
            if len(self._asked) > 1 and not self._received:  # it was idle for too long, as any client knows
                self._load.ask_anew(self._asked[-1], self._due)
            else:
                self._load.answered(0, self._due)


class Load:
    """A number of requests a second, for some seconds."""

    def __init__(self, port: int, requests: list[bytes], rate: float, seconds: float) -> None:
        self._port = port
        self._requests = requests
        self._rate = rate
        self._seconds = seconds
        self._number = count()
        self._tasks: set[asyncio.Task[None]] = set()
        self.idle: list[_Connection] = []
        self.latencies: dict[int, list[float]] = defaultdict(list)

    def answered(self, status: int, due: float) -> None:
        """Note an answer."""
        self.latencies[status].append(round(1000 * (perf_counter() - due), 1))

    async def run(self) -> None:
        """Ask, and wait for the answers."""
        start = perf_counter()
        total = int(self._rate * self._seconds)
        for number in range(total):
            due = start + number / self._rate
            if (pause := due - perf_counter()) > 0:
                await asyncio.sleep(pause)
            elif number % 16 == 0:
                await asyncio.sleep(0)
            request = self._requests[number % len(self._requests)]
            while self.idle:
                if (connection := self.idle.pop()).open:
                    connection.ask(request, due)
                    break
            else:
                self.ask_anew(request, due)
        until = perf_counter() + _PATIENCE
        while sum(map(len, self.latencies.values())) < total and perf_counter() < until:
            await asyncio.sleep(0.05)

    def ask_anew(self, request: bytes, due: float) -> None:
        """Ask by a connection of its own."""
        self._tasks.add(task := asyncio.create_task(self._ask_anew(request, due)))
        task.add_done_callback(self._tasks.discard)

    async def _ask_anew(self, request: bytes, due: float) -> None:
        address = f"127.0.0.{2 + next(self._number) % _ADDRESSES}"
        try:
            _, connection = await asyncio.get_running_loop().create_connection(
                lambda: _Connection(self), "127.0.0.1", self._port, local_addr=(address, 0)
            )
        except OSError:
            self.answered(0, due)
            return
        connection.ask(request, due)


def searches(port: int) -> list[bytes]:
    """Requests that search, as clients send them."""
    bodies = (json.dumps({"question": question, "limit": 5}).encode() for question in _QUESTIONS)
    return [
        f"POST /api/search HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\n\r\n".encode()
        + body
        for body in bodies
    ]


def main() -> int:
    """Ask, and print what came back."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("port", type=int)
    parser.add_argument("rate", type=float)
    parser.add_argument("seconds", type=float)
    parser.add_argument("--health", action="store_true")
    options = parser.parse_args()
    health = [f"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{options.port}\r\n\r\n".encode()]
    if not options.health:
        os.nice(_NICE)
    load = Load(options.port, health if options.health else searches(options.port), options.rate, options.seconds)
    asyncio.run(load.run())
    print(json.dumps(load.latencies))
    return 0


if __name__ == "__main__":
    sys.exit(main())
