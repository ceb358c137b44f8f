"""Clients that are slow, silent or many."""

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from time import monotonic, sleep

import httpx

from tests.benchmarks.attack.attacked import Outcome, Place, quantile

HALVES = (
    b"",
    b"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Y: ",
    b"POST /api/chat HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n{",
)
SEARCH = (
    b"POST /api/search HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    b'Content-Length: 34\r\n\r\n{"question": "Was kostet JUMITA?"}'
)
DEADLINE = 30.0
DRAIN = 10.0
MOST_STOPPED = 250.0
_LOG = 100_000


def halves(place: Place, quick: bool) -> Outcome:
    """Requests of which only half ever comes, some a byte at a time."""
    deadline = 3.0 if quick else DEADLINE
    settings = {"request_seconds": deadline} if quick else {}
    with place.serving(**settings) as attacked:
        clients = [attacked.connect(number) for number in range(300)]
        for number, client in enumerate(clients):
            client.sendall(HALVES[number % len(HALVES)])
        began = monotonic()
        with attacked.probed(deadline + 4) as latencies:
            open_for = _until_closed(clients, deadline + 5)
        closed = [seconds <= deadline + 1 for seconds in open_for]
        seen = f"closed after {max(open_for):.0f} s at most; health 99 % under {quantile(latencies, 0.99):.0f} ms"
        assert monotonic() - began < 2 * deadline + 20
        return Outcome.of(closed, seen)


def _until_closed(clients: list[socket.socket], most: float) -> list[float]:
    """Seconds that each connection stays open, some of them fed on."""
    began, ended = monotonic(), dict[int, float]()
    for client in clients:
        client.setblocking(False)
    while len(ended) < len(clients) and monotonic() - began < most:
        for number, client in enumerate(clients):
            if number in ended:
                continue
            with suppress(BlockingIOError):
                try:
                    if number % 2 and number % len(HALVES):
                        client.send(b"x")
                    if not client.recv(65_536):
                        ended[number] = monotonic() - began
                except ConnectionError:
                    ended[number] = monotonic() - began
        sleep(0.5)
    for client in clients:
        client.close()
    return [ended.get(number, most) for number in range(len(clients))]


def unread(place: Place, quick: bool) -> Outcome:
    """Answers that are asked for and never read."""
    with place.serving(**({"request_seconds": 3.0} if quick else {})) as attacked:
        before = attacked.memory
        clients = [attacked.connect(number) for number in range(100)]
        for client in clients:
            with suppress(OSError):
                client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            client.sendall(
                b"GET /api/documents/handlungsansaetze-langzeitleistungsbezug-2013 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
            )
            sleep(0.02)
        with attacked.probed(4) as latencies:
            sleep(4)
        more = attacked.memory - before
        for client in clients:
            client.close()
        fine = quantile(latencies, 0.99) < MOST_STOPPED and more < 100
        return Outcome(100, 100 * fine, f"memory +{more:.0f} MB, health 99 % under {quantile(latencies, 0.99):.0f} ms")


def crowd(place: Place, quick: bool) -> Outcome:
    """More silent connections than the process may have open files."""
    with place.serving(files=512, connections=350) as attacked:
        before = attacked.memory
        clients, refused = [], 0
        with attacked.probed(3 if quick else 8) as latencies:
            for number in range(600 if quick else 2_000):
                try:
                    clients.append(attacked.connect(number))
                except OSError:
                    refused += 1
            sleep(2)
        more, log = attacked.memory - before, attacked.log_size
        for client in clients:
            client.close()
        fine = quantile(latencies, 0.99) < MOST_STOPPED and log < _LOG and more < 100
        seen = f"health 99 % under {quantile(latencies, 0.99):.0f} ms, log {log / 1000:.0f} kB, memory +{more:.0f} MB"
        return Outcome(len(clients) + refused, (len(clients) + refused) * fine, seen)


def one_address(place: Place, quick: bool) -> Outcome:
    """One address that opens connections and keeps silent; others are served, and so is it."""
    with place.serving() as attacked:
        number = 300 if quick else 1_500
        clients = []
        with attacked.probed(4) as latencies:
            for _ in range(number):
                with suppress(OSError):
                    clients.append(attacked.connect())
            sleep(2)
        answered = httpx.get(f"{attacked.url}/healthz", trust_env=False, timeout=10).status_code == 200
        for client in clients:
            client.close()
        fine = answered and quantile(latencies, 0.99) < MOST_STOPPED
        return Outcome(number, number * fine, f"health 99 % under {quantile(latencies, 0.99):.0f} ms")


def stop(place: Place, _: bool) -> Outcome:
    """SIGTERM while clients keep silent in the middle of a request; one that is still sent to its end is answered."""
    took, fine = [], []
    for half in HALVES:
        with place.serving() as attacked, attacked.connect() as silent, attacked.connect() as other:
            silent.sendall(half)
            other.sendall(SEARCH[:-1])
            sleep(0.5)
            with ThreadPoolExecutor(1) as pool:
                answered = pool.submit(_finish, other)
                took.append(attacked.terminated(40.0))
            fine.append(answered.result() and took[-1] < DRAIN)
    return Outcome.of(fine, f"ended after {max(took):.1f} s at most")


def _finish(client: socket.socket) -> bool:
    sleep(0.5)
    try:
        client.sendall(SEARCH[-1:])
        return client.recv(65_536).startswith(b"HTTP/1.1 200")
    except OSError:
        return False
