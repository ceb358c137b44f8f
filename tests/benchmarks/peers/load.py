"""Open-loop load over HTTP: questions come when they come, whether or not earlier ones have been answered.

A latency counts from the moment at which a question was to be sent, not from the one at which it could be. Otherwise
a server that falls behind would be asked less and look faster than it is (Tene, "How NOT to Measure Latency", 2013).
"""

import http.client
import json
import statistics
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

_PATIENCE = 60.0
_LEAD = 0.2


@dataclass(frozen=True, slots=True)
class Load:
    """What came of one load. Latencies in milliseconds; `failed` questions have none."""

    users: int
    asked: int
    failed: int
    p50_ms: float
    p99_ms: float
    answered_per_second: float


def schedule(users: int, each: int) -> list[list[float]]:
    """When each user asks, in seconds from the start: once a second, the users evenly one after the other."""
    return [[number + user / users for number in range(each)] for user in range(users)]


def put(port: int, path: str, questions: Sequence[str], users: int, each: int) -> dict[str, Any]:
    """`users` connections, each with `each` questions, one a second. Bounded: after a minute a question has failed."""
    start = time.perf_counter() + _LEAD
    with ThreadPoolExecutor(users) as pool:
        asking = [
            pool.submit(asked, port, path, _share(questions, user, users, each), [start + at for at in times])
            for user, times in enumerate(schedule(users, each))
        ]
        found = [latency for future in asking for latency in future.result()]
    return asdict(summary(users, found, time.perf_counter() - start))


def _share(questions: Sequence[str], user: int, users: int, each: int) -> list[str]:
    """The questions of one user, so that all users together ask them in their order."""
    return [questions[(user + place * users) % len(questions)] for place in range(each)]


def summary(users: int, latencies: Sequence[float | None], seconds: float) -> Load:
    """The figures of latencies in seconds, None for a question that failed."""
    good = [1000 * latency for latency in latencies if latency is not None]
    cuts = statistics.quantiles(good, n=100) if len(good) > 1 else [float("nan")] * 99
    return Load(users, len(latencies), len(latencies) - len(good), cuts[49], cuts[98], len(good) / seconds)


def asked(port: int, path: str, questions: Sequence[str], times: Sequence[float]) -> list[float | None]:
    """One user's latencies."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)
    latencies: list[float | None] = []
    for question, at in zip(questions, times, strict=True):
        time.sleep(max(0.0, at - time.perf_counter()))
        try:
            connection.request("POST", path, json.dumps({"question": question}), {"Content-Type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            latencies.append(time.perf_counter() - at if answer.status == http.client.OK else None)
        except (OSError, http.client.HTTPException):
            connection.close()
            latencies.append(None)
    connection.close()
    return latencies
